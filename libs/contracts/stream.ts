import { z } from 'zod'

/** Kinds of aggregate; a stream is `<kind>-<uuid>`, and a stream's id is also its workflow's id. */
export const streamKinds = [
  'journey',
  'dotation',
  'device',
  'lot',
  'person',
  'place',
  'structure',
  'actor',
  'territory',
  'definition',
  'call',
  'fund_line',
  'grant',
  'session',
  'coverage',
] as const
export type StreamKind = (typeof streamKinds)[number]

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
export const streamPattern = new RegExp(`^(${streamKinds.join('|')})-(${uuid})$`)

export const streamSchema = z.string().regex(streamPattern)
export type Stream = z.infer<typeof streamSchema>

/** Schema of the streams of one kind, for example `streamOf('journey')`. */
export const streamOf = (kind: StreamKind) => z.string().regex(new RegExp(`^${kind}-${uuid}$`))

/** The kind of a stream. Throws a TypeError on anything else, since that is a programming error. */
export function kindOf(stream: Stream): StreamKind {
  const kind = streamPattern.exec(stream)?.[1]
  if (!kind) throw new TypeError(`not a stream: ${stream}`)
  return kind as StreamKind
}

/** The uuid part of a stream. */
export const uuidOf = (stream: Stream): string => stream.slice(kindOf(stream).length + 1)

/** The dotation of a journey: one per journey for ever, so its id follows from the journey's. */
export const dotationOf = (journey: Stream): Stream => `dotation-${uuidOf(journey)}`

/** The coverage of a grant: one per grant for ever, so its id follows from the grant's. */
export const coverageOf = (grant: Stream): Stream => `coverage-${uuidOf(grant)}`

/** The grant whose coverage this is. */
export const grantOf = (coverage: Stream): Stream => `grant-${uuidOf(coverage)}`
