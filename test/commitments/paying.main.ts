import { openWorld } from '../../libs/testing/engine.world'
import { type Order, pay } from './paying.steps'

/** A process that decides and pays all grants of an order at once, and tells each answer as it comes. */
process.on('message', (order: Order) => {
  // Whatever is lost here is lost to whoever asked: the parent sees that this process has ended.
  void payAll(order)
})
process.on('disconnect', () => process.exit(0))

async function payAll({ appUrl, keysUrl, connections, grants }: Order): Promise<void> {
  const world = openWorld({ appUrl, keysUrl }, connections)
  await Promise.all(grants.map((waiting) => pay(world, waiting, (answer) => process.send?.(answer))))
  await world.close()
  process.send?.('done')
}
