import { Temporal } from 'temporal-polyfill'
import type { Actor } from '../../libs/contracts/command'
import { dotationOf } from '../../libs/contracts/stream'
import type { CommandType } from '../../libs/domain/command.table'
import { type HeadNow, readHeads } from '../../libs/engine/wake.plans'
import { actors, beneficiary, journeyIds, referral, uuidOfNumber } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { handOverOn } from '../../libs/testing/receipt.steps'
import type { TimedWorld } from '../../libs/testing/temporal.world'

/** A deadline that fired: on which day and at which minute of it in the zone, and what was done of its own accord. */
export interface Fired {
  readonly day: string
  readonly minute: number
  readonly what: string
}

const of = (number: number) => journeyIds(number).journey
const lot = (number: number) => `lot-${uuidOfNumber(number)}`

/** Those whom the years are about: four people, the laptops of two of them, and two lots. */
export const followed = {
  ...{ ada: of(1), 'laptop of ada': dotationOf(of(1)), bob: of(2), dan: of(4) },
  ...{ cleo: of(3), 'laptop of cleo': dotationOf(of(3)), lot: lot(1), 'other lot': lot(2) },
} as const
export type Who = keyof typeof followed
export type Timetable = Readonly<Record<Who, readonly Fired[]>>

const minute = 60_000

/** The people of these years in one world, who act at nine in the morning of its zone on the days that they are told. */
export class Years {
  private readonly passed = new Map<string, Fired[]>()

  constructor(
    private readonly world: TimedWorld,
    private readonly zone: string,
  ) {}

  get fired(): Timetable {
    const entries = Object.entries(followed).map(([who, stream]) => [who, this.passed.get(stream) ?? []] as const)
    return Object.fromEntries(entries) as unknown as Timetable
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

  /** A command with the day that it is, where it tells one. */
  async give(stream: string, type: CommandType, data: object, actor: Actor = actors.mediator): Promise<void> {
    const [known] = await readHeads(this.world.database, [stream])
    const dated = 'on' in data ? { ...data, on: await this.today() } : data
    const before = await this.heads()
    await this.world.give(type, stream, dated, { actor, version: known?.version })
    await this.followedUp(before)
  }

  async refer(who: 'ada' | 'bob' | 'cleo' | 'dan'): Promise<void> {
    const number = ['ada', 'bob', 'cleo', 'dan'].indexOf(who) + 1
    const sending = { actor: actors.prescriber, personal: beneficiary(number) }
    await this.world.give('Refer', followed[who], referral(number), sending)
  }

  async go(who: Who, ...types: readonly (keyof typeof commands)[]): Promise<void> {
    for (const type of types) await this.give(followed[who], type, commands[type].data)
  }

  /** Gives somebody an hour of a day to come. */
  book(who: Who, type: 'BookAppointment' | 'BookHandOver', day: string, hour: string): Promise<void> {
    return this.give(followed[who], type, { at: new Date(this.instant(day, hour)).toISOString() })
  }

  async handOver(who: Who): Promise<void> {
    const before = await this.heads()
    const result = await handOverOn(this.world, followed[who], await this.today())
    if (!result.ok) throw new Error(`HandOver: ${result.rule}`)
    await this.followedUp(before)
  }

  /** Events of every run of a stream's workflow, the last run first. */
  async runsOf(who: Who): Promise<readonly number[]> {
    const { workflow } = this.world.time.client
    const sizes: number[] = []
    for (let run: string | undefined, more = true; more; more = Boolean(run)) {
      const { events } = await workflow.getHandle(followed[who], run).fetchHistory()
      sizes.push(events?.length ?? 0)
      run = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
    }
    return sizes
  }

  private instant(day: string, hour: string): number {
    const plainTime = Temporal.PlainTime.from(hour)
    return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: this.zone, plainTime }).epochMilliseconds
  }

  private async today(): Promise<string> {
    return this.local((await this.world.time.now()).toISOString())
      .toPlainDate()
      .toString()
  }

  private local(instant: string): Temporal.ZonedDateTime {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(this.zone)
  }

  private async passTo(instant: number): Promise<void> {
    const ms = instant - (await this.world.time.now()).getTime()
    if (ms > 0) await this.world.time.pass(ms)
  }

  private heads(): Promise<readonly HeadNow[]> {
    return readHeads(this.world.database, Object.values(followed))
  }

  /** What was due is decided some milliseconds of real time after its timer has fired. */
  private async see({ stream, version, deadline_command, task }: HeadNow): Promise<void> {
    for (let look = 0; look < 400; look += 1) {
      const [event] = await this.world.eventsAfter(stream, version)
      if (event) {
        const at = this.local(event.recorded_at)
        const fired = { day: at.toPlainDate().toString(), minute: at.hour * 60 + at.minute }
        const list = this.passed.get(stream) ?? []
        this.passed.set(stream, [...list, { ...fired, what: `${deadline_command} ${task}` }])
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`${deadline_command} of ${stream} did not fire`)
  }

  /** No time passes before the run of a stream knows what another one has changed. */
  private async followedUp(before: readonly HeadNow[]): Promise<void> {
    for (const { stream, version, stage } of await this.heads()) {
      if (stage === 'closed' || before.some((head) => head.stream === stream && head.version === version)) continue
      await this.world.time.client.workflow.getHandle(stream).executeUpdate('followed', { args: [version] })
    }
  }
}
