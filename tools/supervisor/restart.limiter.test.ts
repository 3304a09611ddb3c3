import { RestartLimiter } from './restart.limiter'

describe('RestartLimiter', () => {
  it('allows the maximum within the window and refuses one more', () => {
    const limiter = new RestartLimiter(2, 1000)
    expect([limiter.count(0), limiter.count(10), limiter.count(20)]).toEqual([1, 2, null])
  })

  it('forgets restarts that have left the window, and never counts a refused one', () => {
    const limiter = new RestartLimiter(2, 1000)
    for (const at of [0, 500, 900]) limiter.count(at)
    expect(limiter.count(1000)).toBe(2)
    expect(limiter.count(1400)).toBeNull()
    expect(limiter.count(1500)).toBe(2)
  })
})
