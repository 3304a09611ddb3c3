import type { ZodType } from 'zod'
import { agreementCommands } from '../contracts/commands/agreement.commands'
import { callCommands } from '../contracts/commands/call.commands'
import { coverageCommands } from '../contracts/commands/coverage.commands'
import { definitionCommands } from '../contracts/commands/definition.commands'
import { deviceCommands } from '../contracts/commands/device.commands'
import { actorCommands, structureCommands, territoryCommands } from '../contracts/commands/directory.commands'
import { dotationCommands } from '../contracts/commands/dotation.commands'
import { fundLineCommands } from '../contracts/commands/fund.commands'
import { journeyCommands } from '../contracts/commands/journey.commands'
import { repriseCommands, type TakeOverHandOver } from '../contracts/commands/reprise.commands'
import { grantCommands } from '../contracts/commands/grant.commands'
import { lotCommands } from '../contracts/commands/lot.commands'
import { sessionCommands } from '../contracts/commands/session.commands'
import { personCommands } from '../contracts/commands/person.commands'
import { placeCommands } from '../contracts/commands/place.commands'
import { coverageOf, dotationOf, grantOf } from '../contracts/stream'
import { type CommandSpec, spec } from './command.spec'
import {
  personOf,
  personIn,
  aroundDotation,
  packIn,
  packOf,
  recipientOf,
  aroundJourney,
  mediatorIn,
  mediatorOf,
  aroundFollowers,
  openDotation,
  intoWhom,
  lotOfDevice,
  linesOfGrant,
  linesOfSplit,
} from './command.touches'

const all = {
  ...journeyCommands,
  ...repriseCommands,
  ...dotationCommands,
  ...deviceCommands,
  ...lotCommands,
  ...personCommands,
  ...structureCommands,
  ...agreementCommands,
  ...placeCommands,
  ...actorCommands,
  ...territoryCommands,
  ...definitionCommands,
  ...callCommands,
  ...fundLineCommands,
  ...grantCommands,
  ...sessionCommands,
  ...coverageCommands,
}

export type CommandType = keyof typeof all

/** Every command's shapes: its data, and the personal part that goes to the vault alone. */
export const commandSchemas: Readonly<Record<CommandType, { readonly data: ZodType; readonly personal?: ZodType }>> =
  all

/** What an open dotation does with its journey. */
const withDotation: Partial<CommandSpec> = {
  order: ['journey', 'dotation'],
  touches: (stream, _data, lead) => openDotation(stream, lead),
}

const takesPlace = spec('journey', { touches: (_stream, data) => mediatorIn(data) })

const opensDotation = spec('journey', {
  closes: true,
  order: ['journey', 'dotation'],
  touches: (stream) => [dotationOf(stream)],
  subject: personOf,
})

const ofLaptop = spec('device', { order: ['device', 'lot'], touches: lotOfDevice })
const ofLot = spec('lot', { looks: true })
const closing = spec('journey', { closes: true, subject: personOf })

/** A version of a definition or of a call is called by its id. */
const ofVersion = (leads: 'definition' | 'call', given: Partial<CommandSpec> = {}) =>
  spec(leads, { named: (data) => (data as { id: string }).id, ...given })
/** What is told of a grant is kept under a key of its own. */
const ofGrant = (given: Partial<CommandSpec> = {}) => spec('grant', { subject: (stream) => stream, ...given })

/** What moves cents: the lines of its award follow it, and the coverage by which it pays for journeys. */
const moving: Partial<CommandSpec> = {
  order: ['grant', 'coverage', 'fund_line'],
  touches: (stream, _data, lead) => [coverageOf(stream), ...linesOfGrant(lead)],
}

/** What ends or begins a session is what each grant of its pack follows. */
const withPack: Partial<CommandSpec> = { order: ['session', 'grant'], touches: packOf }

/** One line per command: the only place that says which streams it writes. */
export const commandTable: Readonly<Record<CommandType, CommandSpec>> = {
  Refer: spec('journey', {
    opens: true,
    closes: true,
    order: ['journey', 'person'],
    touches: (_stream, data) => [(data as { person: string }).person],
    subject: (_stream, data) => (data as { person: string }).person,
  }),
  TakeOverJourney: spec('journey', {
    ...{ opens: true, closes: true, reprise: true },
    order: ['journey', 'dotation', 'person'],
    touches: (stream, data) => [dotationOf(stream), (data as { person: string }).person, ...mediatorIn(data)],
    subject: (_stream, data) => (data as { person: string }).person,
  }),
  TakeOverHandOver: spec('person', {
    ...{ opens: true, reprise: true },
    order: ['person', 'device'],
    touches: (_stream, data) => [(data as TakeOverHandOver).laptop?.device ?? []].flat(),
    subject: (stream) => stream,
  }),
  Accept: takesPlace,
  AcceptOverCapacity: takesPlace,
  Enlist: spec('journey', { looks: true, chooses: 'mediators' }),
  TellRank: spec('journey', { looks: true }),
  Decline: spec('journey'),
  ChooseLieu: spec('journey'),
  BookAppointment: spec('journey'),
  RecordMissed: closing,
  RecordDiagnostic: opensDotation,
  PlanTraining: spec('journey'),
  RecordAttendance: spec('journey'),
  AssessTraining: opensDotation,
  RecordSupport: opensDotation,
  RecordAttempt: closing,
  RecordFollowUp: closing,
  Pause: spec('journey', withDotation),
  Resume: spec('journey', withDotation),
  ResumeByDate: spec('journey', { ...withDotation, deadline: true }),
  ChangeLieu: spec('journey', { order: ['journey', 'dotation', 'device'], touches: aroundFollowers }),
  NameMediator: spec('journey', { order: ['journey', 'dotation'], touches: aroundFollowers }),
  ChangePrescriber: spec('journey'),
  Withdraw: spec('journey', { closes: true, order: ['journey', 'dotation', 'device'], touches: aroundJourney }),
  // A hand-over is a fact of the dotation and of the person's past as well.
  Correct: spec('journey', {
    origin: 'correction',
    order: ['journey', 'dotation', 'person'],
    chooses: 'journeysOfPerson',
    touches: (stream, data, lead) =>
      (data as { change: { fact: string } }).change.fact === 'hand_over' ? [dotationOf(stream), ...personIn(lead)] : [],
  }),
  Reopen: spec('journey', {
    order: ['journey', 'person', 'dotation'],
    touches: (stream, _data, lead) => [...personIn(lead), dotationOf(stream), ...mediatorOf(lead)],
  }),
  CorrectPerson: spec('person', {
    origin: 'correction',
    order: ['person', 'journey'],
    chooses: 'journeysOfPerson',
    subject: (stream) => stream,
  }),
  AttachDocument: spec('journey', { subject: personOf }),
  MoveToVersion: spec('journey', {
    order: ['journey', 'dotation'],
    touches: (stream, _data, lead) => [...openDotation(stream, lead), ...mediatorOf(lead)],
  }),
  Remind: spec('journey', { deadline: true, looks: true }),
  // The end of a wait may lead to the dotation, which is then opened.
  Expire: { ...opensDotation, deadline: true },
  RemindAppointment: spec('journey', { deadline: true }),
  OpenFollowUp: spec('journey', { deadline: true }),
  Bind: spec('dotation', { order: ['dotation', 'device', 'journey'], touches: aroundDotation, chooses: 'readyDevice' }),
  IssueReceipt: spec('dotation', { looks: true, prints: 'receipt', touches: aroundDotation, subject: recipientOf }),
  SignReceipt: spec('dotation', { looks: true, touches: aroundDotation }),
  ReportFault: spec('dotation', {
    ...{ order: ['dotation', 'device', 'journey'], touches: aroundDotation, chooses: 'readyDevice' },
  }),
  ReplaceLaptop: spec('dotation', {
    ...{ order: ['dotation', 'device', 'journey'], touches: aroundDotation, chooses: 'readyDevice' },
  }),
  HandOver: spec('dotation', { order: ['dotation', 'device', 'journey', 'person'], touches: aroundDotation }),
  EndGuarantee: spec('dotation', { deadline: true }),
  BookHandOver: spec('dotation', { order: ['dotation', 'journey'], touches: aroundDotation }),
  MissHandOver: spec('dotation', { order: ['dotation', 'device', 'journey'], touches: aroundDotation }),
  RemindHandOver: spec('dotation', { deadline: true }),
  RemindDotation: spec('dotation', { deadline: true, looks: true }),
  ExpireDotation: spec('dotation', {
    deadline: true,
    order: ['dotation', 'device', 'journey'],
    touches: aroundDotation,
  }),
  RegisterDevice: spec('device', {
    opens: true,
    order: ['device', 'lot'],
    touches: (_stream, data) => [(data as { lot: string | null }).lot ?? []].flat(),
  }),
  ReleaseDevice: ofLaptop,
  WipeDevice: ofLaptop,
  TestDevice: ofLaptop,
  GradeDevice: ofLaptop,
  ConfirmReady: ofLaptop,
  SendDevice: ofLaptop,
  ReceiveDevice: ofLaptop,
  DiscardDevice: ofLaptop,
  SendBackDevice: ofLaptop,
  GiveBackDevice: ofLaptop,
  AcquireLot: spec('lot', { opens: true }),
  ReceiveLot: ofLot,
  ConfirmLotReady: ofLot,
  DeliverLot: ofLot,
  CloseLot: ofLot,
  RemindLot: spec('lot', { deadline: true }),
  ExpireLot: spec('lot', { deadline: true }),
  RegisterStructure: spec('structure', { opens: true }),
  AdmitRecyclerie: spec('structure'),
  WithdrawAdmission: spec('structure'),
  AgreeTransfer: spec('structure'),
  EndTransfer: spec('structure'),
  RegisterPlace: spec('place', { opens: true }),
  UpdatePlace: spec('place'),
  RegisterAgent: spec('actor', { opens: true, subject: (stream) => stream }),
  SetCapacity: spec('actor'),
  SetPermanences: spec('actor'),
  RecordDeparture: spec('actor'),
  RecordReturn: spec('actor'),
  DescribeTerritory: spec('territory', { opens: true }),
  // Whoever writes over a draft may say on which version; a version of the project's own is retired unopened.
  DraftDefinition: ofVersion('definition', { opens: true }),
  PublishDefinition: ofVersion('definition'),
  RetireDefinition: ofVersion('definition', { opens: true }),
  DraftCall: ofVersion('call', { opens: true }),
  PublishCall: ofVersion('call'),
  RetireCall: ofVersion('call'),
  OpenFundLine: spec('fund_line', { opens: true }),
  PromiseContribution: spec('fund_line'),
  ReceiveContribution: spec('fund_line'),
  ReverseContribution: spec('fund_line'),
  DismissDuplicate: spec('person'),
  AskMerge: spec('person'),
  MergePersons: spec('person', { touches: (_stream, data) => [(data as { into: string }).into] }),
  UnmergePersons: spec('person', { looks: true, touches: intoWhom }),
  JoinHousehold: spec('person'),
  LeaveHousehold: spec('person'),
  ErasePerson: spec('person', { closes: true, chooses: 'aliases' }),
  DraftApplication: ofGrant({ opens: true }),
  ProvideDocument: ofGrant(),
  SubmitApplication: ofGrant({ looks: true }),
  AskCompletion: ofGrant(),
  CompleteApplication: ofGrant(),
  AdmitApplication: ofGrant(),
  RefuseAdmission: ofGrant(),
  AskReviewer: ofGrant(),
  GiveReview: ofGrant(),
  DeclineReview: ofGrant(),
  ConcludeInstruction: ofGrant(),
  AwardGrant: ofGrant({ order: ['grant', 'fund_line'], touches: (_stream, data) => linesOfSplit(data) }),
  RefuseGrant: ofGrant({ order: ['grant', 'coverage'], touches: (stream) => [coverageOf(stream)] }),
  DeferGrant: ofGrant(),
  ReopenInstruction: ofGrant(moving),
  LiftCondition: ofGrant(),
  NotifyGrant: ofGrant(moving),
  IssueAgreement: ofGrant({ looks: true, prints: 'agreement' }),
  SignAgreement: ofGrant(),
  CountersignAgreement: ofGrant(moving),
  AskAmendment: ofGrant(),
  AmendGrant: ofGrant({ ...moving, touches: (_stream, data, lead) => [...linesOfGrant(lead), ...linesOfSplit(data)] }),
  DeclineAmendment: ofGrant(moving),
  OrderPayment: ofGrant(moving),
  ApprovePayment: ofGrant(),
  RecordPaid: ofGrant(moving),
  RecordPaymentFailed: ofGrant(moving),
  HandInReport: ofGrant(),
  AcceptReport: ofGrant(),
  SendBackReport: ofGrant(),
  MoveReportDay: ofGrant(),
  EvaluateGrant: ofGrant(moving),
  OrderRecovery: ofGrant(),
  WaiveRecovery: ofGrant(moving),
  RecordRecovered: ofGrant(moving),
  WithdrawGrant: ofGrant(moving),
  TakeOverGrant: ofGrant({ ...moving, opens: true, reprise: true, touches: (_stream, data) => linesOfSplit(data) }),
  RemindGrant: ofGrant({ deadline: true }),
  ExpireGrant: ofGrant({ ...moving, deadline: true }),
  SetCoverage: spec('coverage', { opens: true, touches: (stream) => [grantOf(stream)] }),
  DecideDuplicateCost: spec('coverage'),
  // What is agreed is asked back by the grant.
  DecideRecovery: spec('coverage', { order: ['coverage', 'grant'], touches: (stream) => [grantOf(stream)] }),
  ConveneSession: spec('session', { ...withPack, opens: true, touches: packIn }),
  DeclareConflict: spec('session'),
  CastVote: spec('session', { subject: (stream) => stream }),
  CloseSession: spec('session', withPack),
  CancelSession: spec('session', withPack),
  RemindSession: spec('session', { deadline: true }),
  ExpireSession: spec('session', { deadline: true }),
}
