import type { Personal } from '../contracts/api/journey.schemas'
import type { Role } from '../contracts/codes'

/** What can be read. */
export type Readable =
  | 'journey'
  | 'person'
  | 'duplicate'
  | 'task'
  | 'dotation'
  | 'device'
  | 'lot'
  | 'stock'
  | 'demand'
  | 'place'
  | 'structure'
  | 'agent'
  | 'mail'
  | 'letter'
  | 'outcome'
  | 'definition'
  | 'call'
  | 'fund_line'
  | 'subvention'
  | 'session'
  | 'grant'
  | 'coverage'
  | 'cost'

/** Which of them, within the territory of the actor: row-level security keeps the rest away whatever is asked. */
export type Scope =
  | 'none'
  | 'territory'
  | 'own_referrals'
  | 'own_lieu'
  | 'own_lieux'
  | 'own_stock'
  | 'own_workshop'
  | 'own_colleagues'
  | 'own_payments'
  | 'own_funding'
  | 'own_sessions'
  | 'own_projects'
  | 'own_reviews'
  | 'own_pack'
  | 'own_orders'
  | 'own_gifts'

/** What every role of a territory reads; what was granted to whom is public. */
const everybody = { structure: 'territory', task: 'territory', call: 'territory', subvention: 'territory' } as const
const directory = { ...everybody, place: 'territory', definition: 'territory' } as const

/** Who reads what; what is not here is not read. */
const scopes: Readonly<Record<Role, Partial<Record<Readable, Scope>>>> = {
  prescriber: { ...directory, agent: 'own_colleagues', journey: 'own_referrals', person: 'own_referrals' },
  mediator: {
    ...{ ...directory, agent: 'own_colleagues', journey: 'own_lieu', dotation: 'own_lieu' },
    ...{ person: 'own_lieu', duplicate: 'own_lieu' },
    ...{ device: 'own_stock', lot: 'own_stock', stock: 'own_stock', letter: 'own_lieu' },
    coverage: 'own_lieux',
  },
  recyclerie: {
    ...{ ...directory, agent: 'own_colleagues', dotation: 'own_workshop' },
    ...{ device: 'own_workshop', lot: 'own_workshop', demand: 'own_workshop' },
  },
  evaluator: { ...directory, outcome: 'territory' },
  coordinator: {
    ...directory,
    ...{ agent: 'territory', person: 'territory', duplicate: 'territory' },
    ...{ letter: 'territory', lot: 'territory', stock: 'territory', demand: 'territory' },
    ...{ journey: 'territory', dotation: 'territory', device: 'territory', mail: 'territory', outcome: 'territory' },
    ...{ coverage: 'territory', cost: 'territory' },
  },
  applicant: { ...everybody, agent: 'own_colleagues', grant: 'own_projects', coverage: 'own_projects' },
  fund_manager: {
    ...{ ...everybody, place: 'territory', agent: 'territory' },
    ...{ fund_line: 'territory', session: 'territory', grant: 'territory' },
    ...{ coverage: 'territory', cost: 'territory' },
  },
  reviewer: { ...everybody, grant: 'own_reviews' },
  member: { ...everybody, session: 'own_sessions', grant: 'own_pack' },
  payer: { ...everybody, agent: 'own_colleagues', fund_line: 'own_payments', grant: 'own_orders' },
  funder: { ...everybody, agent: 'own_colleagues', fund_line: 'own_funding', grant: 'own_gifts' },
  system: {},
}

/** Which items of a kind a role may read. */
export const scopeOf = (role: Role, what: Readable): Scope => scopes[role][what] ?? 'none'

/** A prescriber follows a journey by stage, next date and result; its lieu and the coordinator read all of it. */
export const readsWholeJourney = (role: Role): boolean => role === 'mediator' || role === 'coordinator'

const identity = ['lastName', 'firstName', 'reference'] as const
const contacts = [
  'representative',
  'birthDate',
  'birthYear',
  'communeInsee',
  'phone',
  'email',
  'address',
  'mailboxReadBy',
  'gender',
] as const
const freeTexts = ['freeText', 'goals', 'comment'] as const

/** What of a person each role may read: whom they referred themselves, whom to reach, and what was told the lieu alone. */
const personal: Readonly<Partial<Record<Role, readonly (keyof Personal)[]>>> = {
  prescriber: identity,
  coordinator: [...identity, ...contacts, 'prescriberName'],
  mediator: [...identity, ...contacts, ...freeTexts, 'prescriberName'],
}

/** The personal fields of a journey that a role may read. */
export const personalFieldsOf = (role: Role): readonly (keyof Personal)[] => personal[role] ?? []

/** An evaluator reads outcomes, and no group of fewer people than may be told apart. */
export const readsExactOutcomes = (role: Role): boolean => role === 'coordinator'
