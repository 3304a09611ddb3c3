import type { OutsideFacts, Facts } from '../domain/facts'
import type { GrantCommand } from '../domain/grant/grant.decide'
import type { GrantState } from '../domain/grant/grant.state'
import { lightCall, fullCall } from './call.fixtures'
import { facts, ids } from './journey.fixtures'
import { hashOf } from './receipt.fixtures'

const uuid = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`

/** Streams of the fund, all invented. */
export const fundIds = {
  grant: `grant-${uuid(51)}`,
  otherGrant: `grant-${uuid(52)}`,
  line: `fund_line-${uuid(53)}`,
  otherLine: `fund_line-${uuid(54)}`,
  session: `session-${uuid(55)}`,
  applicant: ids.lieuStructure,
  payer: `structure-${uuid(56)}`,
  otherPayer: `structure-${uuid(57)}`,
  manager: `actor-${uuid(58)}`,
  otherManager: `actor-${uuid(59)}`,
  reviewer: ids.mediator,
  otherReviewer: `actor-${uuid(61)}`,
  document: uuid(62),
} as const

/** A project that balances, of 2 000 € out of 2 500 €. */
export const project = {
  body: 'private' as const,
  startsOn: '2026-04-01',
  endsOn: '2026-12-31',
  publics: ['seniors'],
  epcis: ['244000808'],
  askedCents: 200_000,
  costCents: 250_000,
  ownCents: 30_000,
  cofunders: [{ code: 'commune', cents: 20_000 }],
  targets: [{ indicator: 'personnes', value: 40 }],
}

const { body: _body, ...amendable } = project
/** The same project, three months longer. */
export const longer = { ...amendable, endsOn: '2027-03-31' }

const results = [{ indicator: 'personnes', value: 38 }]
const on = '2026-03-02'

/** What the engine tells of the agreement that it has printed. */
export const printedAgreement = (version: number) => ({
  ...{ version, sha256: hashOf(version) },
  document: uuid(70 + version),
})
/** The same of the next one of a grant. */
export const nextAgreement = (grant: GrantState) => ({
  agreement: printedAgreement(grant.stage === 'unknown' ? 1 : grant.agreements + 1),
})
/** A signature of its first version. */
const signature = { ...{ on, version: 1, sha256: hashOf(1) }, mode: 'paper' as const, document: fundIds.document }

/** One well-formed command of each type, in the order of an ordinary grant; all of one day. */
export const grantCommands = {
  DraftApplication: {
    type: 'DraftApplication',
    data: { call: lightCall.id, structure: fundIds.applicant, project },
  },
  ProvideDocument: { type: 'ProvideDocument', data: { code: 'budget' } },
  SubmitApplication: { type: 'SubmitApplication', data: {} },
  AskCompletion: { type: 'AskCompletion', data: { documents: ['statuts'], until: '2026-03-20' } },
  CompleteApplication: { type: 'CompleteApplication', data: {} },
  AdmitApplication: { type: 'AdmitApplication', data: {} },
  RefuseAdmission: { type: 'RefuseAdmission', data: { reason: 'hors_objet' } },
  AskReviewer: { type: 'AskReviewer', data: { reviewer: fundIds.reviewer } },
  GiveReview: {
    type: 'GiveReview',
    data: {
      favourable: true,
      scores: lightCall.criteria.map(({ code: criterion }) => ({ criterion, score: 3 })),
    },
  },
  DeclineReview: { type: 'DeclineReview', data: { conflict: true } },
  ConcludeInstruction: { type: 'ConcludeInstruction', data: { favourable: true, proposedCents: 180_000 } },
  ConveneSession: { type: 'ConveneSession', data: {} },
  CloseSession: { type: 'CloseSession', data: {} },
  CancelSession: { type: 'CancelSession', data: {} },
  DecideRecovery: { type: 'DecideRecovery', data: {} },
  AwardGrant: {
    type: 'AwardGrant',
    data: { cents: 180_000, split: [{ line: fundIds.line, cents: 180_000 }], condition: null },
  },
  RefuseGrant: { type: 'RefuseGrant', data: { reason: 'criteres' } },
  DeferGrant: { type: 'DeferGrant', data: { reason: 'precisions', until: '2026-05-04' } },
  ReopenInstruction: { type: 'ReopenInstruction', data: { reason: 'fait_nouveau' } },
  LiftCondition: { type: 'LiftCondition', data: {} },
  NotifyGrant: { type: 'NotifyGrant', data: { on, reference: 'DEC-2026-014' } },
  IssueAgreement: { type: 'IssueAgreement', data: {} },
  SignAgreement: { type: 'SignAgreement', data: signature },
  CountersignAgreement: { type: 'CountersignAgreement', data: signature },
  AskAmendment: { type: 'AskAmendment', data: { project: longer, reason: 'calendrier' } },
  AmendGrant: {
    type: 'AmendGrant',
    data: { project: longer, cents: 180_000, split: [{ line: fundIds.line, cents: 180_000 }], reason: 'calendrier' },
  },
  DeclineAmendment: { type: 'DeclineAmendment', data: { reason: 'criteres' } },
  OrderPayment: { type: 'OrderPayment', data: {} },
  ApprovePayment: { type: 'ApprovePayment', data: {} },
  RecordPaid: { type: 'RecordPaid', data: { line: fundIds.line, mandate: 'M-1042', on } },
  RecordPaymentFailed: { type: 'RecordPaymentFailed', data: { line: fundIds.line, mandate: 'M-1041', on } },
  HandInReport: { type: 'HandInReport', data: { spentCents: 240_000, results } },
  AcceptReport: { type: 'AcceptReport', data: {} },
  SendBackReport: { type: 'SendBackReport', data: { until: '2026-04-15' } },
  MoveReportDay: { type: 'MoveReportDay', data: { until: '2027-06-30' } },
  EvaluateGrant: { type: 'EvaluateGrant', data: { results } },
  WaiveRecovery: { type: 'WaiveRecovery', data: { reason: 'irrecouvrable' } },
  OrderRecovery: { type: 'OrderRecovery', data: { cents: 50_000, reason: 'non_realise' } },
  RecordRecovered: { type: 'RecordRecovered', data: { line: fundIds.line, cents: 50_000, title: 'T-88', on } },
  TakeOverGrant: {
    type: 'TakeOverGrant',
    data: {
      ...{ call: lightCall.id, structure: fundIds.applicant, project },
      ...{ awardedOn: '2025-04-01', cents: 180_000, split: [{ line: fundIds.line, cents: 180_000 }] },
      notified: { on: '2025-04-10', reference: 'DEC-2025-003' },
      agreedOn: null,
      payments: [[{ line: fundIds.line, cents: 180_000, mandate: 'M-2025-7', on: '2025-05-02' }]],
      reports: [],
      reportBy: null,
      closed: null,
    },
  },
  WithdrawGrant: { type: 'WithdrawGrant', data: { reason: 'projet_abandonne' } },
  RemindGrant: { type: 'RemindGrant', data: {} },
  ExpireGrant: { type: 'ExpireGrant', data: {} },
} as const satisfies { readonly [T in GrantCommand['type']]: Extract<GrantCommand, { type: T }> }

const document = {
  id: fundIds.document,
  sha256: '0'.repeat(64),
  mediaType: 'application/pdf',
  bytes: 1,
  known: false,
} as const
const agent = { structure: ids.otherStructure, place: null, places: [], territory: '40', capacity: null, leftOn: null }

/** What an ordinary command about a grant is told besides its state. */
export const grantOutside = {
  call: { content: lightCall, status: 'published' },
  applicant: { territory: '40', siret: '73282932000074', roles: ['lieu'] },
  textsChanged: false,
  fundLines: {
    [fundIds.line]: { call: lightCall.id, payer: fundIds.payer },
    [fundIds.otherLine]: { call: lightCall.id, payer: fundIds.otherPayer },
  },
  engagedCents: 0,
  agreement: printedAgreement(1),
  document,
  agent: { stream: fundIds.reviewer, role: 'reviewer', ...agent },
} as const satisfies OutsideFacts

/** The full call as it is for the same project. */
export const fullOutside: OutsideFacts = {
  ...grantOutside,
  call: { content: fullCall, status: 'published' },
  fundLines: {
    [fundIds.line]: { call: fullCall.id, payer: fundIds.payer },
    [fundIds.otherLine]: { call: fullCall.id, payer: fundIds.otherPayer },
  },
}

export const grantNow = '2026-03-02T09:00:00Z'

/** The facts of a command that somebody gives; a fund manager on an ordinary day. */
export const grantFacts = (over: Partial<OutsideFacts> = {}, by: string = fundIds.manager, now = grantNow): Facts =>
  facts({ ...grantOutside, ...over }, now, { actor: { sub: by, role: 'fund_manager', lieu: null }, definition: null })

/** What a session tells a grant. */
export const sessionTold = (type: string, data: object, now = grantNow): Facts => ({
  ...grantFacts({}, fundIds.manager, now),
  decided: [{ stream: fundIds.session, event: { type, data, at: now } }],
})
