import { runWindow, type WindowOrder } from './load.window'

/** The generator of load: a process of its own, so that it takes no turn of those that it measures. */
process.on('message', (order: WindowOrder) => {
  runWindow(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
