import { journeyPlan, someJourney } from '../testing/temporal.plans'
import { type Repair, repairOf, type Run } from './reconcile.machine'

const stream = someJourney()
const plan = journeyPlan(stream, { epoch: 2, version: 5 })
const following = (epoch: number, version: number): Run => ({
  at: 'following',
  plan: journeyPlan(stream, { epoch, version }),
})

it.each<[string, Run, Repair]>([
  ['is missing', { at: 'missing' }, 'start'],
  ['keeps failing', { at: 'failing' }, 'restart'],
  ['says nothing', { at: 'silent' }, 'signal'],
  ['has not read its first Plan', { at: 'following', plan: null }, 'signal'],
  ['follows an older version', following(2, 4), 'signal'],
  ['follows an older epoch, whatever its version', following(1, 9), 'signal'],
  ['follows the Plan of the log', following(2, 5), 'none'],
  ['follows what the log does not have', following(2, 6), 'ahead'],
])('a run that %s', (_, run, repair) => {
  expect(repairOf(run, plan)).toBe(repair)
})
