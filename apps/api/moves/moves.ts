import { createHash } from 'node:crypto'
import type { Move, MoveReport } from '../../../libs/contracts/api/move.schemas'
import type { Actor, Command } from '../../../libs/contracts/command'
import { uuidOf } from '../../../libs/contracts/stream'
import type { Clock } from '../../../libs/engine/clock.port'
import { mayEver } from '../../../libs/policy/policy'
import { type Moving, movingJourneys } from '../../../libs/read-models/lists/moving.list'
import { problem } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Execute } from '../service/api.parts'

/** Journeys of somebody who leaves, or of a place that closes, in new hands by one request. */
export interface Moves {
  /** Each journey is moved by a command of its own, under an id that follows from the request's: asked again, answered alike. */
  move(actor: Actor, asked: Move, commandId: string): Promise<MoveReport>
}

export const MOVES = Symbol('Moves')

const commandOf = { mediator: 'NameMediator', lieu: 'ChangeLieu', prescriber: 'ChangePrescriber' } as const

export function createMoves(execute: Execute, readAs: ReadAs, clock: Clock): Moves {
  return {
    async move(actor, asked, commandId) {
      const type = commandOf[asked.to]
      if (!mayEver(actor.role, type)) throw problem('not_allowed')
      const { to: _to, from: _from, ...data } = asked
      const found = await readAs(actor, (sql) => movingJourneys(sql, { ...actor, now: clock.now() }, asked))
      const journeys: MoveReport['journeys'] = []
      // One after another: places of a mediator, and turns in a stock, are taken in the order of the referrals.
      for (const moving of found) journeys.push(await moved(execute, { actor, type, data }, moving, commandId))
      const refused = journeys.filter(({ result }) => result === 'refused').length
      return { moved: journeys.length - refused, refused, journeys }
    },
  }
}

async function moved(
  execute: Execute,
  command: Pick<Command, 'actor' | 'type' | 'data'>,
  { stream, version }: Moving,
  commandId: string,
): Promise<MoveReport['journeys'][number]> {
  const id = uuidOf(stream)
  const result = await execute({ ...command, stream, ifVersion: version, commandId: commandIdOf(commandId, id) })
  if (result.ok) return { id, result: 'moved', rule: null, fr: null, en: null }
  const { rule, fr, en } = result
  return { id, result: 'refused', rule, fr, en }
}

/** No longer than any other id, however long the request's key is. */
const commandIdOf = (key: string, journey: string): string =>
  `${createHash('sha256').update(key).digest('hex')}/${journey}`
