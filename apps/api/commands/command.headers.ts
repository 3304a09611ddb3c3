import type { IncomingHttpHeaders } from 'node:http'
import { problem } from '../problems/problem.error'

/** What a command's headers say. `waitMilliseconds` is null unless the sender prefers to wait for the workflow. */
export interface CommandHeaders {
  readonly commandId: string
  readonly ifVersion: number | undefined
  readonly waitMilliseconds: number | null
}

const DEFAULT_WAIT_SECONDS = 10
const MAX_WAIT_SECONDS = 30

/** Reads Idempotency-Key (mandatory), If-Match (`"3"`) and Prefer (`wait` or `wait=5`, RFC 7240). */
export function readCommandHeaders(headers: IncomingHttpHeaders): CommandHeaders {
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw problem('idempotency_key_required')
  return { commandId: key, ifVersion: versionOf(headers['if-match']), waitMilliseconds: waitOf(headers.prefer) }
}

function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined
  const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1]
  if (version === undefined) throw problem('if_match_malformed')
  return Number(version)
}

function waitOf(prefer: string | string[] | undefined): number | null {
  const preferences = [prefer ?? []].flat().flatMap((header) => header.split(','))
  const wait = preferences.map((one) => /^\s*wait(?:\s*=\s*"?(\d{1,4})"?)?\s*$/i.exec(one)).find((found) => found)
  if (!wait) return null
  const seconds = wait[1] === undefined ? DEFAULT_WAIT_SECONDS : Number(wait[1])
  return Math.min(seconds, MAX_WAIT_SECONDS) * 1000
}
