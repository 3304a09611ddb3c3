import { facts, ids } from '../../testing/journey.fixtures'
import { whyNot } from '../../testing/refusal.words'
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
  return decision.ok ? decision.events.map(({ type }) => type).join() : whyNot(decision)
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

test('no structure is known: whom it would lend to is not there either', () => {
  expect(rule(lender(), agree(), { structures: undefined })).toBe('unknown_structure field=to')
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
  const other = agree({ document: 'CONV-2' })
  expect(run(agreed(), other, end({ document: 'CONV-2' }))).toMatchObject({
    agreements: [{ endedOn: null }, { document: 'CONV-2', endedOn: '2026-05-01' }],
  })
  expect(rule(run(agreed(), other), end({ document: 'CONV-3' }))).toContain('unknown_agreement')
  // One day is an agreement as well.
  expect(rule(lender(), agree({ until: '2026-05-01' }))).toBe('TransferAgreed')
  expect(rule(ended, agree({ laptops: 4 }))).toBe('agreement_already_registered field=document document=CONV-2026-03')
})

test.each<[string, () => StructureState, Given, object?]>([
  ['agreement_already_registered field=document document=CONV-2026-03', agreed, agree({ laptops: 4 })],
  ['agreement_ends_first field=until on=2026-05-01 until=2026-04-30', lender, agree({ until: '2026-04-30' })],
  ['agreement_with_itself field=to', lender, agree(), { lendsToItself: true }],
  ['date_in_future field=on date=2026-05-02', lender, agree({ on: '2026-05-02' })],
  ['structure_without_role role=owner', () => run(initialState, structure('lieu')), agree()],
  ['structure_without_role field=to role=owner', lender, agree({ to: ids.prescriberStructure })],
  ['unknown_agreement field=document document=CONV-2026-03', lender, end()],
  ['unknown_stream', () => initialState, agree()],
  ['unknown_stream', () => initialState, end()],
  ['unknown_structure field=to', lender, agree({ to: ids.recyclerie })],
  ['date_before field=on date=2026-04-30 what=previous_step day=2026-05-01', agreed, end({ on: '2026-04-30' })],
])('no: %s', (...[expected, state, command, over]) => {
  expect(rule(state(), command, over)).toBe(expected)
})
