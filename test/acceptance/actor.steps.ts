import { dayOf } from '../../libs/domain/kernel/wait'
import type { CommandType } from '../../libs/domain/command.table'
import { actors, beneficiary, journeyIds, referral } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import type { TimedWorld } from '../../libs/testing/temporal.world'

/** Refers the n-th person, today. */
export async function referSomebody(world: TimedWorld, number: number): Promise<string> {
  const { journey } = journeyIds(number)
  const sending = { actor: actors.prescriber, personal: beneficiary(number) }
  await world.give('Refer', journey, referral(number), sending)
  return journey
}

/** Gives the ordinary commands of a journey one after the other, each on the server's present day. */
export async function go(
  world: TimedWorld,
  journey: string,
  ...types: readonly (keyof typeof commands)[]
): Promise<void> {
  for (const type of types) await act(world, journey, type, commands[type].data)
}

/** Gives one command of the mediator's; what it says of a day or an hour becomes today, or in an hour. */
export async function act(world: TimedWorld, stream: string, type: CommandType, data: object): Promise<void> {
  const now = await world.time.now()
  const dated = {
    ...data,
    ...('on' in data ? { on: dayOf(now.toISOString(), 'Europe/Paris') } : {}),
    ...('at' in data ? { at: new Date(now.getTime() + 3_600_000).toISOString() } : {}),
  }
  await world.give(type, stream, dated, { actor: actors.mediator, version: (await world.head(stream)).version })
}

/** The straight road from a referral to the hand-over of a laptop. */
export const roadToDotation = [
  'Accept',
  'BookAppointment',
  'RecordDiagnostic',
  'PlanTraining',
  'RecordAttendance',
  'AssessTraining',
] as const
