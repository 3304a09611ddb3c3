import type { AgentFact, LaptopHeld, LineFact, OutsideFacts, PlaceFact, StructureFact } from '../../domain/facts'
import { type SeenStock, stockFor } from '../../domain/dotation/stock.share'
import { execute } from '../../event-store/database'
import { eventFrom, type StoredEvent } from '../stream.load'
import type { DocumentIdentity } from '../../vault/document.identity'

/** What was found in the database; a referral's facts are composed from it, and whose a person is. */
export interface Found extends OutsideFacts {
  readonly person?: PersonFound
  /** The zone of the territory as the versions published here say it; null where none is. */
  readonly publishedZone?: string | null
  /** Every place where the mediator who acts works. */
  readonly ownPlaces?: readonly string[]
  /** The bytes of a receipt that was printed, to be kept with its event. */
  readonly printed?: Buffer
  readonly followers?: readonly Followers[]
  readonly aliases?: readonly string[]
}

/** What is known of a person under any of their ids. `compared`: those of whom a human knows, or is asked, who they are. */
interface PersonFound {
  readonly canonical: string
  readonly household: string | null
  readonly lastHandedOverOn: string | null
  readonly lastInHousehold: string | null
  readonly following: readonly string[]
  readonly compared: readonly string[]
}

/** Whose a journey of a person is, by the columns of `journey`. */
export type Followers = Readonly<
  Record<'prescriber_structure' | 'place' | 'place_structure' | 'mediator', string | null>
>

/** One question to the database, sent with the locks, and the facts that its rows make. */
export interface FactPart {
  readonly execution: string
  read(rows: readonly unknown[]): Found
}

export const placeFact = (stream: string): FactPart => ({
  execution: execute('fact_place', stream),
  read: (rows) => ({ place: (rows[0] as PlaceFact | undefined) ?? null }),
})

export const agentFact = (stream: string): FactPart => ({
  execution: execute('fact_agent', stream),
  read: (rows) => ({ agent: (rows[0] as AgentFact | undefined) ?? null }),
})

/** How many places of a mediator other journeys take. */
export const followedFact = (mediator: string, journey: string): FactPart => ({
  execution: execute('fact_followed', mediator, journey),
  read: (rows) => ({ followed: (rows[0] as { followed: number }).followed }),
})

/** The line of a lieu, as it is once nobody else may enter it or be told a rank there. */
export const lineFacts = (journey: string, place: string, structure: string): readonly FactPart[] => [
  { execution: execute('lock_line', place), read: () => ({}) },
  {
    execution: execute('fact_line', place, structure),
    read: (rows) => ({ line: { journey, ...(rows[0] as Omit<LineFact, 'journey'>) } }),
  },
]

/** Which of some places are of a territory. */
export const placesFact = (streams: readonly string[], territory: string): FactPart => ({
  execution: execute('fact_places', streams, territory),
  read: (rows) => ({ places: (rows as { stream: string }[]).map(({ stream }) => stream) }),
})

/** Where the one who acts works. */
export const ownPlacesFact = (actor: string): FactPart => ({
  execution: execute('fact_own_places', actor),
  read: (rows) => ({ ownPlaces: (rows as { place: string }[]).map(({ place }) => place) }),
})

const stockSeen = (needs: readonly string[]) => (rows: readonly unknown[]) => ({
  stock: stockFor(needs, rows[0] as SeenStock),
})

/** `structure` is the one whose stock a dotation draws from, or would; `needs` are what its laptop must have. */
export const stockFact = (structure: string, needs: readonly string[]): FactPart => ({
  execution: execute('fact_stock', structure),
  read: stockSeen(needs),
})

/** A stock that is counted once nobody else may change it. */
export const stockFacts = (structure: string, needs: readonly string[]): readonly FactPart[] => [
  { execution: execute('lock_stock', structure), read: () => ({}) },
  stockFact(structure, needs),
]

/** Turns are taken where an owner's agreements are given, ended or used. */
export const agreementsLock = (owner: string, read: FactPart['read'] = () => ({})): FactPart => ({
  execution: execute('lock_agreements', owner),
  read,
})

/** What an owner has agreed with another one, once nobody else may use or end it. */
export const agreementFacts = (owner: string, receiver: string): readonly FactPart[] => [
  agreementsLock(owner),
  {
    execution: execute('fact_agreements', owner, receiver),
    read: (rows) => ({ agreements: rows as OutsideFacts['agreements'] }),
  },
]

/** The structure that applies for a grant. */
export const applicantFact = (structure: string): FactPart => ({
  execution: execute('fact_applicant', structure),
  read: (rows) => ({ applicant: (rows[0] as OutsideFacts['applicant']) ?? null }),
})

/** The fund lines that are named, and what the lines of their call hold for grants, once nobody else awards of it. */
export const awardFacts = (call: string, lines: readonly string[]): readonly FactPart[] => [
  { execution: execute('lock_envelope', call), read: () => ({}) },
  {
    execution: execute('fact_engaged', call),
    read: (rows) => ({ engagedCents: Number((rows[0] as { cents: string }).cents) }),
  },
  {
    execution: execute('fact_fund_lines', lines),
    read: (rows) => ({
      fundLines: Object.fromEntries(
        (rows as { stream: string; call: string; payer: string }[]).map(({ stream, ...line }) => [stream, line]),
      ),
    }),
  },
]

/** Which mandates, by line and number, another grant than this one has used. */
export const mandatesFact = (marks: readonly string[], grant: string): FactPart => ({
  execution: execute('fact_mandates', marks, grant),
  read: (rows) => ({ usedMandates: (rows as { mark: string }[]).map(({ mark }) => mark) }),
})

/** The same of the structure that runs a place. */
export const stockOfPlace = (place: string, needs: readonly string[]): readonly FactPart[] => [
  { execution: execute('lock_stock_of_place', place), read: () => ({}) },
  { execution: execute('fact_stock_of_place', place), read: stockSeen(needs) },
]

interface StructureRow extends StructureFact {
  readonly stream: string
}

export const structuresFact = (streams: readonly string[]): FactPart => ({
  execution: execute('fact_structures', streams),
  read: (rows) => ({
    structures: Object.fromEntries((rows as StructureRow[]).map(({ stream, ...structure }) => [stream, structure])),
  }),
})

/** The agents that are called to a session. */
export const membersFact = (streams: readonly string[]): FactPart => ({
  execution: execute('fact_members', streams),
  read: (rows) => ({
    members: Object.fromEntries((rows as MemberRow[]).map(({ stream, ...member }) => [stream, member])),
  }),
})
type MemberRow = NonNullable<OutsideFacts['members']>[string] & { readonly stream: string }

/** The interests that members have declared in some grants, in whatever session. */
export const conflictsFact = (grants: readonly string[]): FactPart => ({
  execution: execute('fact_conflicts', grants),
  read: (rows) => ({ declaredConflicts: rows as OutsideFacts['declaredConflicts'] }),
})

/** The structures that apply for some grants. */
export const applicantsFact = (grants: readonly string[]): FactPart => ({
  execution: execute('fact_applicants', grants),
  read: (rows) => ({
    applicants: Object.fromEntries(
      (rows as { stream: string; structure: string }[]).map(({ stream, structure }) => [stream, structure]),
    ),
  }),
})

export const communeFact = (territory: string, insee: string): FactPart => ({
  execution: execute('fact_commune', territory, insee),
  read: (rows) => ({ commune: (rows[0] as OutsideFacts['commune'] | undefined) ?? null }),
})

/** What the bytes of a document are, and whether they are kept already. */
export const documentFact = (identity: DocumentIdentity): FactPart => ({
  execution: execute('fact_document', identity.id),
  read: (rows) => ({ document: { ...identity, known: rows.length > 0 } }),
})

/** Whether a version may be followed anew, once nobody else may retire it before the commit. */
export const versionFacts = (id: string): readonly FactPart[] => [
  { execution: execute('share_version', id), read: () => ({}) },
  {
    execution: execute('fact_version', id),
    read: (rows) => ({ version: (rows[0] as OutsideFacts['version'] | undefined) ?? null }),
  },
]

/** The zone of the versions that are published in a territory, once nobody else may publish another there. */
export const publishedZoneFacts = (territory: string): readonly FactPart[] => [
  { execution: execute('lock_publication', territory), read: () => ({}) },
  {
    execution: execute('fact_zone', territory),
    read: (rows) => ({ publishedZone: (rows[0] as { zone: string } | undefined)?.zone ?? null }),
  },
]

/** A version is retired once those who refer people to it just now have done so. */
export const retiringPart = (id: string): FactPart => ({ execution: execute('lock_version', id), read: () => ({}) })
/** Every event of a stream, in order. */
export const logFact = (stream: string): FactPart => ({
  execution: execute('read_events', stream),
  read: (rows) => ({ log: (rows as StoredEvent[]).map(eventFrom) }),
})

/** The definitions of the journeys that a person follows now. */
export const followingFact = (person: string): FactPart => ({
  execution: execute('fact_person', person, ''),
  read: (rows) => ({ following: (rows[0] as PersonFound).following }),
})

/** Whether a document is kept with a journey as a signed receipt. */
export const signatureFact = (document: string, journey: string): FactPart => ({
  execution: execute('fact_signature', document, journey),
  read: (rows) => ({ signature: (rows[0] as { keptAt: string } | undefined) ?? null }),
})

/** Whether a ticket is one under which a laptop was promised to somebody. */
export const ticketFact = (device: string, ticket: string): FactPart => ({
  execution: execute('fact_ticket', device, ticket),
  read: (rows) => ({ isItsTicket: rows.length > 0 }),
})

/** `household` is the one that a referral names, if it does. */
export const personFact = (stream: string, household = ''): FactPart => ({
  execution: execute('fact_person', stream, household),
  read: (rows) => ({ person: rows[0] as PersonFound }),
})

/** When a laptop was last handed over to a person under any of their ids, and in their household. */
export const lastHandedOverFact = (person: string): FactPart => ({
  execution: execute('fact_person', person, ''),
  read: (rows) => {
    const { lastHandedOverOn: own, lastInHousehold } = rows[0] as PersonFound
    return { lastHandedOver: { own, inHousehold: [own ?? '', lastInHousehold ?? ''].sort().at(-1) || null } }
  },
})

export const followersFact = (persons: readonly string[]): FactPart => ({
  execution: execute('fact_followers', persons),
  read: (rows) => ({ followers: rows as Followers[] }),
})

export const aliasesFact = (person: string): FactPart => ({
  execution: execute('read_aliases', person),
  read: (rows) => ({ aliases: (rows as { stream: string }[]).map(({ stream }) => stream) }),
})

interface MergeRow {
  same: boolean
  known: boolean
  already: boolean
  held: readonly (LaptopHeld & { mine: boolean })[]
}

export const mergeFact = (alias: string, into: string): FactPart => ({
  execution: execute('fact_merge', alias, into),
  read: (rows) => {
    const { held, ...seen } = rows[0] as MergeRow
    return {
      merge: { ...seen, ofAlias: held.filter(({ mine }) => mine), ofOther: held.filter(({ mine }) => !mine) },
    }
  },
})
