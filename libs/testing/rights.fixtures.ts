import type { Role } from '../contracts/codes'
import type { CommandType } from '../domain/command.table'

/** What somebody who acts is to whose it is: one of these at a time, so that each alone is seen to be enough or not. */
export const relations = [
  'of_the_prescriber',
  'at_the_lieu',
  'works_at_the_lieu',
  'of_its_structure',
  'named',
  'of_the_workshop',
  'of_the_payer',
  'nobody',
  'elsewhere',
] as const
export type Relation = (typeof relations)[number]

const lieu = ['at_the_lieu', 'works_at_the_lieu', 'of_its_structure'] as const
const here = relations.filter((relation) => relation !== 'elsewhere')

/** A right by its name: who has it of something that a mediator follows, and of something that nobody has accepted yet. */
export const ties = {
  referral: { followed: ['of_the_prescriber'], asked: ['of_the_prescriber'] },
  lieu: { followed: lieu, asked: lieu },
  followed: { followed: [...lieu, 'named'], asked: lieu },
  /** A journey that a lieu was asked for and has not accepted is not its to stop, unless it referred the person. */
  journey: { followed: ['of_the_prescriber', ...lieu, 'named'], asked: ['of_the_prescriber'] },
  since: { followed: [...lieu, 'named'], asked: [] },
  /** The structure that owns a laptop or a lot. */
  stock: { followed: ['of_its_structure'], asked: ['of_its_structure'] },
  workshop: { followed: ['of_the_workshop'], asked: ['of_the_workshop'] },
  /** The structure that applies for a grant, whoever was asked to study it or called to a session, the structure that pays it. */
  project: { followed: ['of_its_structure'], asked: ['of_its_structure'] },
  study: { followed: ['named'], asked: ['named'] },
  seat: { followed: ['named'], asked: ['named'] },
  payment: { followed: ['of_the_payer'], asked: ['of_the_payer'] },
  territory: { followed: here, asked: here },
} as const satisfies Record<string, Readonly<Record<'followed' | 'asked', readonly Relation[]>>>

export type Rights = Readonly<Partial<Record<Role, keyof typeof ties>>>

/** What the fund manager does, and the network's coordinator does not. */
const desk: Rights = { coordinator: 'territory' }
/** What a deadline does, and nobody else. */
const time: Rights = { system: 'territory' }
const reload: Rights = { ...desk, ...time }
const step: Rights = { mediator: 'followed', ...desk }
const answer: Rights = { mediator: 'lieu', ...desk }
const referrer: Rights = { prescriber: 'referral', ...desk }
const workshop: Rights = { recyclerie: 'workshop', ...desk }
const owner: Rights = { mediator: 'stock', ...desk }
const mending: Rights = { mediator: 'since', ...desk }
const fund: Rights = { fund_manager: 'territory' }
const project: Rights = { applicant: 'project', ...fund }
const opinion: Rights = { reviewer: 'study' }
const seat: Rights = { member: 'seat' }
const payment: Rights = { payer: 'payment', ...fund }
const household: Rights = { prescriber: 'referral', ...step }

/** The agreed rights, written down a second time and by hand: a change of the policy, or a new command, has to be meant. */
export const whoMay: Readonly<Record<CommandType, Rights>> = {
  Refer: { prescriber: 'referral', ...answer },
  TakeOverJourney: reload,
  TakeOverHandOver: reload,
  Accept: answer,
  AcceptOverCapacity: desk,
  Enlist: answer,
  TellRank: answer,
  Decline: answer,
  ChooseLieu: referrer,
  BookAppointment: step,
  RecordMissed: step,
  RecordDiagnostic: step,
  PlanTraining: step,
  RecordAttendance: step,
  AssessTraining: step,
  RecordSupport: step,
  RecordAttempt: step,
  RecordFollowUp: step,
  Pause: { mediator: 'journey', ...desk },
  Resume: { mediator: 'journey', ...desk },
  ResumeByDate: time,
  ChangeLieu: { prescriber: 'referral', ...step },
  NameMediator: step,
  ChangePrescriber: referrer,
  Withdraw: { prescriber: 'referral', mediator: 'journey', ...desk },
  Correct: mending,
  Reopen: mending,
  CorrectPerson: mending,
  AttachDocument: { prescriber: 'referral', mediator: 'journey', ...desk },
  MoveToVersion: desk,
  Remind: time,
  Expire: time,
  RemindAppointment: time,
  OpenFollowUp: time,
  Bind: step,
  IssueReceipt: step,
  SignReceipt: step,
  ReportFault: step,
  ReplaceLaptop: step,
  HandOver: step,
  EndGuarantee: time,
  BookHandOver: step,
  MissHandOver: step,
  RemindHandOver: time,
  RemindDotation: time,
  ExpireDotation: time,
  RegisterDevice: { ...workshop, ...reload },
  ReleaseDevice: workshop,
  WipeDevice: workshop,
  TestDevice: workshop,
  GradeDevice: workshop,
  ConfirmReady: workshop,
  SendDevice: workshop,
  ReceiveDevice: owner,
  DiscardDevice: { ...workshop, ...owner },
  SendBackDevice: { ...workshop, ...owner },
  GiveBackDevice: workshop,
  AcquireLot: owner,
  ReceiveLot: workshop,
  ConfirmLotReady: workshop,
  DeliverLot: { ...workshop, ...owner },
  CloseLot: desk,
  RemindLot: time,
  ExpireLot: time,
  RegisterStructure: reload,
  AdmitRecyclerie: desk,
  WithdrawAdmission: desk,
  AgreeTransfer: owner,
  EndTransfer: owner,
  RegisterPlace: reload,
  UpdatePlace: answer,
  RegisterAgent: reload,
  SetCapacity: step,
  SetPermanences: step,
  RecordDeparture: step,
  RecordReturn: step,
  DescribeTerritory: reload,
  DraftDefinition: desk,
  PublishDefinition: desk,
  RetireDefinition: desk,
  DraftCall: fund,
  PublishCall: fund,
  RetireCall: fund,
  OpenFundLine: fund,
  PromiseContribution: fund,
  ReceiveContribution: fund,
  ReverseContribution: fund,
  DismissDuplicate: step,
  AskMerge: step,
  MergePersons: desk,
  UnmergePersons: desk,
  JoinHousehold: household,
  LeaveHousehold: household,
  ErasePerson: desk,
  DraftApplication: project,
  ProvideDocument: project,
  SubmitApplication: project,
  AskCompletion: fund,
  CompleteApplication: project,
  AdmitApplication: fund,
  RefuseAdmission: fund,
  AskReviewer: fund,
  GiveReview: opinion,
  DeclineReview: opinion,
  ConcludeInstruction: fund,
  AwardGrant: fund,
  RefuseGrant: fund,
  DeferGrant: fund,
  ReopenInstruction: fund,
  LiftCondition: fund,
  NotifyGrant: fund,
  IssueAgreement: fund,
  SignAgreement: project,
  CountersignAgreement: fund,
  AskAmendment: project,
  AmendGrant: fund,
  DeclineAmendment: fund,
  OrderPayment: fund,
  ApprovePayment: fund,
  RecordPaid: payment,
  RecordPaymentFailed: payment,
  HandInReport: project,
  AcceptReport: fund,
  SendBackReport: fund,
  MoveReportDay: fund,
  EvaluateGrant: fund,
  OrderRecovery: fund,
  WaiveRecovery: fund,
  RecordRecovered: payment,
  WithdrawGrant: project,
  TakeOverGrant: fund,
  RemindGrant: time,
  ExpireGrant: time,
  SetCoverage: fund,
  DecideDuplicateCost: fund,
  DecideRecovery: fund,
  ConveneSession: fund,
  DeclareConflict: seat,
  CastVote: seat,
  CloseSession: fund,
  CancelSession: fund,
  RemindSession: time,
  ExpireSession: time,
}

const given = (role: Role, tied: (tie: keyof typeof ties) => boolean): readonly string[] =>
  Object.entries(whoMay).flatMap(([command, rights]) => (rights[role] && tied(rights[role]) ? [command] : []))
const told = (role: Role) => ({ own: given(role, () => true), other: given(role, (tie) => tie === 'territory') })

/** The same by role: what each does to what is theirs in every way, and to what is another structure's. */
export const rights: Readonly<Record<Role, { readonly own: readonly string[]; readonly other: readonly string[] }>> = {
  prescriber: told('prescriber'),
  mediator: told('mediator'),
  recyclerie: told('recyclerie'),
  evaluator: told('evaluator'),
  coordinator: told('coordinator'),
  applicant: told('applicant'),
  fund_manager: told('fund_manager'),
  reviewer: told('reviewer'),
  member: told('member'),
  payer: told('payer'),
  funder: told('funder'),
  system: told('system'),
}
