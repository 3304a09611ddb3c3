import type { ActorClient, Problem, Speaker } from './actor.client'
import { expectTaken } from './world'

/** The receipt of a dotation, as its lieu reads it. */
export interface Receipt {
  readonly version: number
  readonly sha256: string
  readonly signedOn: string | null
}

/** What is to be given next at the counter. */
export interface CounterStep {
  readonly command: 'issue-receipt' | 'sign-receipt' | 'hand-over'
  readonly data: object
}

/** The first bytes of a PNG, and whose it is: a signature that nobody drew. */
const drawing = (journey: string) =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(journey)])

/** The receipt is printed, then signed on the screen, whose image is kept with the journey, then the laptop is given. */
export async function counterStep(
  client: ActorClient,
  speaker: Speaker,
  journey: { readonly id: string; readonly version: number },
  receipt: Receipt | null,
  on: string,
): Promise<CounterStep | null> {
  if (!receipt) return { command: 'issue-receipt', data: {} }
  if (receipt.signedOn !== null) return { command: 'hand-over', data: { on } }
  const headers = {
    'idempotency-key': `demo/journeys/${journey.id}/${journey.version}/signature`,
    'if-match': `"${journey.version}"`,
  }
  const path = `/v1/journeys/${journey.id}/documents?kind=signed_receipt`
  const attached = await client.upload<Problem & { id: string }>(
    speaker,
    path,
    drawing(journey.id),
    'image/png',
    headers,
  )
  // Somebody has moved the journey meanwhile: the next round looks again.
  if (attached.body.code === 'stale_version') return null
  expectTaken('signature', attached)
  const { version, sha256 } = receipt
  return { command: 'sign-receipt', data: { on, version, sha256, mode: 'ecran', document: attached.body.id } }
}
