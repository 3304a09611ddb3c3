import type { z } from 'zod'
import type { Adoption, definitionCommands } from '../../contracts/commands/definition.commands'
import type { Facts } from '../facts'
import type { Decider, Decision } from '../kernel/decider'
import { accept, never, type Refusal, refuse, refuseWith } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import { dayOf } from '../kernel/wait'
import { faultsOf, unkeepable } from './definition.check'
import { type Definition, definitionSchema } from './definition.schema'
import { type DefinitionEvent, type DefinitionState, type Draft, evolveDefinition } from './definition.state'
import type { Fault } from './fault'
import { demonstrationWaits } from './wait.check'

type DefinitionCommand = {
  [T in keyof typeof definitionCommands]: { type: T; data: z.output<(typeof definitionCommands)[T]['data']> }
}[keyof typeof definitionCommands]

/** A version of a journey's definition: drafted as often as one likes, published once, retired once. */
export const definitionDecider: Decider<DefinitionState, DefinitionCommand, DefinitionEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide(command, state, facts) {
    switch (command.type) {
      case 'DraftDefinition':
        return draft(command.data, state, facts)
      case 'PublishDefinition':
        return publish(command.data.adoptedBy, state, facts)
      case 'RetireDefinition':
        return retire(state, facts)
      default:
        return never(command)
    }
  },
  evolve: evolveDefinition,
}

function draft(data: { id: string; content: Draft }, state: DefinitionState, facts: Facts): Decision<DefinitionEvent> {
  const { content } = data
  if (content.id !== data.id) return refuse('other_definition_id', { field: 'content.id', id: data.id })
  if (isFrozen(state) || publicationOf(facts).shipped) return refuse('definition_published', { definition: data.id })
  if (state.status === 'draft' && state.content.territory !== content.territory) return refuse('other_territory')
  const unkept = unkeepable(content)
  if (unkept) return faulty([unkept])
  if (state.status === 'draft' && sameJson(state.content, content)) return accept()
  return accept({ type: 'DefinitionDrafted', data: { content }, at: facts.now })
}

function publish(adoptedBy: Adoption | null, state: DefinitionState, facts: Facts): Decision<DefinitionEvent> {
  if (state.status === 'unknown') return refuse('unknown_stream')
  if (isFrozen(state)) return republished(adoptedBy, state)
  const faults = faultsOf(state.content)
  if (faults.length > 0) return faulty(faults)
  const content = definitionSchema.parse(state.content)
  const wrong = unpublishable(content, facts) ?? adoptedLater(adoptedBy, content, facts)
  return wrong ?? accept({ type: 'DefinitionPublished', data: { content, adoptedBy }, at: facts.now })
}

type Frozen = Extract<DefinitionState, { publishedAt: string }>

const isFrozen = (state: DefinitionState): state is Frozen => state.status === 'published' || state.status === 'retired'

/** To publish once more what is published, by the same decision, changes nothing. */
function republished(adoptedBy: Adoption | null, state: Frozen): Decision<DefinitionEvent> {
  if (state.status === 'retired') return refuse('definition_retired', { definition: state.content.id })
  return sameJson(state.adoptedBy, adoptedBy)
    ? accept()
    : refuse('definition_published', { definition: state.content.id })
}

function unpublishable(content: Definition, facts: Facts): Refusal | null {
  const { zone, demonstration } = publicationOf(facts)
  const [delay] = demonstrationWaits(content)
  if (delay && !demonstration) return refuse('demonstration_delay', { field: delay })
  return zone === null || zone === content.zone
    ? null
    : refuse('other_zone', { field: 'zone', zone: content.zone, expected: zone })
}

function adoptedLater(adoptedBy: Adoption | null, { zone }: Definition, { now }: Facts): Refusal | null {
  if (!adoptedBy || adoptedBy.on <= dayOf(now, zone)) return null
  return refuse('date_in_future', { field: 'adoptedBy.on', date: adoptedBy.on })
}

/** A version that came with the project is published in the log first, as it was followed until then. */
function retire(state: DefinitionState, facts: Facts): Decision<DefinitionEvent> {
  const retired = { type: 'DefinitionRetired', data: {}, at: facts.now } as const
  switch (state.status) {
    case 'unknown': {
      const { shipped } = publicationOf(facts)
      if (!shipped) return refuse('unknown_stream')
      const published = { content: shipped, adoptedBy: null }
      return accept<DefinitionEvent>({ type: 'DefinitionPublished', data: published, at: facts.now }, retired)
    }
    case 'draft':
      return refuse('definition_not_published', { definition: state.content.id })
    case 'published':
      return accept(retired)
    case 'retired':
      return accept()
    default:
      return never(state)
  }
}

const faulty = (faults: readonly Fault[]): Refusal =>
  refuseWith(
    'definition_faulty',
    { count: faults.length, field: faults[0]?.path ?? '' },
    faults.map(({ path, fr, en }) => ({ field: path, fr, en })),
  )

function publicationOf({ outside }: Facts): NonNullable<Facts['outside']['publication']> {
  if (!outside.publication) throw new TypeError('a definition is decided with what is published already')
  return outside.publication
}
