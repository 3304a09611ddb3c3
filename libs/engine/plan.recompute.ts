import { systemActor } from '../contracts/command'
import type { Plan } from '../contracts/plan'
import type { DomainEvent } from '../domain/kernel/decider'
import { appendExecutions } from '../event-store/append'
import { canonicalJson } from '../event-store/canonical.json'
import { openedFrom, openStreams } from '../event-store/open'
import { withRetries } from '../event-store/retry'
import { headOf, streamAppend } from './append.build'
import type { EngineDeps } from './engine.deps'
import { followedDefinition } from './definition.lookup'
import { planOfHead } from './plan.build'
import { loadStream } from './stream.load'

export type RecomputeDeps = Pick<EngineDeps, 'database' | 'clock' | 'definitions'>

/**
 * Computes the Plan of a stream with the rules and the definition as they are now. Where it differs from the one in
 * the head, appends PlanRecomputed with the new Plan, which wins by its version and goes out by the outbox.
 * Answers the new Plan, or null where nothing had to move.
 */
export async function recomputePlan(deps: RecomputeDeps, stream: string): Promise<Plan | null> {
  return withRetries(() =>
    deps.database.withTransaction(
      systemActor,
      async (transaction, results) => {
        const opened = openedFrom(results)
        const stored = opened.streams.get(stream)
        if (!stored?.head || stored.head.stage === null) return null
        const { head } = stored
        const loaded = await loadStream(stored, transaction.batch)
        const definition = head.definition
          ? await followedDefinition(deps.definitions, transaction.batch, head.definition)
          : null
        const position = { stream, epoch: opened.epoch, version: head.version, at: head.changed_at }
        const { plan } = headOf(loaded.kind, loaded.state, definition, position)
        if (samePlan(plan, planOfHead(head, opened.epoch))) return null
        const event: DomainEvent = { type: 'PlanRecomputed', data: {}, at: later(deps.clock.now(), stored.last?.at) }
        const change = { loaded, events: [event], state: loaded.state, definition, intents: [] }
        const origin = {
          ...{ epoch: opened.epoch, actor: systemActor.sub, onBehalfOf: null, cause: 'command:recompute' },
          origin: 'live' as const,
        }
        const append = streamAppend(change, origin)
        await transaction.commit(
          appendExecutions({
            ...{ events: append.events, heads: [append.head], snapshots: [append.snapshot], rows: append.rows },
            ...{ command: null, outbox: append.outbox, mails: [], entries: [], documents: [], digests: [] },
          }),
        )
        return append.plan
      },
      openStreams([stream], systemActor.sub, ''),
    ),
  )
}

const samePlan = (a: Plan | null, b: Plan | null) => canonicalJson(a) === canonicalJson(b)

const later = (now: string, last: string | undefined) => (last !== undefined && last > now ? last : now)
