import { facts } from '../../testing/journey.fixtures'
import { laptopRules } from '../../testing/laptop.fixtures'
import { whyNot } from '../../testing/refusal.words'
import { structureDecider, type StructureState } from './structure.decider'

const { decide, evolve, initialState } = structureDecider
const { criteria } = laptopRules.admission
const given = facts({ laptops: laptopRules }, '2026-05-01T09:00:00Z')
type Given = Parameters<typeof decide>[0]

const structure = (...roles: ('recyclerie' | 'lieu')[]): Given => ({
  type: 'RegisterStructure',
  data: { externalId: null, name: 'Recyclerie inventée', siret: null, roles, territory: '40' },
})
const admit = (over: object = {}): Given => ({ type: 'AdmitRecyclerie', data: { on: '2026-04-01', criteria, ...over } })
const withdraw = (on = '2026-05-01'): Given => ({ type: 'WithdrawAdmission', data: { on, reason: 'controle' } })

function run(state: StructureState, ...commands: readonly Given[]): StructureState {
  return commands.reduce((known, command) => {
    const decision = decide(command, known, given)
    if (!decision.ok) throw new Error(decision.rule)
    return decision.events.reduce(evolve, known)
  }, state)
}
const rule = (state: StructureState, command: Given) => {
  const decision = decide(command, state, given)
  return decision.ok ? `${decision.events.length}` : whyNot(decision)
}

const recyclerie = () => run(initialState, structure('recyclerie'))
const admitted = () => run(recyclerie(), admit())

test('a recyclerie is admitted on the criteria in force, once, and stays so when its entry is updated', () => {
  expect(admitted()).toMatchObject({ admission: { on: '2026-04-01', criteria } })
  expect(rule(admitted(), admit())).toBe('0')
  expect(run(admitted(), structure('recyclerie', 'lieu'))).toMatchObject({ admission: { criteria } })
})

test('an entry is told once, and again where something of it has changed', () => {
  const types = (state: StructureState, command: Given) => {
    const decision = decide(command, state, given)
    return decision.ok ? decision.events.map(({ type }) => type) : []
  }
  expect(types(initialState, structure('lieu'))).toEqual(['StructureRegistered'])
  const known = run(initialState, structure('lieu'))
  expect(types(known, structure('lieu'))).toEqual([])
  expect(types(known, structure('lieu', 'recyclerie'))).toEqual(['StructureUpdated'])
  const recomputed = { type: 'PlanRecomputed', data: {}, at: '2026-05-01T09:00:00Z' } as const
  expect(evolve(known, recomputed)).toBe(known)
})

test('why an admission was withdrawn is in its event', () => {
  expect(decide(withdraw(), admitted(), given)).toMatchObject({ events: [{ data: { reason: 'controle' } }] })
})

test('an admission is withdrawn for a reason, and may be given again', () => {
  expect(run(admitted(), withdraw())).toMatchObject({ admission: null })
  expect(run(admitted(), withdraw(), admit({ on: '2026-05-01' }))).toMatchObject({ admission: { on: '2026-05-01' } })
})

test.each<[string, () => StructureState, Given]>([
  ['unknown_stream', () => initialState, admit()],
  ['unknown_stream', () => initialState, withdraw()],
  ['structure_without_role role=recyclerie', () => run(initialState, structure('lieu')), admit()],
  [
    `other_criteria field=criteria given=anciens.v1 expected=${criteria}`,
    recyclerie,
    admit({ criteria: 'anciens.v1' }),
  ],
  ['date_in_future field=on date=2026-05-02', recyclerie, admit({ on: '2026-05-02' })],
  ['recyclerie_not_admitted', recyclerie, withdraw()],
  ['date_before field=on date=2026-03-31 what=previous_step day=2026-04-01', admitted, withdraw('2026-03-31')],
  ['date_in_future field=on date=2026-05-02', admitted, withdraw('2026-05-02')],
])('%s', (expected, state, command) => {
  expect(rule(state(), command)).toBe(expected)
})

test('a territory that has agreed on nothing about laptops admits nobody, and says why', () => {
  const none = facts({ laptops: null }, '2026-05-01T09:00:00Z')
  expect(decide(admit(), recyclerie(), none)).toMatchObject({ rule: 'no_laptop_rules' })
})
