import type { CommandType } from '../../libs/domain/command.table'
import type { Actor, Result } from '../../libs/contracts/command'
import { actors, send, type World } from '../../libs/testing/engine.world'
import { awarding, payer, secondManager } from '../../libs/testing/grant.steps'
import type { Waiting } from './commitments.prepare'

/** What a process is told: where, over how many connections, and which grants are decided and paid. */
export interface Order {
  readonly appUrl: string
  readonly keysUrl: string
  readonly connections: number
  readonly grants: readonly Waiting[]
}

/** Done, with the version that the grant has come to; refused, by which rule; or failed, which says nothing. */
export type Answer = { readonly grant: string; readonly step: string } & Told
type Told = { readonly done: number } | { readonly refused: string } | { readonly failed: string }

type Step = readonly [command: CommandType, data: object, by: Actor]
const on = '2026-03-02'
const { fundManager } = actors

/** From the decision to the money: every command has its own key, the same however often it is given. */
const stepsOf = ({ number, split }: Waiting): readonly Step[] => [
  ['AwardGrant', awarding(...split), fundManager],
  ['NotifyGrant', { on, reference: `DEC-${number}` }, fundManager],
  ['OrderPayment', {}, fundManager],
  ['ApprovePayment', {}, secondManager],
  ...split.map(([line], at): Step => ['RecordPaid', { line, mandate: `M-${number}-${at}`, on }, payer]),
]

/** How many answers a grant that is paid tells. */
export const stepsOfPaid = 6

/** Decides and pays one grant, as far as it is granted; each answer is told as it comes. */
export async function pay(
  world: Pick<World, 'engine'>,
  waiting: Waiting,
  told: (answer: Answer) => unknown,
): Promise<void> {
  const { grant } = waiting
  let { version } = waiting
  for (const [at, [command, data, actor]] of stepsOf(waiting).entries()) {
    const step = `${at} ${command}`
    const id = `${grant} ${step}`
    const answer = await answerOf(send(world, command, grant, data, { actor, version, id }))
    told({ grant, step, ...answer })
    if (!('done' in answer)) return
    version = answer.done
  }
}

/** The payments of a grant again, by somebody else's key: money that has left once does not leave twice. */
export async function payAgain(
  world: Pick<World, 'engine'>,
  waiting: Waiting,
  version: number,
): Promise<readonly string[]> {
  const again = stepsOf(waiting).filter(([command]) => command === 'RecordPaid')
  const rules: string[] = []
  for (const [command, data, actor] of again) {
    const result = await send(world, command, waiting.grant, data, { actor, version })
    rules.push(result.ok ? 'paid' : result.rule)
  }
  return rules
}

async function answerOf(asked: Promise<Result>): Promise<Told> {
  try {
    const result = await asked
    return result.ok ? { done: result.answer.version } : { refused: result.rule }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}
