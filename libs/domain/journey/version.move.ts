import type { Definition } from '../definition/definition.schema'
import type { StageDefinition } from '../definition/stage.schema'
import { isNewerVersion } from '../definition/version.name'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse } from '../kernel/refusal'
import type { CommandOf } from './journey.commands'
import type { JourneyEvent } from './journey.events'
import type { OpenJourney } from './journey.state'
import { passedTo, seatOf } from './place.take'

/**
 * Moves a running journey to a newer version of what it follows. Nobody moves it by themselves: whoever gives the
 * command says at which stage it goes on, and whether its present task goes on there or that stage begins.
 * `facts.definition` is the newer version.
 */
export function moveToVersion(
  command: CommandOf<'MoveToVersion'>,
  state: OpenJourney,
  facts: Facts,
): Decision<JourneyEvent> {
  const { definition: to, stage: code, present } = command.data
  const from = state.referral.definition
  if (to === from && code === state.at && present === 'continued') return accept()
  const target = followable(to, state.referral.territory, facts)
  if ('rule' in target) return target
  if (!isNewerVersion(to, from)) return refuse('not_a_newer_version', { field: 'definition', definition: to, from })
  const stage = target.stages.find((each) => each.code === code)
  if (!stage) return refuse('unknown_code', { field: 'stage', code, list: `${to} stages` })
  const wrong = present === 'continued' ? cannotContinue(state, stage, target) : cannotBegin(state, stage)
  if (wrong) return wrong
  // Who was followed up alone takes a place again; whoever has one keeps it.
  const follower = seatOf(state) === null && state.mediator !== null ? facts.outside.agent : null
  const over = passedTo(follower, stage.kind, facts)
  if ('rule' in over) return over
  const data = { from, to, stage: code, kind: stage.kind, present, ...over }
  return accept({ type: 'JourneyMoved', data, at: facts.now })
}

/** A version that a journey of this territory may follow from now on, or why not. */
export function followable(id: string, territory: string, facts: Facts): Definition | Refusal {
  const { definition, outside } = facts
  const named = { field: 'definition', definition: id }
  if (!definition) return refuse('unknown_definition', named)
  if (definition.territory !== territory) return refuse('definition_of_another_territory', named)
  return outside.version?.status === 'retired' ? refuse('definition_retired', named) : definition
}

function cannotContinue(state: OpenJourney, { code, kind }: StageDefinition, target: Definition): Refusal | null {
  if (kind === state.stage) return null
  // Somebody waits for a laptop, or has one kept for them: what is to become of it nobody has said.
  if (state.stage === 'dotation' && !target.stages.some((each) => each.kind === 'dotation')) return dotationOpen
  return refuse('stage_of_another_kind', { field: 'stage', stage: code, kind, present: state.stage })
}

function cannotBegin(state: OpenJourney, { code, kind }: StageDefinition): Refusal | null {
  if (state.stage === 'dotation') return dotationOpen
  if (kind === 'prescription' || kind === 'dotation')
    return refuse('stage_not_begun_by_move', { field: 'stage', stage: code, kind })
  if (state.stage === 'prescription') return refuse('no_mediator_yet', { field: 'stage', stage: code })
  return state.paused ? refuse('journey_paused', { until: state.paused.until }) : null
}

const dotationOpen = refuse('dotation_open', { field: 'stage' })
