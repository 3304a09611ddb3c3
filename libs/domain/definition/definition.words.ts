import { eligibilityFactTypes } from './eligibility'
import { eligibilityFactWords, foundFactWords, lineFactWords } from './fact.words'
import { lineFactTypes } from './line.priority'
import { foundFactTypes } from './stage.graph'

const facts = (types: Readonly<Record<string, string>>, words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([name, word]) => `${name} (${types[name]}) : ${word}`)
    .join(' ; ')

const code = 'Code gardé dans les faits : minuscules sans accent, chiffres et « _ ». Il ne change plus de sens ensuite.'

/**
 * What each field of a definition means, for those who write one. A key is the end of a field's path; the longest that
 * fits is taken.
 */
export const definitionWords: Readonly<Record<string, string>> = {
  id: 'Nom du parcours, « .v » et numéro de la version : landes-mon-ordi-pin40.v2. Une version publiée ne change plus.',
  territory: 'Code du territoire, celui de qui écrit : 40.',
  zone: 'Fuseau horaire où se comptent les jours : Europe/Paris. Le même pour toutes les versions d’un territoire.',
  title: 'Nom que les gens lisent.',
  reasons: 'Raisons d’une prescription.',
  needs: 'Ce que la personne veut savoir faire.',
  consent: 'Accord de la personne.',
  'consent.textVersion': 'Version du texte qu’elle accepte ; une autre est refusée.',
  'consent.modes': 'Façons de donner son accord.',
  eligibility: 'Conditions pour entrer dans le parcours. Toutes doivent être remplies ; chacune s’explique.',
  rule: `Règle CEL (cel.dev) qui répond vrai ou faux. Elle peut lire : ${facts(eligibilityFactTypes, eligibilityFactWords)}.`,
  'eligibility.fr':
    'Ce que lit la personne refusée ; {lastHandedOverOn} ou un autre fait entre accolades y prend sa valeur.',
  'eligibility.en': 'La même phrase en anglais.',
  lookBack:
    'Pour qui compte un ordinateur déjà reçu : la personne (« person »), ou toutes celles de son foyer (« household »).',
  refusals: 'Motifs, en deux listes chaque fois : ce qui peut se partager, et ce qui reste au lieu.',
  decline: 'Un lieu ne donne pas suite.',
  miss: 'Une absence, ou un contact en vain.',
  'refusals.pause': 'Le parcours se repose.',
  'refusals.transfer': 'Le parcours change de lieu ou de prescripteur.',
  end: 'Le parcours se termine.',
  shareable: 'Motifs que le prescripteur lit.',
  internal: 'Motifs que le lieu seul lit.',
  line: 'Liste d’attente d’un lieu qui n’a plus de place.',
  priority: `Expression CEL qui répond un nombre entier, de 0 à 9999, ou null : le plus petit passe devant ; à égalité, la date. Elle peut lire : ${facts(lineFactTypes, lineFactWords)}.`,
  exceptions: 'Raisons pour lesquelles la coordination fait suivre quelqu’un sans attendre.',
  expired: 'Motifs de la fin de l’attente, quand aucune place ne s’est libérée à temps.',
  unconfirmed: 'Motifs de la fin de l’attente, quand la place offerte n’a pas été confirmée.',
  'expired.shareable': 'Motif que le prescripteur lit ; de refusals.decline.',
  'expired.internal': 'Motif que le lieu seul lit ; de refusals.decline.',
  'unconfirmed.shareable': 'Motif que le prescripteur lit ; de refusals.decline.',
  'unconfirmed.internal': 'Motif que le lieu seul lit ; de refusals.decline.',
  corrections: 'Pourquoi un fait enregistré est corrigé ; une correction en nomme un.',
  reopenings: 'Pourquoi un parcours terminé est repris ; qui le rouvre en nomme un.',
  instruments: 'Avec quoi l’on mesure et l’on demande. Une étape en nomme la version.',
  skills: 'Compétences, chacune sur une échelle.',
  items: 'Ce qui est évalué.',
  scale: 'Niveaux, du plus bas au plus haut.',
  sentiment: 'Sentiment de compétence, une question sur une échelle de nombres.',
  question: 'La question, telle qu’elle est posée.',
  min: 'Bas de l’échelle.',
  max: 'Haut de l’échelle.',
  pix: 'Niveaux Pix, où ils sont utiles.',
  competences: 'Numéros des compétences Pix/CRCN : 1.1.',
  questionnaires: 'Questionnaires des suivis.',
  questions: 'Questions, dans leur ordre.',
  answers: 'Réponses que l’on peut donner.',
  version: 'Nom de cette version de l’instrument ; des mesures ne se comparent que sur la même échelle.',
  stages:
    'Étapes, dans l’ordre où les gens les vivent ; la première est la prescription. Une étape ne mène qu’à une suivante.',
  kind: 'Type de l’étape, parmi une liste fermée ; un type peut revenir, sauf prescription et dotation.',
  next: 'Où mène l’étape : la première branche dont la règle est vraie. La dernière n’a pas de règle.',
  when: `Règle CEL, ou null. Elle peut lire : ${facts(foundFactTypes, foundFactWords)}.`,
  to: 'Code d’une étape suivante, ou « end ».',
  'next.fr': 'Pourquoi des étapes sont passées, dit aux gens.',
  measures: 'Versions des instruments de cette étape.',
  'measures.skills': 'Version des compétences évaluées ici.',
  'measures.sentiment': 'Version du sentiment de compétence demandé ici.',
  'measures.pix': 'Version de Pix, ou null.',
  maxMissed: 'Nombre de rendez-vous manqués qui termine l’attente.',
  bookWithin: 'Délai dans lequel un rendez-vous se prend, au plus.',
  objectives: 'Objectifs d’une formation.',
  receiptVersion: 'Version du reçu que la personne signe.',
  signatures: 'Façons de signer.',
  commitments: 'Ce à quoi la personne s’engage en signant le reçu.',
  guarantee: 'Durée pendant laquelle un ordinateur en panne est remplacé, depuis la remise ; null : aucune.',
  support: 'Ce qui est donné : mailbox (adresse), connection_offer (offre de connexion), orientation (autre service).',
  questionnaire: 'Version du questionnaire de ce suivi.',
  anchor: 'Ce depuis quoi l’on compte : la remise, la fin de formation ou la sortie.',
  after: 'Délai avant ce suivi.',
  maxAttempts: 'Nombre de tentatives de contact en vain, au plus.',
  pause: 'Repos du parcours.',
  longest: 'Durée d’un repos, au plus.',
  transfer: 'Passage en d’autres mains.',
  formerReads: 'Durée pendant laquelle les anciens lisent encore.',
  waits: 'Une attente par tâche des étapes : qui, quand lui rappeler, quand cela se termine.',
  'waits.*': 'L’attente de cette tâche.',
  owner: 'Qui est attendu.',
  remindAfter: 'Délai avant chaque rappel : P10D (dix jours), P1M. PT… est réservé aux démonstrations.',
  reminders: 'Nombre de rappels.',
  expireAfter: 'Délai au bout duquel l’attente se termine d’elle-même.',
  calendar: 'Jours comptés : civil (tous) ou working (ouvrés, fériés français exclus).',
  ends: 'Comment le parcours se termine quand une tâche reste sans suite.',
  'ends.*': 'La fin que donne cette tâche.',
  outcome: 'Ce qui est alors su du parcours.',
  silent: 'true : on n’écrit plus à la personne, comme après un décès. Un motif au moins le dit.',
  'ends.*.shareable': 'Motif que le prescripteur lit ; de refusals.end.',
  'ends.*.internal': 'Motif que le lieu seul lit ; de refusals.end.',
  code,
  'stages.code': `${code} Unique dans la version.`,
  fr: 'Ce que les gens lisent.',
  en: 'La même chose en anglais.',
}

/** The words of the field at a path, such as `stages.next.when`; null where nobody has written any. */
export function wordsAt(path: readonly string[]): string | null {
  const ends = path.map((_, index) => path.slice(index).join('.'))
  return ends.map((end) => definitionWords[end]).find((words) => words !== undefined) ?? null
}
