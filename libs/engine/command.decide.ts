import type { StreamKind } from '../contracts/stream'
import type { Definition } from '../domain/definition/definition.schema'
import type { DomainEvent, Intent } from '../domain/kernel/decider'
import type { Refusal } from '../domain/kernel/refusal'
import type { Facts } from '../domain/facts'
import { lineLeftOut } from '../domain/fund/fund.follow'
import type { CommandSpec } from '../domain/command.spec'
import { aggregates } from '../domain/registry'
import type { LoadedStream } from './stream.load'

/** A stream that the command changes: its new events, its state after them, and whom to tell what. */
export interface Changed {
  readonly loaded: LoadedStream
  readonly events: readonly DomainEvent[]
  readonly state: unknown
  /** The definition that the stream follows; null where it follows none. */
  readonly definition: Definition | null
  /** Each intent with the index of the event that it reacts to. */
  readonly intents: readonly { readonly after: number; readonly intent: Intent }[]
}

export type Decided = { readonly ok: true; readonly changed: readonly Changed[] } | Refusal

/** What deciders are asked: a command that somebody has given, or an offer that follows from one. */
interface Asked {
  readonly type: string
  readonly stream: string
  readonly data: unknown
  readonly spec: Pick<CommandSpec, 'order' | 'reprise'>
}

/**
 * Runs the deciders of a command in the order of the command table, the leading stream first among those of its kind;
 * the first refusal refuses it all. `own` has the definitions of streams that are decided by another one than the
 * command at large.
 */
export function decideAll(
  command: Asked,
  streams: ReadonlyMap<string, LoadedStream>,
  given: Omit<Facts, 'decided'>,
  own: ReadonlyMap<string, Definition>,
): Decided {
  const decided: { stream: string; event: DomainEvent }[] = []
  const changed: Changed[] = []
  for (const kind of command.spec.order) {
    for (const loaded of ofKind(kind, command.stream, streams)) {
      const definition = own.get(loaded.stream) ?? given.definition
      const facts: Facts = { ...given, definition, decided: [...decided] }
      const decision = aggregates[kind].decide(
        { type: command.type, data: command.data },
        loaded.state,
        facts,
        loaded.stream,
      )
      if (!decision.ok) return decision
      if (decision.events.length === 0) continue
      decided.push(...decision.events.map((event) => ({ stream: loaded.stream, event })))
      const change = changeOf(loaded, decision.events, facts)
      // What comes from before this service is no news to anybody.
      changed.push(command.spec.reprise ? { ...change, intents: [] } : change)
    }
  }
  const line = lineLeftOut(decided)
  if (line) throw new TypeError(`${command.type} moves money on ${line}, which does not follow it`)
  return { ok: true, changed }
}

function ofKind(kind: StreamKind, lead: string, streams: ReadonlyMap<string, LoadedStream>): readonly LoadedStream[] {
  const own = [...streams.values()].filter((each) => each.kind === kind)
  return [...own.filter(({ stream }) => stream === lead), ...own.filter(({ stream }) => stream !== lead)]
}

/** What a decision makes of a stream. */
export function changeOf(loaded: LoadedStream, events: readonly DomainEvent[], facts: Omit<Facts, 'decided'>): Changed {
  const aggregate = aggregates[loaded.kind]
  let state = loaded.state
  const intents = events.flatMap((event, after) => {
    const before = state
    state = aggregate.evolve(state, event)
    return aggregate.react(event, state, { ...facts, before }, loaded.stream).map((intent) => ({ after, intent }))
  })
  return { loaded, events, state, definition: facts.definition, intents }
}
