import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be cut and restored, as a network or a restart would. */
export interface CutProxy {
  /** The server's address, through the proxy. */
  readonly url: string
  cut(): void
  restore(): void
  close(): Promise<void>
}

/** Opens a proxy to the host and port of `url`; it starts restored unless `start` says 'cut'. */
export async function cutProxy(url: string, start: 'restored' | 'cut' = 'restored'): Promise<CutProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let open = start === 'restored'
  const server = createServer((near) => {
    if (!open) {
      near.destroy()
      return
    }
    const far = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(address.port)
  const cut = () => {
    open = false
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: through.href,
    cut,
    restore: () => {
      open = true
    },
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
