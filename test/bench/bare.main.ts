import { fastify } from 'fastify'
import { openDatabase } from '../../libs/event-store/database'
import { openedFrom, openStreams } from '../../libs/event-store/open'
import { type BareOrder, bareStep } from './bare.step'

const territory = '40'
const actor = process.env.BARE_ACTOR ?? ''

/** The same SQL as a step's behind a bare route: what the machine can do at best, and what the api is compared with. */
async function main(): Promise<void> {
  // The same pool as the api's, of the same size.
  const database = openDatabase({
    url: process.env.DATABASE_URL ?? '',
    onLost: (error) => {
      throw error
    },
  })
  const app = fastify()
  app.post<{ Params: { id: string }; Body: { at: string } }>(
    '/v1/journeys/:id/book-appointment',
    async (request, reply) => {
      const { id } = request.params
      const commandId = String(request.headers['idempotency-key'])
      const order: BareOrder = { journey: `journey-${id}`, actor, at: request.body.at }
      const { version, until } = await database.withTransaction(
        { role: 'mediator', territory },
        async (transaction, results) => {
          const step = bareStep(openedFrom(results), order)
          await transaction.commit(step.executions)
          return step
        },
        openStreams([order.journey], actor, commandId),
      )
      reply.header('ETag', `"${version}"`)
      return { id, version, stage: 'diagnostic', until }
    },
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  process.send?.({ result: url })
}

process.on('disconnect', () => process.exit(0))
main().catch((error: unknown) => {
  process.send?.({ error: error instanceof Error ? error.message : String(error) })
})
