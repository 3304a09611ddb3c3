import type { GrantOutcome } from '../../contracts/codes'
import type { AskedTask } from '../../domain/call/call.schema'

/** How a task of a grant is told: what is to be done, and what happens where nobody does it. Sentences without their end. */
interface GrantTaskWords {
  readonly title: string
  readonly todo: string
  readonly otherwise: string
}

const toldAgain = 'le gestionnaire du fonds en est prévenu, et l’attente recommence'

/** Every task of a grant. A new one does not compile until it has its words. */
export const grantTaskWords: Readonly<Record<AskedTask, GrantTaskWords>> = {
  submit_application: {
    title: 'Une demande de subvention est à déposer',
    todo: 'Complétez votre demande et déposez-la',
    otherwise: 'l’appel à projets est clos et le brouillon se ferme',
  },
  check_application: {
    title: 'Une demande de subvention est à examiner',
    todo: 'Dites si la demande est recevable, ou demandez les pièces qui manquent',
    otherwise: toldAgain,
  },
  complete_application: {
    title: 'Une demande de subvention est à compléter',
    todo: 'Fournissez les pièces demandées, puis dites la demande complétée',
    otherwise: 'la demande est examinée telle quelle',
  },
  study_application: {
    title: 'Un dossier de subvention est à instruire',
    todo: 'Demandez les avis, puis concluez l’instruction',
    otherwise: toldAgain,
  },
  hear_committee: {
    title: 'Un dossier de subvention attend le comité',
    todo: 'Inscrivez le dossier à une séance, puis enregistrez ce que le comité en dit',
    otherwise: toldAgain,
  },
  decide: {
    title: 'Une décision de subvention est à prendre',
    todo: 'Accordez la subvention avec sa répartition, ajournez-la ou refusez-la',
    otherwise: toldAgain,
  },
  meet_condition: {
    title: 'Une pièce est attendue pour votre subvention',
    todo: 'Fournissez la pièce à laquelle la décision est soumise',
    otherwise: 'la décision devient caduque',
  },
  check_condition: {
    title: 'Une pièce demandée par une décision est à examiner',
    todo: 'La structure a fourni la pièce : levez la condition, ou demandez-lui-en une autre',
    otherwise: toldAgain,
  },
  examine_again: {
    title: 'Un dossier de subvention est ajourné',
    todo: 'Reprenez le dossier ce jour-là',
    otherwise: 'le dossier revient à la décision',
  },
  notify: {
    title: 'Une décision de subvention est à notifier',
    todo: 'Notifiez la décision à la structure et enregistrez-le',
    otherwise: toldAgain,
  },
  issue_agreement: {
    title: 'Une convention de subvention est à établir',
    todo: 'Établissez la convention : la structure la signe d’abord',
    otherwise: toldAgain,
  },
  sign_agreement: {
    title: 'Votre convention de subvention est à signer',
    todo: 'Lisez la convention, signez-la et fournissez-la signée',
    otherwise: toldAgain,
  },
  countersign_agreement: {
    title: 'Une convention de subvention attend votre signature',
    todo: 'La structure a signé : signez à votre tour et fournissez la convention signée des deux côtés',
    otherwise: toldAgain,
  },
  decide_amendment: {
    title: 'Un avenant est demandé',
    todo: 'Décidez de l’avenant demandé, ou refusez-le',
    otherwise: toldAgain,
  },
  order_payment: {
    title: 'Un paiement de subvention est à ordonner',
    todo: 'Ordonnez le paiement de l’échéance',
    otherwise: toldAgain,
  },
  approve_payment: {
    title: 'Un paiement de subvention est à approuver',
    todo: 'Si vous ne l’avez pas ordonné vous-même, approuvez ce paiement',
    otherwise: toldAgain,
  },
  record_payment: {
    title: 'Une subvention est à payer',
    todo: 'Payez, puis enregistrez le numéro et la date du mandat, ou son rejet',
    otherwise: toldAgain,
  },
  hand_in_report: {
    title: 'Un bilan de subvention est attendu',
    todo: 'Remettez le bilan du projet',
    otherwise: 'le gestionnaire du fonds en est prévenu et convient de la suite avec vous',
  },
  accept_report: {
    title: 'Un bilan de subvention est à lire',
    todo: 'Acceptez le bilan, ou renvoyez-le à compléter',
    otherwise: toldAgain,
  },
  settle_report: {
    title: 'Un bilan de subvention n’est pas venu',
    todo: 'Convenez d’une autre date avec la structure, ou demandez un reversement si l’appel le prévoit',
    otherwise: toldAgain,
  },
  evaluate: {
    title: 'Un projet subventionné est à évaluer',
    todo: 'Enregistrez ce qui a été atteint ; le dossier se ferme alors',
    otherwise: toldAgain,
  },
  record_recovery: {
    title: 'Une somme est à reverser',
    todo: 'Enregistrez ce qui revient, avec le numéro et la date du titre',
    otherwise: toldAgain,
  },
}

/** How the end of a grant is told. */
export const grantOutcomeWords: Readonly<Record<GrantOutcome, string>> = {
  closed: 'Le projet est évalué et le dossier est clos.',
  not_submitted: 'L’appel à projets est clos : le brouillon, qui n’a pas été déposé, est fermé.',
  inadmissible: 'La demande n’est pas recevable.',
  refused: 'La subvention n’est pas accordée.',
  lapsed: 'La pièce demandée n’est pas venue à temps : la décision est caduque.',
  withdrawn: 'La demande est retirée.',
  recovered: 'Tout ce qui avait été payé a été reversé : le dossier est clos.',
}

/** How a decision is told to the structure. */
export const verdicts = [
  'awarded',
  'subject',
  'refused',
  'deferred',
  'reopened',
  'notified',
  'agreed',
  'amended',
  'unamended',
] as const
export const verdictWords: Readonly<Record<(typeof verdicts)[number], readonly [title: string, told: string]>> = {
  awarded: ['Votre subvention est accordée', 'Votre projet est retenu. La décision vous sera notifiée.'],
  subject: [
    'Votre subvention est accordée sous condition',
    'Votre projet est retenu, si la pièce demandée vient à temps.',
  ],
  refused: ['Votre subvention n’est pas accordée', 'Votre projet n’est pas retenu.'],
  deferred: ['La décision sur votre subvention est ajournée', 'Votre dossier sera examiné à nouveau.'],
  reopened: [
    'Votre dossier de subvention est repris',
    'La décision est reprise : votre dossier est de nouveau à l’instruction.',
  ],
  notified: ['Votre subvention vous est notifiée', 'La décision vous est notifiée.'],
  agreed: ['Votre convention de subvention est signée', 'La convention est signée des deux côtés : elle prend effet.'],
  amended: ['Votre subvention est modifiée', 'L’avenant prend effet.'],
  unamended: ['Votre demande d’avenant n’est pas retenue', 'Rien ne change de votre subvention.'],
}
