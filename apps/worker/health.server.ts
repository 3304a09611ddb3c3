import { createServer, type Server } from 'node:http'

/** What the process says of itself; `causes` are codes of what it still waits for, none when ready. */
export interface Health {
  causes(): Promise<readonly string[]>
  /** Numbers to watch, by their name in Prometheus. */
  metrics(): Readonly<Record<string, number>>
}

/** Answers whoever runs the service, on a port that is not for people. */
export function serveHealth(health: Health, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    answerTo(request.url ?? '', health).then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      () => response.writeHead(503).end(),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

interface Told {
  readonly status: number
  readonly type: string
  readonly body: string
}

async function answerTo(url: string, health: Health): Promise<Told> {
  const json = (status: number, body: object) => ({ status, type: 'application/json', body: JSON.stringify(body) })
  switch (url) {
    case '/health/live':
      return json(200, { status: 'live' })
    case '/health/ready': {
      const causes = await health.causes()
      return causes.length === 0 ? json(200, { status: 'ready' }) : json(503, { status: 'not_ready', causes })
    }
    case '/metrics': {
      const lines = Object.entries(health.metrics()).map(([name, value]) => `${name} ${value}\n`)
      return { status: 200, type: 'text/plain; version=0.0.4', body: lines.join('') }
    }
    default:
      return json(404, { status: 'not_found' })
  }
}
