import type { Actor } from '../../libs/contracts/command'
import { dotationOf } from '../../libs/contracts/stream'
import type { CommandType } from '../../libs/domain/command.table'
import { actors, beneficiary, journeyIds, referral, uuidOfNumber } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { handOverOn } from '../../libs/testing/receipt.steps'
import type { TimedWorld } from '../../libs/testing/temporal.world'
import { Calendar, type Fired } from './calendar.road'

const of = (number: number) => journeyIds(number).journey
const lot = (number: number) => `lot-${uuidOfNumber(number)}`

/** Those whom the years are about: four people, the laptops of two of them, and two lots. */
export const followed = {
  ...{ ada: of(1), 'laptop of ada': dotationOf(of(1)), bob: of(2), dan: of(4) },
  ...{ cleo: of(3), 'laptop of cleo': dotationOf(of(3)), lot: lot(1), 'other lot': lot(2) },
} as const
export type Who = keyof typeof followed
export type Timetable = Readonly<Record<Who, readonly Fired[]>>

/** The people of these years in one world, who act at nine in the morning of its zone on the days that they are told. */
export class Years extends Calendar {
  constructor(world: TimedWorld, zone: string) {
    super(world, zone, Object.values(followed))
  }

  get fired(): Timetable {
    const entries = Object.entries(followed).map(([who, stream]) => [who, this.firedOf(stream)] as const)
    return Object.fromEntries(entries) as unknown as Timetable
  }

  /** A command with the day that it is, where it tells one; the mediator's unless somebody else gives it. */
  override async give(stream: string, type: CommandType, data: object, actor: Actor = actors.mediator): Promise<void> {
    const dated = 'on' in data ? { ...data, on: await this.today() } : data
    await super.give(stream, type, dated, actor)
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
}
