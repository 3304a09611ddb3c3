import type { MediaType } from '../contracts/commands/document.parts'
import type { Call } from './call/call.schema'
import type { Definition } from './definition/definition.schema'
import type { UsableAgreement } from './dotation/agreement.use'
import type { LaptopRules } from './device/laptop.rules'
import type { CommonFacts, DomainEvent } from './kernel/decider'
import type { Conflict } from './session/session.events'

/** What a place is to a journey: its structure's people accept and its structure's stock equips. */
export interface PlaceFact {
  readonly stream: string
  readonly structure: string | null
  readonly territory: string
  readonly epci: string
  /** Whether its structure takes people in: not every reception point does. */
  readonly isLieu: boolean
}

/** An agent: where they work and as what. */
export interface AgentFact {
  readonly stream: string
  readonly role: string
  readonly structure: string
  readonly place: string | null
  /** Every place where they work, permanences included; none once they have left. */
  readonly places: readonly string[]
  readonly territory: string
  /** How many journeys a mediator follows at most; null where nobody has said it. */
  readonly capacity: number | null
  /** The day on which they left; null while they work here. */
  readonly leftOn: string | null
}

/** A structure: what it is to the network, and whether it is admitted as a recyclerie now. */
export interface StructureFact {
  readonly roles: readonly string[]
  readonly territory: string
  readonly admitted: boolean
}

/** A fund line: of which call it is money, and whose accountant pays from it. */
export interface FundLineFact {
  readonly call: string
  readonly payer: string
}

/** A grant that is to pay for journeys. */
export interface PayingGrantFact {
  /** The title of its call. */
  readonly call: string
  readonly territory: string
  readonly notified: boolean
  readonly closed: boolean
  readonly grantedCents: number | null
}

/** What the journeys that a grant pays for come to, all of them, and how many costs flagged as paid twice nobody has decided. */
export interface CoverageFact {
  readonly envelopeCents: number
  readonly costCents: number
  readonly twice: number
  /** Proposed to be asked back, and not decided. */
  readonly proposedCents: number
}

/** The line of a lieu: who waits there in what order, and who was told a rank. */
export interface LineFact {
  /** The journey at hand. */
  readonly journey: string
  readonly hasPlace: boolean
  readonly waiting: readonly { readonly order: string; readonly told: boolean }[]
}

/** A laptop that was promised (`handedOverAt` null) or given for a journey that was referred at an instant. */
export interface LaptopHeld {
  readonly dotation: string
  readonly referredAt: string
  readonly handedOverAt: string | null
}

/** What indicators may know of a person. `ageBand` such as 18_29, 'unknown' where the vault cannot tell. */
export interface CoarseCodes {
  readonly ageBand: string
  readonly gender: string
}

/** A receipt as it was printed. `sha256` of its bytes, in hexadecimal. */
export interface PrintedReceipt {
  readonly version: number
  readonly ticket: string
  readonly sha256: string
  readonly document: string
}

/** An agreement as it was printed. `sha256` of its bytes, in hexadecimal; `document` is the id that it is kept under. */
export interface PrintedAgreement {
  readonly version: number
  readonly sha256: string
  readonly document: string
}

/** What a correction of what was told of a person means, without what was told. */
export interface CorrectedPersonFacts {
  /** The fields that are not as they were told, by name. */
  readonly fields: readonly string[]
  readonly bornInFuture: boolean
  readonly bornAfterConsent: boolean
  /** The days of the consents that the person gave alone. */
  readonly consentedAlone: readonly string[]
  /** Whether the commune that is told, if one is, is of the territory. */
  readonly communeKnown: boolean
  /** Whether the journey that the command names is this person's. */
  readonly ownJourney: boolean
  /** The coarse codes, and the age as it was believed and as it is, by the day of each referral. */
  readonly on: Readonly<
    Record<
      string,
      { readonly coarse: CoarseCodes; readonly ages: { readonly before: number | null; readonly after: number | null } }
    >
  >
}

/** Facts of the world that the engine gathers in the transaction; each key only for commands that ask for it. */
export interface OutsideFacts {
  /** Refer: derived from the personal part, which itself never arrives here. */
  readonly refer?: {
    readonly territory: string
    readonly epci: string
    readonly age: number | null
    readonly bornInFuture: boolean
    readonly bornAfterConsent: boolean
    readonly place: PlaceFact | null
    readonly prescriber: AgentFact | null
    /** On paper: whether the structure that it names is known, and whether it says who signed. */
    readonly paper: { readonly isStructureKnown: boolean; readonly isPrescriberNamed: boolean }
    /** Whether somebody represents the person. */
    readonly isRepresented: boolean
    readonly lastHandedOverOn: string | null
    /** The same of everybody in the person's household, themselves included; of them alone where none is known. */
    readonly lastHandedOverOnInHousehold: string | null
    /** The definitions of the journeys that this person follows now. */
    readonly following: readonly string[]
    readonly likelyDuplicates: readonly { person: string; score: number; why: readonly string[] }[]
  }
  /** MergePersons: what was promised or given to the leading person, and to the other, under any of their ids. */
  readonly merge?: {
    readonly same: boolean
    readonly known: boolean
    /** The merge is there: neither of the two has anything to decide. */
    readonly already: boolean
    readonly ofAlias: readonly LaptopHeld[]
    readonly ofOther: readonly LaptopHeld[]
  }
  /** Commands that may close a journey: the coarse codes that indicators will need, read from the vault. */
  readonly coarse?: CoarseCodes
  /** TakeOverHandOver: where the person lives, and who they may be the same as. */
  readonly taken?: {
    readonly territory: string
    readonly epci: string
    readonly bornInFuture: boolean
    readonly likelyDuplicates: readonly { person: string; score: number; why: readonly string[] }[]
  }
  /** TakeOverJourney: who follows it. */
  readonly mediator?: AgentFact | null
  /** ChooseLieu; ReceiveDevice: where a laptop has arrived. */
  readonly place?: PlaceFact | null
  /** Accept: how many places of the mediator other journeys take; the mediator's own head is locked meanwhile. */
  readonly followed?: number
  /** Enlist, TellRank, Remind: the line of the lieu, and whether a mediator there has a place. */
  readonly line?: LineFact
  /** Accept: the mediator. RecordDiagnostic, AssessTraining, RecordFollowUp: who asked. */
  readonly agent?: AgentFact | null
  /**
   * RecordDiagnostic, AssessTraining, and what a dotation waits on when it is reminded or ended: what is ready in the
   * lieu's structure, how many wait, who prepares for it.
   */
  readonly stock?: { readonly ready: number; readonly waiting: number; readonly recyclerie: string | null }
  /** RecordDiagnostic, AssessTraining: the journey that may open its dotation, as the engine read it. */
  readonly journey?: {
    readonly person: string
    readonly place: string
    readonly structure: string
    readonly mediator: string | null
    readonly definition: string
    readonly territory: string
    readonly epci: string
    readonly referredOn: string
  }
  /**
   * Bind: the laptop that was named, or the next ready one, taken with SKIP LOCKED. OfferLaptop: the one that came free.
   * ReportFault, ReplaceLaptop: the next ready one; of a fault, null where this person may be given none.
   */
  readonly device?: {
    readonly stream: string
    readonly owner: string
    readonly status: string
    readonly features: readonly string[]
  } | null
  /** ReplaceLaptop: the day on which the laptop was sent back to be repaired; null where it is not away. */
  readonly sentBackOn?: string | null
  /** Bind of a laptop of another owner: what that owner has agreed with the structure whose lieu asks. */
  readonly agreements?: readonly UsableAgreement[]
  /** AgreeTransfer: whether the one that takes is the one that lends. */
  readonly lendsToItself?: boolean
  /** AttachDocument: what its bytes are, and whether this journey has them already. `sha256` is in hexadecimal. */
  readonly document?: {
    readonly id: string
    readonly sha256: string
    readonly mediaType: MediaType | null
    readonly bytes: number
    readonly known: boolean
  }
  /** IssueReceipt: the paper that the engine has made of what is known, and the id that it is kept under. */
  readonly receipt?: PrintedReceipt
  /** IssueAgreement: the same of a grant; absent where nothing is granted. */
  readonly agreement?: PrintedAgreement
  /** SignReceipt: since when the document named is kept with this journey as a signed receipt; null where it is not. */
  readonly signature?: { readonly keptAt: string } | null
  /** ReportFault: whether the person may still be given a laptop, by what they have received since. */
  readonly mayHaveAnother?: boolean
  /** SendBackDevice, where a ticket is named: whether it is one of this laptop's. */
  readonly isItsTicket?: boolean
  /** The structures that a command names or that work on its laptop or lot, by stream; `admitted` as a recyclerie. */
  readonly structures?: Readonly<Record<string, StructureFact>>
  /** RecordDiagnostic, Correct; commands of laptops, of lots and of structures: what the territory has agreed on about laptops. */
  readonly laptops?: LaptopRules | null
  /** Commands of versions of definitions and of calls: what is published already, here and in the territory. */
  readonly publication?: {
    /** The definition of that name that came with the project. */
    readonly shipped: Definition | null
    /** The zone in which the territory counts its days; null where no version is published there. */
    readonly zone: string | null
    /** Whether delays of a demonstration may be followed here. */
    readonly demonstration: boolean
  }
  /** The call of a grant: as it was published, and whether it may still be applied to; null where there is none. */
  readonly call?: { readonly content: Call; readonly status: 'published' | 'retired' } | null
  /** DraftApplication: the structure that applies. */
  readonly applicant?: {
    readonly territory: string
    readonly siret: string | null
    readonly roles: readonly string[]
  } | null
  /** DraftApplication, GiveReview: whether a free text differs from what the vault holds of it. */
  readonly textsChanged?: boolean
  /** AwardGrant: the fund lines that are named, by stream. */
  readonly fundLines?: Readonly<Record<string, FundLineFact>>
  /** RecordPaid, RecordPaymentFailed, TakeOverGrant: those of the mandates named that another grant has used, by line and number. */
  readonly usedMandates?: readonly string[]
  /** AwardGrant: what the call's lines hold for grants already, recovered cents aside; nobody else awards meanwhile. */
  readonly engagedCents?: number
  /** SetCoverage: the grant, and the names of the definitions that may be followed in the territory. */
  readonly payingGrant?: PayingGrantFact | null
  readonly definitionNames?: readonly string[]
  /** OrderPayment: what the journeys that the grant pays for come to; null where it pays for none. */
  readonly coverage?: CoverageFact | null
  /** Accept: the coverages that may pay for the journey, the one that closes first before the others. */
  readonly coverages?: readonly string[]
  /** DecideDuplicateCost: the journeys whose cost is flagged, and not decided. */
  readonly costsTwice?: readonly string[]
  /** What a coverage reserves or settles: the journeys of the same person, or with the same laptop, that were paid before. */
  readonly costsBefore?: readonly string[]
  /** ConveneSession: the agents that are named, by stream. */
  readonly members?: Readonly<Record<string, Pick<AgentFact, 'role' | 'structure' | 'territory' | 'leftOn'>>>
  /** ConveneSession: the structures that apply for the grants of the pack, by grant. */
  readonly applicants?: Readonly<Record<string, string>>
  /** ConveneSession: the interests that were declared in earlier sessions, in the projects of the pack. */
  readonly declaredConflicts?: readonly Conflict[]
  /** Refer, MoveToVersion: whether the version that is named may still be followed anew; null where it is a file's. */
  readonly version?: { readonly status: 'draft' | 'published' | 'retired' } | null
  /** Correct: every event of the journey, in order. */
  readonly log?: readonly DomainEvent[]
  /** Correct: the versions that the journey followed before its present one, by id. */
  readonly formerVersions?: Readonly<Record<string, Definition>>
  /** Reopen: the definitions of the journeys that this person follows now. */
  readonly following?: readonly string[]
  /** Bind, OfferLaptop, ReportFault, HandOver: when a laptop was last handed over to this person, and in their household, themselves included. */
  readonly lastHandedOver?: { readonly own: string | null; readonly inHousehold: string | null }
  /** CorrectPerson. */
  readonly corrected?: CorrectedPersonFacts
  /** RegisterAgent, SetPermanences: those of the places named that are of the territory. */
  readonly places?: readonly string[]
  /** RegisterAgent: whether the name or e-mail differs from what the vault holds of this agent. */
  readonly contactsChanged?: boolean
  /** RegisterPlace: where its commune is. */
  readonly commune?: { readonly epci: string; readonly territory: string } | null
}

/** Everything a decision may know besides its command and its state. */
export interface Facts extends CommonFacts {
  /** The definition of the journey at hand, or the one that it is moved to; null for streams that follow none. */
  readonly definition: Definition | null
  /** The events that earlier deciders of the same command have decided. */
  readonly decided: readonly { readonly stream: string; readonly event: DomainEvent }[]
  readonly outside: OutsideFacts
}
