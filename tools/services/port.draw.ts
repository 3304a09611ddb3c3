import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range that systems hand out to outgoing connections, so that a kept port is seldom taken meanwhile.
const LOWEST_PORT = 20_000
const HIGHEST_PORT = 30_000
const MAX_DRAWS = 100

/** True when something can listen on this loopback port now. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Draws a port that is free now and not in `taken`. */
export async function drawPort(taken: ReadonlySet<number>): Promise<number> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT)
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new Error(
    `Aucun port libre entre ${LOWEST_PORT} et ${HIGHEST_PORT}. / No free port between ${LOWEST_PORT} and ${HIGHEST_PORT}.`,
  )
}
