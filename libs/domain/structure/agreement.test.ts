import { facts, ids } from '../../testing/journey.fixtures'
import type { StructureFact } from '../facts'
import { structureDecider, type StructureState } from './structure.decider'

const { decide, evolve, initialState } = structureDecider
type Given = Parameters<typeof decide>[0]

const owner: StructureFact = { roles: ['lieu', 'owner'], territory: '40', admitted: false }
const known = { [ids.otherStructure]: owner, [ids.prescriberStructure]: { ...owner, roles: ['prescriber'] } }
const given = (over: object = {}) => facts({ structures: known, lendsToItself: false, ...over }, '2026-05-01T09:00:00Z')

const structure = (...roles: ('owner' | 'lieu')[]): Given => ({
  type: 'RegisterStructure',
  data: { externalId: null, name: 'Structure inventée', siret: null, roles, territory: '40' },
})
const terms = { to: ids.otherStructure, laptops: 3, on: '2026-05-01', until: '2026-12-31', document: 'CONV-2026-03' }
const agree = (over: object = {}): Given => ({ type: 'AgreeTransfer', data: { ...terms, ...over } })
const end = (over: object = {}): Given => ({
  ...{ type: 'EndTransfer', data: { document: 'CONV-2026-03', on: '2026-05-01', reason: 'stock_epuise', ...over } },
})

function run(state: StructureState, ...commands: readonly Given[]): StructureState {
  return commands.reduce((now, command) => {
    const decision = decide(command, now, given())
    if (!decision.ok) throw new Error(decision.rule)
    return decision.events.reduce(evolve, now)
  }, state)
}
const rule = (state: StructureState, command: Given, over: object = {}) => {
  const decision = decide(command, state, given(over))
  return decision.ok ? decision.events.map(({ type }) => type).join() : decision.rule
}

const lender = () => run(initialState, structure('owner'))
const agreed = () => run(lender(), agree())

test('an owner lends so many laptops until a day, and the same said again is said once', () => {
  expect(agreed()).toMatchObject({ agreements: [{ ...terms, endedOn: null }] })
  expect(rule(agreed(), agree())).toBe('')
  expect(run(agreed(), agree({ document: 'CONV-2', laptops: 1 }))).toMatchObject({
    agreements: [{ laptops: 3 }, { laptops: 1 }],
  })
})

test('what was agreed stays when the entry of the structure is updated', () => {
  expect(run(agreed(), structure('owner', 'lieu'))).toMatchObject({
    ...{ data: { roles: ['owner', 'lieu'] }, agreements: [{ document: 'CONV-2026-03' }] },
  })
})

test('an agreement is ended once, from a day on', () => {
  const ended = run(agreed(), end())
  expect(ended).toMatchObject({ agreements: [{ endedOn: '2026-05-01' }] })
  expect(rule(ended, end())).toBe('')
  // A number stands for one agreement, over or not.
  expect(rule(ended, agree({ laptops: 4 }))).toBe('agreement_already_registered')
})

test.each<[string, () => StructureState, Given, object?]>([
  ['agreement_already_registered', agreed, agree({ laptops: 4 })],
  ['agreement_ends_first', lender, agree({ until: '2026-04-30' })],
  ['agreement_with_itself', lender, agree(), { lendsToItself: true }],
  ['date_in_future', lender, agree({ on: '2026-05-02' })],
  ['structure_without_role', () => run(initialState, structure('lieu')), agree()],
  ['structure_without_role', lender, agree({ to: ids.prescriberStructure })],
  ['unknown_agreement', lender, end()],
  ['unknown_stream', () => initialState, agree()],
  ['unknown_stream', () => initialState, end()],
  ['unknown_structure', lender, agree({ to: ids.recyclerie })],
  ['date_before', agreed, end({ on: '2026-04-30' })],
])('no: %s', (...[expected, state, command, over]) => {
  expect(rule(state(), command, over)).toBe(expected)
})
