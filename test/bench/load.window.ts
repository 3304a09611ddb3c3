import { randomUUID } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A journey whose appointment is moved again and again, and the version that its next step must name. */
export interface Target {
  readonly id: string
  readonly version: number
}

/** What the generator is asked: to move appointments for a while, each connection those of its own journeys. */
export interface WindowOrder {
  readonly url: string
  readonly token: string
  readonly connections: number
  readonly milliseconds: number
  readonly targets: readonly Target[]
}

/** What came of it. */
export interface WindowResult {
  readonly seconds: number
  /** Of each acknowledged step, in milliseconds. */
  readonly latencies: readonly number[]
  /** The targets, at the versions that they have reached. */
  readonly targets: readonly Target[]
}

/** Two months from the start: nothing of it falls due while the bench runs. */
const firstAppointment = Math.floor(Date.now() / 1000) * 1000 + 60 * 86_400_000

/** Every step of a journey moves its appointment to another second. */
export const appointmentOf = (version: number) =>
  new Date(firstAppointment + version * 1000).toISOString().replace('.000', '')

/**
 * Keeps `connections` requests in flight until time is up, then waits for the last answers, so that every version is
 * known. Throws on the first answer that is no acknowledgement: a window with refusals measures nothing.
 */
export async function runWindow(order: WindowOrder): Promise<WindowResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  const latencies: number[] = []
  const start = performance.now()
  const until = start + order.milliseconds
  const shares = Array.from({ length: order.connections }, (_, share) =>
    order.targets.filter((_target, index) => index % order.connections === share).map((target) => ({ ...target })),
  )
  const walk = async (own: { id: string; version: number }[]) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const target = own[turn % own.length]
      if (!target) return
      const sent = performance.now()
      target.version = await moveAppointment(order, agent, target)
      latencies.push(performance.now() - sent)
    }
  }
  try {
    await Promise.all(shares.map(walk))
  } finally {
    agent.destroy()
  }
  const seconds = (performance.now() - start) / 1000
  // Sockets that close take a moment of the server, which the next window should not pay.
  await sleep(50)
  return { seconds, latencies, targets: shares.flat() }
}

async function moveAppointment({ url, token }: WindowOrder, agent: Agent, { id, version }: Target): Promise<number> {
  const body = JSON.stringify({ at: appointmentOf(version) })
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': randomUUID(),
    'if-match': `"${version}"`,
  }
  const answer = await answered(`${url}/v1/journeys/${id}/book-appointment`, { agent, method: 'POST', headers }, body)
  const reached = /^"(\d+)"$/.exec(answer.headers.etag ?? '')?.[1]
  if (answer.statusCode !== 200 || reached === undefined) throw new Error(`a step was answered ${answer.statusCode}`)
  return Number(reached)
}

function answered(url: string, options: Parameters<typeof request>[1], body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.on('error', reject)
      answer.on('end', () => resolve(answer))
      answer.resume()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
