import type { AgreedTerms, ReportTerms } from '../domain/grant/agreement.terms'
import { eurosOf } from '../domain/kernel/euros'
import { calendarDay } from '../mail/words/date.words'
import type { AgreementData } from './document.data'

/** A body that is named in an agreement. */
export interface Body {
  readonly name: string
  readonly siret: string | null
}

/** What is known of a grant when its agreement is printed. Who signs for a body is written by hand. */
export interface Agreeing {
  readonly call: string
  readonly number: string
  /** The version of this agreement, 1 at first. */
  readonly version: number
  readonly applicant: Body
  readonly isPrivate: boolean
  /** What the project is called, as the applicant wrote it. */
  readonly title: string
  readonly decision: { readonly reference: string; readonly on: string }
  readonly terms: AgreedTerms
  /** Each share of the split, with whose money it is and whose accountant pays. */
  readonly shares: readonly { readonly funder: Body; readonly payer: Body; readonly cents: number }[]
  /** For what money may be asked back; none where the call foresees no recovery. */
  readonly recovery: readonly string[]
  /** Of an amendment: its number, of which agreement it is, why, and what was granted until then; else null. */
  readonly amends: {
    readonly number: number
    readonly agreedOn: string
    readonly reason: string
    readonly cents: number
    readonly endsOn: string
  } | null
}

const law = 'article 10 de la loi n° 2000-321 du 12 avril 2000'
const decree = 'décret n° 2001-495 du 6 juin 2001'

/** The agreement in the words of the paper. */
export function agreementData(given: Agreeing): AgreementData {
  const { call, number, version, title, terms, decision, amends } = given
  const { startsOn, endsOn } = terms.project
  return {
    title: amends
      ? `Avenant n° ${amends.number} à la convention attributive de subvention`
      : 'Convention attributive de subvention',
    facts: [
      ['Appel à projets', call],
      ['Dossier', number],
      ['Décision', `${decision.reference}, notifiée le ${calendarDay(decision.on)}`],
      ['Version de la convention', String(version)],
    ],
    articles: [
      {
        title: 'Vu',
        paragraphs: [
          `L’${law} et le ${decree}, qui fixe à 23 000 € la somme au-delà de laquelle une convention est conclue avec un organisme de droit privé.`,
        ],
        items: [],
      },
      { title: 'Entre', paragraphs: [], items: partiesOf(given) },
      ...changesOf(given),
      {
        title: 'Article 1 – Objet',
        paragraphs: [
          `La subvention est accordée pour le projet « ${title} ».`,
          `Le projet se fait du ${calendarDay(startsOn)} au ${calendarDay(endsOn)}. La subvention ne peut servir à rien d’autre.`,
        ],
        items: [],
      },
      {
        title: 'Article 2 – Montant',
        paragraphs: [
          `La subvention est de ${euros(terms.cents)}, pour un projet dont le coût est de ${euros(terms.project.costCents)}. Elle se répartit ainsi :`,
        ],
        items: given.shares.map(
          ({ funder, payer, cents }) =>
            `${funder.name} : ${euros(cents)}, payés par ${payer.name === funder.name ? 'son comptable' : payer.name}`,
        ),
      },
      {
        title: 'Article 3 – Versement',
        paragraphs: ['La somme est versée par le comptable, en ces échéances :'],
        items: instalmentsOf(terms),
      },
      { title: 'Article 4 – Bilans', paragraphs: reportsIntro(given), items: terms.reports.map(reportOf) },
      { title: 'Article 5 – Reversement', paragraphs: recoveryOf(given), items: given.recovery },
      {
        title: 'Article 6 – Modification et fin',
        paragraphs: [
          'Tout changement du montant, des dates ou du contenu du projet se fait par un avenant, signé des deux côtés avant de prendre effet.',
          'La convention prend effet quand les deux parties l’ont signée, et prend fin quand le projet est évalué.',
        ],
        items: [],
      },
    ],
    signatures: {
      title: 'Signatures',
      intro: `Convention en version ${version}. Nom, qualité, date et signature :`,
      names: [`Pour ${given.applicant.name}`, 'Pour le fonds'],
    },
  }
}

const euros = (cents: number): string => eurosOf(cents, 'fr')

const named = ({ name, siret }: Body): string => (siret === null ? name : `${name}, SIRET ${siret}`)

const partiesOf = ({ shares, applicant }: Agreeing): readonly string[] => [
  `Le fonds, pour ${[...new Set(shares.map(({ funder }) => named(funder)))].join(' ; ')}`,
  `${named(applicant)}, bénéficiaire`,
]

/** What an amendment changes, first of all. */
function changesOf({ amends, terms }: Agreeing): AgreementData['articles'] {
  if (!amends) return []
  const { reason, agreedOn, cents, endsOn } = amends
  const told = `Motif : ${reason}. Les articles qui suivent remplacent ceux de la convention signée le ${calendarDay(agreedOn)}.`
  const items = [
    ...(cents === terms.cents ? [] : [`Montant : ${euros(terms.cents)}, au lieu de ${euros(cents)}`]),
    ...(endsOn === terms.project.endsOn
      ? []
      : [`Fin du projet : ${calendarDay(terms.project.endsOn)}, au lieu de ${calendarDay(endsOn)}`]),
  ]
  return [{ title: 'Ce qui change', paragraphs: [told], items }]
}

const instalmentsOf = ({ instalments }: AgreedTerms): readonly string[] =>
  instalments.map(
    ({ fr, percent, cents, after }) =>
      `${fr} : ${euros(cents)} (${percent} %), ${after === null ? 'après la signature de la convention' : `une fois accepté : ${after}`}`,
  )

/** A body of private law accounts for its expenses within six months, whatever the call says (same article 10). */
const reportsIntro = ({ isPrivate }: Agreeing): readonly string[] => [
  ...(isPrivate
    ? [`Le compte rendu financier est déposé dans les six mois qui suivent la fin de l’exercice (${law}).`]
    : []),
  'La structure rend compte de ce qui a été fait et dépensé :',
]

const origins: Readonly<Record<ReportTerms['from'], string>> = {
  notification: 'la notification de la décision',
  payment: 'le dernier paiement',
  project_end: 'la fin du projet',
}

const reportOf = ({ fr, from, after, day }: ReportTerms): string =>
  `${fr} : ${day === null ? `${delayOf(after)} après ${origins[from]}` : `au plus tard le ${calendarDay(day)}`}`

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  Y: ['an', 'ans'],
  M: ['mois', 'mois'],
  W: ['semaine', 'semaines'],
  D: ['jour', 'jours'],
}

/** A delay of calendar units, such as P1Y6M, in words. */
const delayOf = (delay: string): string =>
  [...delay.matchAll(/(\d+)([YMWD])/g)]
    .map(([, number, unit]) => `${number} ${units[unit as string]?.[Number(number) > 1 ? 1 : 0]}`)
    .join(' et ')

const recoveryOf = ({ recovery }: Agreeing): readonly string[] =>
  recovery.length === 0
    ? ['Une somme qui n’a pas servi au projet n’est pas versée, ou est restituée dans les conditions de la loi.']
    : ['Tout ou partie de ce qui a été versé est restitué, sur demande motivée du fonds, dans ces cas :']
