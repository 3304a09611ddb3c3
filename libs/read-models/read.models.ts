import { PrismaPg } from '@prisma/adapter-pg'
import type { Database, Transaction, Viewer } from '../event-store/database'
import { PrismaClient } from './generated/client'

/** What a read may use: SQL by hand, or Prisma. Both show the rows of the actor's territory and refuse to write. */
export interface Reading {
  readonly sql: Pick<Transaction, 'query'>
  readonly prisma: ReadClient
}

/** Prisma as one viewer: each call is a transaction of its own. */
export type ReadClient = ReturnType<typeof clientFor>

export interface ReadModels {
  /** The only way to the database for whoever does not write the log. */
  withActor<T>(actor: Viewer, read: (reading: Reading) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `database` is the event store's, whose pool the SQL shares; `url` is DATABASE_URL, for Prisma's own pool. */
export function openReadModels(database: Database, url: string): ReadModels {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 5 }) })
  return {
    withActor: (actor, read) =>
      database.withTransaction(actor, (sql) => read({ sql, prisma: clientFor(prisma, actor) }), [
        'SET TRANSACTION READ ONLY',
      ]),
    close: () => prisma.$disconnect(),
  }
}

/** The same client, each of whose operations first says who asks. */
const clientFor = (prisma: PrismaClient, { role, territory }: Viewer) => {
  if (territory === '*' && role !== 'system') throw new TypeError('only the machine sees all territories')
  return prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        // Prisma types the answer by the operation, which this extension leaves as it is.
        const answers: readonly unknown[] = await prisma.$transaction([
          prisma.$executeRaw`SELECT set_config('parcours.territory', ${territory}, true), set_config('transaction_read_only', 'on', true)`,
          query(args),
        ])
        return answers[1]
      },
    },
  })
}
