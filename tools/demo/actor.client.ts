import type { Actor } from '../../libs/contracts/command'
import { trialToken } from './trial.token'

/** Who speaks to the API: the fields of a token. */
export type Speaker = Actor

/** An answer of the API. `body` is what its schema says; refusals are answers too. */
export interface Answer<T = unknown> {
  readonly status: number
  readonly body: T
  readonly etag: string | null
}

/** A problem document, as far as the script reads it. */
export interface Problem {
  readonly code: string
  readonly fr: string
}

interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

const attempts = 60
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Speaks to the API as one actor after another. A call that got no answer, or a 5xx, is sent again as it was: the
 * idempotency key makes that safe, so a process killed in the middle costs a little time and nothing else.
 */
export class ActorClient {
  private readonly tokens = new Map<string, Promise<string>>()

  constructor(
    private readonly apiUrl: string,
    private readonly secret: string,
  ) {}

  /** Reads a resource. Throws where the API refuses, since the script only reads what it may. */
  async read<T>(speaker: Speaker, path: string): Promise<T> {
    const answer = await this.send<T>(speaker, { method: 'GET', path })
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Gives a command under a key; answers the status and the body, refusals included. */
  async command(
    speaker: Speaker,
    path: string,
    body: object,
    key: string,
    version: number | null,
  ): Promise<Answer<Problem & { version: number }>> {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'idempotency-key': key }
    if (version !== null) headers['if-match'] = `"${version}"`
    return this.send(speaker, { method: 'POST', path, headers, body: JSON.stringify(body) })
  }

  /** Sends a file: to an import, or to be kept. */
  async upload<T>(
    speaker: Speaker,
    path: string,
    bytes: Buffer,
    type: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    return this.send<T>(speaker, { method: 'POST', path, headers: { ...headers, 'content-type': type }, body: bytes })
  }

  private async send<T>(speaker: Speaker, call: Call): Promise<Answer<T>> {
    const authorization = `Bearer ${await this.tokenOf(speaker)}`
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await fetch(`${this.apiUrl}${call.path}`, {
          method: call.method,
          headers: { ...call.headers, authorization },
          ...(call.body === undefined ? {} : { body: call.body as string }),
          signal: AbortSignal.timeout(60_000),
        })
        const text = await response.text()
        if (response.status < 500) {
          return {
            status: response.status,
            body: (text ? JSON.parse(text) : null) as T,
            etag: response.headers.get('etag'),
          }
        }
        if (attempt >= attempts)
          throw new Error(`${call.method} ${call.path}: ${response.status} ${text.slice(0, 300)}`)
      } catch (error) {
        if (attempt >= attempts) throw error
      }
      await pause(500)
    }
  }

  /** A trial token for a speaker, made once. */
  tokenOf(speaker: Speaker): Promise<string> {
    const known = this.tokens.get(speaker.sub)
    if (known) return known
    const token = trialToken(speaker, this.secret)
    this.tokens.set(speaker.sub, token)
    return token
  }
}
