import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../libs/contracts/command'
import type { CommandType } from '../../libs/domain/command.table'
import { type HeadNow, readHeads } from '../../libs/engine/wake.plans'
import type { TimedWorld } from '../../libs/testing/temporal.world'

/** A deadline that fired: on which day and at which minute of it in the zone, and what was done of its own accord. */
export interface Fired {
  readonly day: string
  readonly minute: number
  readonly what: string
}

/**
 * When a deadline falls due, counted by hand on a calendar from the days on which people act: the day, the hour of that day
 * at which its wait began, and how many waits since then have added their 10 to 40 minutes.
 */
export type Due = readonly [day: string, hour: string, waits: number, what: string]

const minute = 60_000
const minuteOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))

/** A wait of days ends 10 to 40 minutes after the hour at which it began; people take some seconds besides. */
export const onTime = ([, hour, waits]: Due, fired: number) =>
  fired >= minuteOf(hour) + 10 * waits && fired <= minuteOf(hour) + 40 * waits + 3

/** Days and hours of one world, over which some streams are followed: what people do not do, time does. */
export class Calendar {
  private readonly passed = new Map<string, Fired[]>()

  constructor(
    protected readonly world: TimedWorld,
    private readonly zone: string,
    private readonly streams: readonly string[],
  ) {}

  /** The deadlines of a stream that have fired, in their order. */
  firedOf(stream: string): readonly Fired[] {
    return this.passed.get(stream) ?? []
  }

  /** Lets time pass to an hour of a day, each deadline until then firing before the next one may. */
  async until(day: string, hour = '09:00'): Promise<void> {
    const target = this.instant(day, hour)
    for (;;) {
      const heads = await this.heads()
      const instants = heads.flatMap(({ deadline_at }) => (deadline_at ? [Date.parse(deadline_at)] : []))
      const next = Math.min(...instants)
      if (next > target) break
      await this.passTo(next + minute)
      for (const head of heads) if (Date.parse(head.deadline_at ?? '') <= next + minute) await this.see(head)
      await this.followedUp(heads)
    }
    await this.passTo(target)
  }

  /** A command on the version that its stream has now; a day `on` that is left empty is today. */
  async give(stream: string, type: CommandType, data: object, actor: Actor, personal?: Record<string, unknown>) {
    const [known] = await readHeads(this.world.database, [stream])
    const dated = 'on' in data && data.on === '' ? { ...data, on: await this.today() } : data
    const before = await this.heads()
    await this.world.give(type, stream, dated, { actor, version: known?.version, personal })
    await this.followedUp(before)
  }

  /** The present day in the zone, ISO 8601. */
  async today(): Promise<string> {
    return this.local((await this.world.time.now()).toISOString())
      .toPlainDate()
      .toString()
  }

  /** Events of every run of a stream's workflow, the last run first. */
  async runsOf(stream: string): Promise<readonly number[]> {
    const { workflow } = this.world.time.client
    const sizes: number[] = []
    for (let run: string | undefined, more = true; more; more = Boolean(run)) {
      const { events } = await workflow.getHandle(stream, run).fetchHistory()
      sizes.push(events?.length ?? 0)
      run = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
    }
    return sizes
  }

  protected instant(day: string, hour: string): number {
    const plainTime = Temporal.PlainTime.from(hour)
    return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: this.zone, plainTime }).epochMilliseconds
  }

  protected heads(): Promise<readonly HeadNow[]> {
    return readHeads(this.world.database, this.streams)
  }

  /** No time passes before the run of a stream knows what another one has changed. */
  protected async followedUp(before: readonly HeadNow[]): Promise<void> {
    for (const { stream, version, stage } of await this.heads()) {
      if (stage === 'closed' || before.some((head) => head.stream === stream && head.version === version)) continue
      await this.world.time.client.workflow.getHandle(stream).executeUpdate('followed', { args: [version] })
    }
  }

  private local(instant: string): Temporal.ZonedDateTime {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(this.zone)
  }

  private async passTo(instant: number): Promise<void> {
    const ms = instant - (await this.world.time.now()).getTime()
    if (ms > 0) await this.world.time.pass(ms)
  }

  /** What was due is decided some milliseconds of real time after its timer has fired. */
  private async see({ stream, version, deadline_command, task }: HeadNow): Promise<void> {
    for (let look = 0; look < 400; look += 1) {
      const [event] = await this.world.eventsAfter(stream, version)
      if (event) {
        const at = this.local(event.recorded_at)
        const fired = { day: at.toPlainDate().toString(), minute: at.hour * 60 + at.minute }
        this.passed.set(stream, [...this.firedOf(stream), { ...fired, what: `${deadline_command} ${task}` }])
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`${deadline_command} of ${stream} did not fire`)
  }
}
