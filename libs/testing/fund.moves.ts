import { systemActor } from '../contracts/command'
import { move } from '../domain/fund/fund.move'
import type { OpenFundLine } from '../domain/fund/fund.line.state'
import type { Movement } from '../domain/fund/movement'
import { streamAppend } from '../engine/append.build'
import { changeOf } from '../engine/command.decide'
import { loadStream } from '../engine/stream.load'
import { appendExecutions } from '../event-store/append'
import { openedFrom, openStreams } from '../event-store/open'
import type { World } from './engine.world'
import { fundFacts } from './fund.fixtures'

/** Moves cents of a fund line without any grant that decides it, as the append of a grant would write them. */
export async function moveFunds(
  { database, deps }: Pick<World, 'database' | 'deps'>,
  line: string,
  ...movements: readonly Omit<Movement, 'line'>[]
): Promise<void> {
  await database.withTransaction(
    systemActor,
    async (transaction, results) => {
      const opened = openedFrom(results)
      const stored = opened.streams.get(line)
      if (!stored) throw new Error(`${line} is not there`)
      const loaded = await loadStream(stored, transaction.batch)
      const given = fundFacts({}, deps.clock.now())
      const own = movements.map((each) => ({ ...each, line }))
      const decision = move(loaded.state as OpenFundLine, own, given)
      if (!decision.ok) throw new Error(decision.rule)
      const append = streamAppend(changeOf(loaded, decision.events, given), {
        ...{ epoch: opened.epoch, actor: systemActor.sub, onBehalfOf: null, cause: 'command:test', origin: 'live' },
      })
      const { events, head, snapshot, rows } = append
      const none = { command: null, outbox: [], mails: [], entries: [], documents: [], digests: [] }
      await transaction.commit(appendExecutions({ events, heads: [head], snapshots: [snapshot], rows, ...none }))
    },
    openStreams([line], systemActor.sub, ''),
  )
}
