import type { Plan } from '../../libs/contracts/plan'
import { backoffMs, isProgress } from './deadline.host'

const due: Plan = {
  planVersion: 1,
  stream: 'journey-00000000-0000-4000-8000-000000000001',
  epoch: 1,
  version: 3,
  stage: 'prescription',
  task: 'answer',
  owner: null,
  until: '2026-03-01T08:00:00Z',
  command: 'Remind',
  territory: '40',
  child: null,
}

describe("a deadline's answer", () => {
  it.each([
    ['a later deadline', { ...due, version: 4, until: '2026-03-02T08:00:00Z' }, true],
    ['no deadline any more', { ...due, version: 4, until: null, command: null }, true],
    ['a later deadline of another epoch', { ...due, epoch: 2, until: '2026-03-02T08:00:00Z' }, true],
    ['the same Plan', due, false],
    ['a newer Plan due at the same instant', { ...due, version: 4 }, false],
    ['a newer Plan due earlier', { ...due, version: 4, until: '2026-02-01T08:00:00Z' }, false],
  ])('with %s', (_, answer, progress) => {
    expect(isProgress(due, answer)).toBe(progress)
  })
})

it('backs off from one minute to one hour', () => {
  expect([1, 2, 3, 6, 7, 40].map((strikes) => backoffMs(strikes) / 60_000)).toEqual([1, 2, 4, 32, 60, 60])
})
