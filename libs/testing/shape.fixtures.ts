import type { Definition } from '../domain/definition/definition.schema'
import { END, type StageDefinition, type StageKind } from '../domain/definition/stage.schema'
import type { Facts } from '../domain/facts'
import type { JourneyCommand } from '../domain/journey/journey.commands'
import { decide } from '../domain/journey/journey.decide'
import type { JourneyState } from '../domain/journey/journey.state'
import { commands, facts, fold, ids, landes } from './journey.fixtures'

const support = { kind: 'support', fr: 'Adresse LandesMail', support: 'mailbox' } as const

/** A definition whose stages are these kinds in this order after its prescription, each leading to the next. */
export function shaped(...kinds: readonly Exclude<StageKind, 'prescription'>[]): Definition {
  const all: readonly StageKind[] = ['prescription', ...kinds]
  const codes = all.map((kind, index) => `${kind}_${index}`)
  const stages = all.map((kind, index): StageDefinition => {
    const model = kind === 'support' ? support : landes.stages.find((each) => each.kind === kind)
    const next = [{ when: null, to: codes[index + 1] ?? END, fr: null }]
    return { ...model, code: codes[index], next } as StageDefinition
  })
  const waits = { ...landes.waits, give_support: landes.waits.plan_training }
  return { ...landes, id: 'forme.v1', stages, waits }
}

const handOver: JourneyCommand = { type: 'HandOver', data: {} }

/** The same command on a day that comes after every other. */
const late = (command: JourneyCommand): JourneyCommand =>
  ({ ...command, data: { ...(command.data as object), on: '2026-08-30' } }) as JourneyCommand

/** What brings a journey from the beginning of a stage to its end. */
export const through: Readonly<Record<StageKind, readonly JourneyCommand[]>> = {
  prescription: [commands.Accept],
  diagnostic: [late(commands.RecordDiagnostic)],
  training: [commands.PlanTraining, late(commands.RecordAttendance), late(commands.AssessTraining)],
  support: [late(commands.RecordSupport)],
  dotation: [handOver],
  evaluation: [commands.OpenFollowUp, late(commands.RecordFollowUp)],
}

/** The facts of a command given on a late day, so that no day of the commands is in the future. */
export function lateFacts(definition: Definition): Facts {
  const at = '2026-09-01T09:00:00Z'
  const event = { type: 'DotationHandedOver', data: { device: ids.device }, at, on: '2026-08-30' }
  return facts({}, at, { definition, decided: [{ stream: ids.dotation, event }] })
}

/** A journey in the stage of this index, so many steps after it came there. Throws with the rule where one is refused. */
export function journeyInStage(definition: Definition, index: number, own = 0): JourneyState {
  const given = lateFacts(definition)
  const before = definition.stages.slice(0, index).flatMap(({ kind }) => through[kind])
  const kind = definition.stages[index]?.kind
  const steps = [...before, ...(kind ? through[kind].slice(0, own) : [])]
  return [commands.Refer, ...steps].reduce<JourneyState>(
    (state, command) => {
      const decision = decide(command, state, given)
      if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
      return fold(state, decision.events)
    },
    { stage: 'unknown' },
  )
}
