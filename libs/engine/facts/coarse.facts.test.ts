import { coarseFrom } from './coarse.facts'

test('the coarse codes of someone of whom nothing is told are unknown', () => {
  expect(coarseFrom({}, '2026-03-02')).toEqual({ ageBand: 'unknown', gender: 'unknown' })
  expect(coarseFrom({ birthYear: 1950, gender: 'male' }, '2026-03-02')).toEqual({ ageBand: '75_plus', gender: 'male' })
})
