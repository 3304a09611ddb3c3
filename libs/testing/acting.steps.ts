import type { Result } from '../contracts/command'
import { actors, send, type World } from './engine.world'
import { versionOf } from './receipt.steps'

type Sent = Parameters<typeof send>

/** Commands of the mediator's, each on the version that is there; `over` says who else gives one, or what goes with it. */
export function actingIn(world: () => World) {
  const give = async (type: Sent[1], stream: string, data: object, over: Sent[4] = {}): Promise<Result> =>
    send(world(), type, stream, data, { actor: actors.mediator, version: await versionOf(world(), stream), ...over })
  /** One that must be accepted. */
  const granted = async (...given: Parameters<typeof give>): Promise<Extract<Result, { ok: true }>> => {
    const result = await give(...given)
    if (!result.ok) throw new Error(`${given[0]}: ${result.rule} (${result.en})`)
    return result
  }
  return { give, granted }
}
