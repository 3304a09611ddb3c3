import type { Adoption } from '../../contracts/commands/version.parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, never, type Refusal, refuse, refuseWith } from '../kernel/refusal'
import { sameJson } from '../kernel/registered'
import type { RuleCode } from '../kernel/rules'
import { dayOf } from '../kernel/wait'
import type { Fault } from './fault'
import { unkeepable } from './shape.check'
import type { Draft, FrozenState, Publication, Version, VersionState } from './version.state'

/** What sets versions of one thing apart from versions of another. */
export interface Versioned<C extends Version, E> {
  faultsOf(input: unknown): readonly Fault[]
  /** Reads a draft without faults. */
  parse(draft: Draft): C
  /** The paths of delays that are those of a demonstration. */
  demonstrationWaits(content: C): readonly string[]
  /** The version of the project's own that is followed without having been written here. */
  shipped(facts: Facts): C | null
  /** What its refusals call a version, and the rules that they name. */
  readonly named: string
  readonly rules: Readonly<Record<'faulty' | 'published' | 'not_published' | 'retired', RuleCode>>
  readonly events: {
    drafted(content: Draft, at: string): E
    published(publication: Publication<C>, at: string): E
    retired(at: string): E
  }
}

/** Decides on a version: drafted as often as one likes, published once, retired once. */
export interface VersionDecisions<C extends Version, E> {
  draft(data: { readonly id: string; readonly content: Draft }, state: VersionState<C>, facts: Facts): Decision<E>
  publish(adoptedBy: Adoption | null, state: VersionState<C>, facts: Facts): Decision<E>
  retire(state: VersionState<C>, facts: Facts): Decision<E>
}

export function versionDecisions<C extends Version, E>(of: Versioned<C, E>): VersionDecisions<C, E> {
  const no = (rule: keyof Versioned<C, E>['rules'], id: string) => refuse(of.rules[rule], { [of.named]: id })
  const faulty = (faults: readonly Fault[]): Refusal =>
    refuseWith(
      of.rules.faulty,
      { count: faults.length, field: faults[0]?.path ?? '' },
      faults.map(({ path, fr, en }) => ({ field: path, fr, en })),
    )
  /** To publish once more what is published, by the same decision, changes nothing. */
  const republished = (adoptedBy: Adoption | null, state: FrozenState<C>): Decision<E> => {
    if (state.status === 'retired') return no('retired', state.content.id)
    return sameJson(state.adoptedBy, adoptedBy) ? accept() : no('published', state.content.id)
  }
  return {
    draft({ id, content }, state, facts) {
      if (content.id !== id) return refuse('other_definition_id', { field: 'content.id', id })
      if (isFrozen(state) || of.shipped(facts)) return no('published', id)
      if (state.status === 'draft' && state.content.territory !== content.territory) return refuse('other_territory')
      const unkept = unkeepable(content)
      if (unkept) return faulty([unkept])
      if (state.status === 'draft' && sameJson(state.content, content)) return accept()
      return accept(of.events.drafted(content, facts.now))
    },
    publish(adoptedBy, state, facts) {
      if (state.status === 'unknown') return refuse('unknown_stream')
      if (isFrozen(state)) return republished(adoptedBy, state)
      const faults = of.faultsOf(state.content)
      if (faults.length > 0) return faulty(faults)
      const content = of.parse(state.content)
      const wrong =
        unpublishable(of.demonstrationWaits(content), content.zone, facts) ?? later(adoptedBy, content, facts)
      return wrong ?? accept(of.events.published({ content, adoptedBy }, facts.now))
    },
    retire(state, facts) {
      const { now } = facts
      switch (state.status) {
        case 'unknown': {
          const content = of.shipped(facts)
          if (!content) return refuse('unknown_stream')
          // A version that came with the project is published in the log first, as it was followed until then.
          return accept(of.events.published({ content, adoptedBy: null }, now), of.events.retired(now))
        }
        case 'draft':
          return no('not_published', state.content.id)
        case 'published':
          return accept(of.events.retired(now))
        case 'retired':
          return accept()
        default:
          return never(state)
      }
    },
  }
}

const isFrozen = <C extends Version>(state: VersionState<C>): state is FrozenState<C> =>
  state.status === 'published' || state.status === 'retired'

function unpublishable([delay]: readonly string[], own: string, facts: Facts): Refusal | null {
  const { zone, demonstration } = publicationOf(facts)
  if (delay && !demonstration) return refuse('demonstration_delay', { field: delay })
  return zone === null || zone === own ? null : refuse('other_zone', { field: 'zone', zone: own, expected: zone })
}

function later(adoptedBy: Adoption | null, { zone }: Version, { now }: Facts): Refusal | null {
  if (!adoptedBy || adoptedBy.on <= dayOf(now, zone)) return null
  return refuse('date_in_future', { field: 'adoptedBy.on', date: adoptedBy.on })
}

/** What is published already. */
export function publicationOf({ outside }: Facts): NonNullable<Facts['outside']['publication']> {
  if (!outside.publication) throw new TypeError('a version is decided with what is published already')
  return outside.publication
}
