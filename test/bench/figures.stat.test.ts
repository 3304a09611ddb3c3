import { arrivals, median, percentile } from './figures.stat'

describe('figures', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it('takes percentiles by the nearest rank, whatever the order', () => {
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100])
    expect(percentile([7], 0.01)).toBe(7)
  })

  it('takes the middle of odd and even numbers of values', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 6])).toBe(5.5)
  })

  it('has nothing to say of no values', () => {
    expect(() => percentile([], 0.5)).toThrow('a percentile of nothing')
    expect(() => median([])).toThrow('a median of nothing')
  })

  it('lets arrivals come at the asked rate, bunched as people are, and the same each time', () => {
    const instants = arrivals(20, 500)
    expect(instants.length / 500).toBeCloseTo(20, 0)
    expect(instants).toEqual(arrivals(20, 500))
    expect(instants.at(-1)).toBeLessThan(500_000)
    const gaps = instants.map((at, index) => at - (instants[index - 1] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(0)
    // Of exponential gaps with a mean of 50 ms, e^-2 are longer than 100 ms.
    expect(gaps.filter((gap) => gap > 100).length / gaps.length).toBeCloseTo(Math.exp(-2), 1)
  })
})
