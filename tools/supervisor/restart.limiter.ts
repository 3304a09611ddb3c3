/** Allows a number of restarts in any window of time: a program that keeps dying has a cause that no restart mends. */
export class RestartLimiter {
  private restarts: number[] = []

  constructor(
    private readonly max: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one restart at `nowMs` and returns how many are in the window with it, or null when it is one too many. */
  count(nowMs: number): number | null {
    this.restarts = this.restarts.filter((at) => at > nowMs - this.windowMs)
    if (this.restarts.length >= this.max) return null
    this.restarts.push(nowMs)
    return this.restarts.length
  }
}
