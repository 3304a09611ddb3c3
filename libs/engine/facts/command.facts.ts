import { coverageOf, grantOf, uuidOf } from '../../contracts/stream'
import type { CommandType } from '../../domain/command.table'
import { markOf } from '../../domain/grant/grant.state'
import { aggregates } from '../../domain/registry'
import { identityOf } from '../../vault/document.identity'
import type { ParsedCommand } from '../command.parse'
import type { LoadedStream } from '../stream.load'
import {
  agentFact,
  agreementsLock,
  applicantFact,
  applicantsFact,
  awardFacts,
  aliasesFact,
  communeFact,
  conflictsFact,
  documentFact,
  type FactPart,
  followedFact,
  followersFact,
  lineFacts,
  followingFact,
  lastHandedOverFact,
  logFact,
  mandatesFact,
  membersFact,
  mergeFact,
  ownPlacesFact,
  placeFact,
  placesFact,
  publishedZoneFacts,
  retiringPart,
  signatureFact,
  stockFact,
  stockFacts,
  stockOfPlace,
  structuresFact,
  ticketFact,
  versionFacts,
} from './fact.parts'
import { coveragesFact, costsTwiceFact, coverageFact, payingGrantFact } from './coverage.facts'
import { callFact, openCallFacts, retiringCallPart } from './call.facts'
import { neededBy } from './needed.by'
import { referParts } from './refer.facts'
import { handOverParts, takeOverParts } from './reprise.facts'

/** What a command asks of the database, from what it says and from the leading stream as it was before the lock. */
type Asking = (command: ParsedCommand, lead: LoadedStream | null) => readonly FactPart[]

const text = (command: ParsedCommand, field: string) => command.data[field] as string
const someText = (command: ParsedCommand, ...fields: readonly string[]) =>
  fields.map((field) => command.data[field]).filter((value): value is string => typeof value === 'string')

/** The bytes of the document that a command brings. */
export const contentOf = ({ personal }: ParsedCommand): Buffer => Buffer.from(String(personal?.content), 'base64')

/** The fund lines that a split names. */
const linesOf = ({ data }: ParsedCommand) => (data.split as readonly { line: string }[]).map(({ line }) => line)

/** A payment that says by which mandate of which line it was made. */
interface Marked {
  readonly line: string
  readonly mandate: string
}
const markIn = ({ line, mandate }: Marked) => markOf(line, mandate)

/** Whether another grant has used the mandate that is named. */
const mandateOf: Asking = ({ data, stream }) => [mandatesFact([markIn(data as unknown as Marked)], stream)]

const whoAsked: Asking = (command) => [agentFact(text(command, 'askedBy'))]

/** The stock that this dotation draws from, or that a dotation of this journey would. */
const stockOf: Asking = (command, lead) => {
  const structure = structureOf(lead)
  return structure ? stockFacts(structure, neededBy(command, lead)) : []
}

/** The same stock as it is seen, without waiting for others: what is told of it decides nothing. */
const stockSeen: Asking = (command, lead) => {
  const structure = structureOf(lead)
  return structure ? [stockFact(structure, neededBy(command, lead))] : []
}

const structureOf = (lead: LoadedStream | null): string | null =>
  lead?.head ? aggregates[lead.kind].summary(lead.state).structure : null

const ownerAndWorkshop: Asking = (command) => [structuresFact(someText(command, 'owner', 'recyclerie'))]

const someRow = (lead: LoadedStream | null, column: string): readonly string[] => {
  const value = lead?.head && aggregates[lead.kind].rows(lead.state, lead.stream)[0]?.row[column]
  return typeof value === 'string' ? [value] : []
}

/** The recyclerie of the laptop or of the lot that is acted on. */
const workshop: Asking = (_command, lead) => {
  const row = lead && aggregates[lead.kind].rows(lead.state, lead.stream)[0]?.row
  return typeof row?.recyclerie === 'string' ? [structuresFact([row.recyclerie])] : []
}

/** Whether the person of a dotation received a laptop meanwhile, under another record or in another journey. */
const equippedBefore: Asking = (_command, lead) => someRow(lead, 'person').map(lastHandedOverFact)

/** Each mediator who is named, and how many others they follow. */
const placeTaken: Asking = (command) =>
  someText(command, 'mediator').flatMap((mediator) => [agentFact(mediator), followedFact(mediator, command.stream)])

/** The same, and who may pay for the journey. */
const taken: Asking = (command, lead) => [...placeTaken(command, lead), coveragesFact(command.stream)]

/** The same of whoever follows a journey, or followed it to its end. */
const placeTakenAgain: Asking = ({ stream }, lead) =>
  someRow(lead, 'mediator').flatMap((mediator) => [agentFact(mediator), followedFact(mediator, stream)])

/** The line of the lieu that a journey waits at, or would. */
const lineOf: Asking = ({ stream }, lead) => {
  const row = lead && aggregates.journey.rows(lead.state, lead.stream)[0]?.row
  return row ? lineFacts(stream, String(row.place), String(row.place_structure)) : []
}
/** Whose the person is that a command leads, and the other one that it names. */
const whoFollows: Asking = (command) => [followersFact([command.stream, ...someText(command, 'person')])]

/** One line per command that asks for something; what is asked with the help of the vault is in `vault.facts`. */
const asking: Partial<Readonly<Record<CommandType, Asking>>> = {
  Refer: referParts,
  TakeOverJourney: takeOverParts,
  TakeOverHandOver: handOverParts,
  Accept: taken,
  AcceptOverCapacity: taken,
  Enlist: lineOf,
  TellRank: lineOf,
  Remind: (command, lead) => (lead?.head?.task === 'await_place' ? lineOf(command, lead) : []),
  ChooseLieu: (command) => [placeFact(text(command, 'place'))],
  RecordDiagnostic: (command, lead) => [
    ...whoAsked(command, lead),
    ...((command.data.needs as { laptop: boolean }).laptop ? stockOf(command, lead) : []),
  ],
  AssessTraining: (command, lead) => [...whoAsked(command, lead), ...stockOf(command, lead)],
  ChangeLieu: (command, lead) => [
    placeFact(text(command, 'place')),
    ...placeTaken(command, lead),
    ...(lead?.head?.stage === 'prescription' ? [] : stockOfPlace(text(command, 'place'), neededBy(command, lead))),
  ],
  NameMediator: placeTaken,
  ChangePrescriber: (command) => [agentFact((command.data.prescriber as { agent: string }).agent)],
  RecordSupport: stockOf,
  Expire: (command, lead) => (lead?.head?.stage === 'support' ? stockOf(command, lead) : []),
  RecordFollowUp: whoAsked,
  AttachDocument: (command) => [documentFact(identityOf(command.stream, text(command, 'kind'), contentOf(command)))],
  SignReceipt: ({ data, stream }) => [signatureFact(String(data.document), `journey-${uuidOf(stream)}`)],
  Bind: equippedBefore,
  HandOver: equippedBefore,
  ReportFault: (command, lead) => [...equippedBefore(command, lead), ...stockOf(command, lead)],
  Correct: (command) => [logFact(command.stream)],
  CorrectPerson: ({ actor, personal }) =>
    typeof personal?.communeInsee === 'string' ? [communeFact(actor.territory, personal.communeInsee)] : [],
  // It may lead to a dotation.
  Reopen: (command, lead) => [
    ...someRow(lead, 'person').map(followingFact),
    ...placeTakenAgain(command, lead),
    ...stockOf(command, lead),
  ],
  ReplaceLaptop: stockOf,
  RemindDotation: stockOf,
  ExpireDotation: stockSeen,
  Withdraw: (command, lead) => (lead?.head?.stage === 'dotation' ? stockSeen(command, lead) : []),
  RegisterDevice: ownerAndWorkshop,
  ReleaseDevice: workshop,
  WipeDevice: workshop,
  TestDevice: workshop,
  GradeDevice: workshop,
  ConfirmReady: workshop,
  SendBackDevice: (command) => someText(command, 'ticket').map((ticket) => ticketFact(command.stream, ticket)),
  ReceiveDevice: (command) => [placeFact(text(command, 'place'))],
  AcquireLot: ownerAndWorkshop,
  OpenFundLine: (command) => [structuresFact(someText(command, 'funder', 'payer'))],
  ReceiveLot: workshop,
  PublishDefinition: ({ actor }) => publishedZoneFacts(actor.territory),
  RetireDefinition: (command) => [retiringPart(text(command, 'id'))],
  PublishCall: ({ actor }) => publishedZoneFacts(actor.territory),
  RetireCall: (command) => [retiringCallPart(text(command, 'id'))],
  MoveToVersion: (command, lead) => [...versionFacts(text(command, 'definition')), ...placeTakenAgain(command, lead)],
  AgreeTransfer: (command) => [
    structuresFact([text(command, 'to')]),
    agreementsLock(command.stream, () => ({ lendsToItself: text(command, 'to') === command.stream })),
  ],
  EndTransfer: (command) => [agreementsLock(command.stream)],
  RegisterPlace: (command) => [
    structuresFact(someText(command, 'structure')),
    communeFact(text(command, 'territory'), text(command, 'communeInsee')),
  ],
  RegisterAgent: (command) => [
    structuresFact(someText(command, 'structure')),
    placesFact([...someText(command, 'place'), ...(command.data.places as string[])], text(command, 'territory')),
  ],
  SetPermanences: (command) => {
    const permanences = command.data.permanences as { place: string }[]
    const places = permanences.map(({ place }) => place)
    return [placesFact(places, command.actor.territory)]
  },
  DraftApplication: (command) => [...openCallFacts(text(command, 'call')), applicantFact(text(command, 'structure'))],
  SubmitApplication: (_command, lead) => [
    ...someRow(lead, 'call').map(callFact),
    ...someRow(lead, 'structure').map(applicantFact),
  ],
  ProvideDocument: (command) => [documentFact(identityOf(command.stream, text(command, 'code'), contentOf(command)))],
  AskReviewer: (command) => [agentFact(text(command, 'reviewer'))],
  AwardGrant: (command, lead) => someRow(lead, 'call').flatMap((call) => awardFacts(call, linesOf(command))),
  AmendGrant: (command, lead) => [
    ...someRow(lead, 'call').flatMap((call) => awardFacts(call, linesOf(command))),
    coverageFact(coverageOf(command.stream)),
  ],
  RecordPaid: mandateOf,
  RecordPaymentFailed: mandateOf,
  TakeOverGrant: (command) => [
    callFact(text(command, 'call')),
    applicantFact(text(command, 'structure')),
    ...awardFacts(text(command, 'call'), linesOf(command)),
    mandatesFact((command.data.payments as Marked[][]).flat().map(markIn), command.stream),
  ],
  OrderPayment: ({ stream }) => [coverageFact(coverageOf(stream))],
  CountersignAgreement: ({ stream }) => [coverageFact(coverageOf(stream))],
  EvaluateGrant: ({ stream }) => [coverageFact(coverageOf(stream))],
  SetCoverage: ({ data, stream, actor }) => [
    payingGrantFact(grantOf(stream)),
    placesFact(data.places as string[], actor.territory),
  ],
  DecideDuplicateCost: ({ stream }) => [costsTwiceFact(stream)],
  ConveneSession: ({ data }) => [
    callFact(String(data.call)),
    membersFact(data.members as string[]),
    applicantsFact(data.pack as string[]),
    conflictsFact(data.pack as string[]),
  ],
  DismissDuplicate: whoFollows,
  AskMerge: whoFollows,
  JoinHousehold: whoFollows,
  LeaveHousehold: whoFollows,
  MergePersons: (command) => [mergeFact(command.stream, text(command, 'into'))],
  ErasePerson: (command) => [aliasesFact(command.stream), followingFact(command.stream)],
}

/** What a command asks; and, where a mediator gives it, at which places they work. */
export const factParts: Asking = (command, lead) => [
  ...(asking[command.type]?.(command, lead) ?? []),
  ...(command.actor.role === 'mediator' ? [ownPlacesFact(command.actor.sub)] : []),
]
