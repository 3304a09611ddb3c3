import {
  coverageAfter,
  coverageAt,
  coverageDecided,
  coverageFacts,
  coverageWith,
  journeyOf,
  reserveCost,
  settleCost,
} from '../../testing/coverage.fixtures'
import { ids } from '../../testing/journey.fixtures'
import { react } from './coverage.react'
import { coverageDecider } from './coverage.decider'

const told = (
  state: ReturnType<typeof coverageWith>,
  ...[command, given]: [Parameters<typeof coverageDecided>[1], ReturnType<typeof coverageFacts>?]
) => coverageDecided(state, command, given).flatMap((event) => react(event, state))
const about = { call: 'Actions de proximité 2026', number: '00000000' }
const manager = { role: 'fund_manager', id: '40' }

test('the fund manager and each lieu that is covered are told that little is left', () => {
  const low = coverageWith({ warnBelowCents: 100_000, places: [ids.place, ids.otherPlace] })
  const data = { ...about, leftCents: 55_000, until: '2026-12-31' }
  expect(told(low, reserveCost(1))).toEqual(
    [manager, { role: 'lieu', id: ids.place }, { role: 'lieu', id: ids.otherPlace }].map((to) => ({
      ...{ mail: 'coverage_low', to, data, task: null },
    })),
  )
})

test('the fund manager is told of a cost that seems to be paid twice, at the acceptance or at the closure', () => {
  const before = coverageFacts({ costsBefore: [journeyOf(9)] })
  const mail = { mail: 'cost_twice', to: manager, task: null }
  expect(told(coverageWith(), reserveCost(1), before)).toEqual([{ ...mail, data: { ...about, cents: 45_000 } }])
  expect(told(coverageAt.open(), settleCost(1, 2), before)).toEqual([{ ...mail, data: { ...about, cents: 33_000 } }])
})

test('the fund manager is told of what is proposed to be asked back', () =>
  expect(told(coverageAt.fixed(), settleCost(1, 2))).toEqual([
    { mail: 'recovery_proposed', to: manager, data: { ...about, cents: 12_000 }, task: null },
  ]))

test('all else is quiet', () => {
  expect(told(coverageWith(), reserveCost(1))).toEqual([])
  expect(told(coverageAt.open(), settleCost(1, 2))).toEqual([])
  expect(
    told(coverageAt.proposed(), { type: 'DecideRecovery', data: { accepted: false, reason: 'x' } } as never),
  ).toEqual([])
  const [event] = coverageDecided(coverageWith({ warnBelowCents: 100_000 }), reserveCost(1)).slice(1)
  expect(event && react(event, coverageDecider.initialState)).toEqual([])
  expect(coverageAfter(coverageAt.open(), settleCost(1, 2)).lowBelow).toBeNull()
})
