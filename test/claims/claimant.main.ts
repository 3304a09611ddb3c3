import { actors, openWorld, send } from '../../libs/testing/engine.world'
import type { Answer, Claim, Order } from './claimant'

/** A process of claims: gives all those of an order at once, and tells each answer as it comes. */
process.on('message', (order: Order) => {
  // Whatever is lost here is lost to whoever asked: the parent sees that this process has ended.
  void claimAll(order)
})
process.on('disconnect', () => process.exit(0))

async function claimAll({ appUrl, keysUrl, connections, claims }: Order): Promise<void> {
  const world = openWorld({ appUrl, keysUrl }, connections)
  const claim = async ({ dotation, key }: Claim): Promise<void> => {
    process.send?.(
      await answerOf(send(world, 'Bind', dotation, {}, { actor: actors.mediator, version: 1, id: key }), key),
    )
  }
  await Promise.all(claims.map(claim))
  await world.close()
  process.send?.('done')
}

async function answerOf(asked: ReturnType<typeof send>, key: string): Promise<Answer> {
  try {
    const result = await asked
    return result.ok ? { key, granted: result.answer.version } : { key, refused: result.rule }
  } catch (error) {
    return { key, failed: error instanceof Error ? error.message : String(error) }
  }
}
