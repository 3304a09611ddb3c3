import type { Role } from '../contracts/codes'
import type { Actor } from '../contracts/command'
import type { StreamKind } from '../contracts/stream'
import { type CommandType, commandTable } from '../domain/command.table'
import type { RuleCode } from '../domain/kernel/rules'

/** Whose something is: what the policy looks at, and nothing else. Null where the question makes no sense. */
export interface Resource {
  readonly territory: string
  readonly prescriberStructure: string | null
  readonly place: string | null
  readonly placeStructure: string | null
  readonly mediator: string | null
  readonly recyclerie: string | null
  /** The structure that owns a laptop or a lot. */
  readonly owner: string | null
  /** The structure that applies for a grant. */
  readonly applicant: string | null
  /** Those who were asked to study it, and the structures that pay it. */
  readonly reviewers: readonly string[]
  readonly payers: readonly string[]
  /** Those who are called to a session of the committee. */
  readonly members: readonly string[]
}

/** A resource that belongs to its territory alone. */
export const territorial = (territory: string): Resource => ({
  territory,
  ...{ prescriberStructure: null, place: null, placeStructure: null, mediator: null, recyclerie: null, owner: null },
  ...{ applicant: null, reviewers: [], payers: [], members: [] },
})

/** Who acts, with every place where the directory says that they work; their token names one. */
export type Acting = Actor & { readonly places: readonly string[] }

type Relation = (actor: Acting, resource: Resource) => boolean

const same = (mine: string | null, theirs: string | null) => mine !== null && mine === theirs

const ownReferral: Relation = (actor, resource) => same(actor.structure, resource.prescriberStructure)
const ownLieu: Relation = (actor, { place, placeStructure }) =>
  same(actor.lieu, place) || (place !== null && actor.places.includes(place)) || same(actor.structure, placeStructure)
const followed: Relation = (actor, resource) => ownLieu(actor, resource) || same(actor.sub, resource.mediator)
/** Whose a journey is: whoever referred it and, once it is theirs, those who follow it; before, a lieu only answers. */
const ownJourney: Relation = (actor, resource) =>
  ownReferral(actor, resource) || (resource.mediator !== null && followed(actor, resource))
/** Whoever follows a journey, or followed it to its end. */
const followedSince: Relation = (actor, resource) => resource.mediator !== null && followed(actor, resource)
const ownWorkshop: Relation = (actor, resource) => same(actor.structure, resource.recyclerie)
const ownStock: Relation = (actor, resource) => same(actor.structure, resource.owner)
const ownProject: Relation = (actor, resource) => same(actor.structure, resource.applicant)
const askedToStudy: Relation = (actor, { reviewers }) => reviewers.includes(actor.sub)
const seated: Relation = (actor, { members }) => members.includes(actor.sub)
const ownPayment: Relation = (actor, { payers }) => actor.structure !== null && payers.includes(actor.structure)
const anywhere: Relation = () => true

const steps = [
  'BookAppointment',
  'RecordMissed',
  'RecordDiagnostic',
  'PlanTraining',
  'RecordAttendance',
  'AssessTraining',
  'RecordSupport',
  'RecordAttempt',
  'RecordFollowUp',
  'Bind',
  'IssueReceipt',
  'SignReceipt',
  'ReportFault',
  'ReplaceLaptop',
  'BookHandOver',
  'MissHandOver',
  'HandOver',
  'ChangeLieu',
  'NameMediator',
] as const satisfies readonly CommandType[]

/** What is said of an agent: by themselves and by the mediators of their structure. */
const staff = [
  'SetCapacity',
  'SetPermanences',
  'RecordDeparture',
  'RecordReturn',
] as const satisfies readonly CommandType[]
/** A mediator says what they know of somebody they follow; whether two are merged is the coordinator's to decide. */
const likenesses = ['DismissDuplicate', 'AskMerge'] as const satisfies readonly CommandType[]
const households = ['JoinHousehold', 'LeaveHousehold'] as const satisfies readonly CommandType[]

/** What a recyclerie does to the laptops and lots that it works on; it reads no name. */
const workshop = [
  'RegisterDevice',
  'ReleaseDevice',
  'WipeDevice',
  'TestDevice',
  'GradeDevice',
  'ConfirmReady',
  'SendDevice',
  'DiscardDevice',
  'SendBackDevice',
  'GiveBackDevice',
  'ReceiveLot',
  'ConfirmLotReady',
  'DeliverLot',
] as const satisfies readonly CommandType[]

/** What the people of an owner's structure do to its lots and laptops. */
const stock = [
  'AcquireLot',
  'DeliverLot',
  'ReceiveDevice',
  'DiscardDevice',
  'SendBackDevice',
  'AgreeTransfer',
  'EndTransfer',
] as const satisfies readonly CommandType[]

/** What the people of the structure that applies do; the fund manager may do it for them. */
const application = [
  'DraftApplication',
  'ProvideDocument',
  'SubmitApplication',
  'CompleteApplication',
  'SignAgreement',
  'AskAmendment',
  'HandInReport',
  'WithdrawGrant',
] as const satisfies readonly CommandType[]
/** An opinion is given by whoever was asked for it, and by nobody in their place. */
const ofReviewer: readonly CommandType[] = ['GiveReview', 'DeclineReview']

/** A member votes and declares their own interests, and nobody does it in their place. */
const ofMember: readonly CommandType[] = ['DeclareConflict', 'CastVote']

const reloads = [
  'RegisterStructure',
  'RegisterPlace',
  'RegisterAgent',
  'RegisterDevice',
  'DescribeTerritory',
  'TakeOverJourney',
  'TakeOverHandOver',
] as const satisfies readonly CommandType[]

const commands = Object.keys(commandTable) as readonly CommandType[]
const isDeadline = (command: CommandType) => commandTable[command].deadline
/** The kinds of streams that are the fund's: its manager runs them, and the network's coordinator does not. */
const fundKinds: ReadonlySet<StreamKind> = new Set(['call', 'fund_line', 'grant', 'session', 'coverage'])
const given = commands.filter((command) => !isDeadline(command))
const ofFund = given.filter((command) => fundKinds.has(commandTable[command].leads))

const each = (list: readonly CommandType[], relation: Relation): Grants =>
  Object.fromEntries(list.map((command) => [command, relation]))

type Grants = Partial<Record<CommandType, Relation>>

/** Who may do what, to what they are related to how. What is not here is refused. */
const grants: Readonly<Record<Role, Grants>> = {
  prescriber: {
    Refer: ownReferral,
    ...each(['ChooseLieu', 'Withdraw', 'AttachDocument', 'ChangeLieu', 'ChangePrescriber'], ownReferral),
    ...each(households, ownReferral),
  },
  mediator: {
    Refer: ownLieu,
    Accept: ownLieu,
    ...each(['Decline', 'Enlist', 'TellRank'], ownLieu),
    ...each([...steps, ...likenesses, ...households], followed),
    ...each(stock, ownStock),
    ...each(['Withdraw', 'AttachDocument', 'Pause', 'Resume'], ownJourney),
    ...each(['Correct', 'Reopen', 'CorrectPerson'], followedSince),
    UpdatePlace: ownLieu,
    ...each(staff, followed),
  },
  recyclerie: each(workshop, ownWorkshop),
  evaluator: {},
  coordinator: each(
    given.filter((command) => !ofFund.includes(command)),
    anywhere,
  ),
  applicant: each(application, ownProject),
  fund_manager: each(
    ofFund.filter((command) => !ofReviewer.includes(command) && !ofMember.includes(command)),
    anywhere,
  ),
  reviewer: each(ofReviewer, askedToStudy),
  member: each(ofMember, seated),
  payer: each(['RecordPaid', 'RecordPaymentFailed', 'RecordRecovered'], ownPayment),
  funder: {},
  system: each([...commands.filter(isDeadline), ...reloads], anywhere),
}

/** Whether `actor` may give a command to `resource`: true, or the rule that forbids it. */
export function may(actor: Acting, command: CommandType, resource: Resource): true | RuleCode {
  if (isDeadline(command) && actor.role !== 'system') return 'deadline_only'
  if (actor.territory !== resource.territory && !(actor.role === 'system' && actor.territory === '*')) {
    return 'other_territory'
  }
  return grants[actor.role][command]?.(actor, resource) ? true : 'not_allowed'
}

/** The same where one thing belongs to several: whom one of them allows, is allowed. */
export function mayAny(actor: Acting, command: CommandType, resources: readonly Resource[]): true | RuleCode {
  const answers = resources.map((resource) => may(actor, command, resource))
  return answers.includes(true) ? true : (answers[0] ?? 'not_allowed')
}

/** Whether a role may give a command to anything at all: asked before a file of them is read. */
export const mayEver = (role: Role, command: CommandType): boolean => grants[role][command] !== undefined
