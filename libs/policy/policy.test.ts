import { roles } from '../contracts/codes'
import type { Actor } from '../contracts/command'
import { type CommandType, commandTable } from '../domain/command.table'
import { rights as expected } from '../testing/rights.fixtures'
import { type Acting, may, mayAny, mayEver, type Resource } from './policy'

const commands = Object.keys(commandTable) as CommandType[]
const deadlines = commands.filter((command) => commandTable[command].deadline)

const own: Resource = {
  territory: '40',
  prescriberStructure: 'mine',
  place: 'my-place',
  placeStructure: 'mine',
  mediator: 'me',
  recyclerie: 'mine',
  owner: 'mine',
  applicant: 'mine',
  reviewers: ['me'],
  payers: ['mine'],
  members: ['me'],
}
const other: Resource = {
  territory: '40',
  prescriberStructure: 'theirs',
  place: 'their-place',
  placeStructure: 'theirs',
  mediator: 'them',
  recyclerie: 'theirs',
  owner: 'theirs',
  applicant: 'theirs',
  reviewers: ['them'],
  payers: ['theirs'],
  members: ['them'],
}
const actorOf = (role: Actor['role'], territory = role === 'system' ? '*' : '40'): Acting => ({
  ...{ sub: 'me', role, structure: 'mine', lieu: 'my-place', territory, places: [] },
})

const cases = roles.flatMap((role) => commands.map((command) => [role, command] as const))

test.each(cases)('%s, %s: on what is theirs, and on what is another structure’s', (role, command) => {
  const actor = actorOf(role)
  expect(may(actor, command, own) === true).toBe(expected[role].own.includes(command))
  expect(may(actor, command, other) === true).toBe(expected[role].other.includes(command))
})

test.each(cases.filter(([role]) => role !== 'system'))('%s, %s: never in another territory', (role, command) => {
  expect(may(actorOf(role, '32'), command, own)).toBe(deadlines.includes(command) ? 'deadline_only' : 'other_territory')
})

test('an actor without structure nor lieu is related to nothing, even where the resource has none', () => {
  const nobody: Acting = { ...actorOf('mediator'), structure: null, lieu: null }
  const nowhere: Resource = { ...other, place: null, placeStructure: null, mediator: null }
  expect(commands.filter((command) => may(nobody, command, nowhere) === true)).toEqual([])
})

test('a mediator keeps the journeys followed elsewhere, a lieu those of its structure’s other places', () => {
  const mediator = actorOf('mediator')
  expect(may(mediator, 'PlanTraining', { ...other, mediator: 'me' })).toBe(true)
  expect(may(mediator, 'Accept', { ...other, mediator: 'me' })).toBe('not_allowed')
  expect(may(mediator, 'Accept', { ...other, placeStructure: 'mine' })).toBe(true)
})

test('a mediator acts at each place where they work, and at no other', () => {
  const away: Acting = { ...actorOf('mediator'), structure: 'none', lieu: null }
  const lent = { ...other, placeStructure: 'theirs', mediator: null }
  expect(may(away, 'Accept', lent)).toBe('not_allowed')
  expect(may({ ...away, places: ['elsewhere', 'their-place'] }, 'Accept', lent)).toBe(true)
  expect(may({ ...away, places: ['elsewhere'] }, 'Accept', lent)).toBe('not_allowed')
  expect(may({ ...away, places: ['elsewhere'] }, 'Accept', { ...lent, place: null })).toBe('not_allowed')
})

test('a journey that a lieu has not accepted is not its to stop, unless it referred the person itself', () => {
  const mediator = actorOf('mediator')
  const asked: Resource = { ...own, prescriberStructure: 'theirs', mediator: null }
  expect(may(mediator, 'Withdraw', asked)).toBe('not_allowed')
  expect(may(mediator, 'Withdraw', { ...asked, mediator: 'them' })).toBe(true)
  expect(may(mediator, 'Withdraw', { ...asked, prescriberStructure: 'mine' })).toBe(true)
})

test('what was recorded is put right by those who have followed the journey, once they have', () => {
  const asked: Resource = { ...own, mediator: null }
  for (const command of ['Correct', 'Reopen', 'CorrectPerson'] as const) {
    expect(may(actorOf('mediator'), command, asked)).toBe('not_allowed')
    expect(may(actorOf('coordinator'), command, asked)).toBe(true)
    expect(may(actorOf('prescriber'), command, own)).toBe('not_allowed')
  }
})

test('all territories are for the machine alone', () => {
  expect(may(actorOf('coordinator', '*'), 'Withdraw', own)).toBe('other_territory')
  expect(may(actorOf('system', '32'), 'Expire', own)).toBe('other_territory')
})

test.each(cases)('%s, %s: may ever be given where there is something that it may be given to', (role, command) => {
  expect(mayEver(role, command)).toBe([...expected[role].own, ...expected[role].other].includes(command))
})

test('what belongs to several is whose of them it is; of nobody’s, nobody may', () => {
  const mediator = actorOf('mediator')
  expect(mayAny(mediator, 'DismissDuplicate', [other, own])).toBe(true)
  expect(mayAny(mediator, 'DismissDuplicate', [other, other])).toBe('not_allowed')
  expect(mayAny(mediator, 'MergePersons', [own])).toBe('not_allowed')
  expect(mayAny(mediator, 'DismissDuplicate', [])).toBe('not_allowed')
})
