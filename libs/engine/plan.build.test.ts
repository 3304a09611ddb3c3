import { planSchema } from '../contracts/plan'
import { journeyAt, landes, type Moment } from '../testing/journey.fixtures'
import { headOf } from './append.build'
import { planOfHead } from './plan.build'

const stream = 'journey-00000000-0000-4000-8000-000000000001'
const at = '2026-03-02T09:00:00.000Z'
const moments = (Object.keys(journeyAt) as Moment[]).filter((moment) => moment !== 'unknown')

test.each(moments)('at %s, the head holds the whole Plan: what is read back is what was written', (moment) => {
  const { head, plan } = headOf('journey', journeyAt[moment](), landes, { stream, epoch: 3, version: 7, at })
  expect(planSchema.parse(plan)).toEqual(plan)
  expect(planOfHead(head, 3)).toEqual(plan)
  expect(planOfHead(head, 4)).toEqual({ ...plan, epoch: 4 })
})

test('a stream that waits for nobody has a head without a Plan', () => {
  const state = { status: 'known', data: { name: 'Structure inventée', siret: null, roles: [], territory: '40' } }
  const structure = 'structure-00000000-0000-4000-8000-000000000001'
  const { head, plan } = headOf('structure', state, null, { stream: structure, epoch: 1, version: 1, at })
  expect(plan).toBeNull()
  expect(planOfHead(head, 1)).toBeNull()
})
