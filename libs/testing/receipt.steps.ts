import { randomBytes } from 'node:crypto'
import type { Result } from '../contracts/command'
import { uuidOf } from '../contracts/stream'
import { identityOf } from '../vault/document.identity'
import { actors, done, rowsOf, send, type World } from './engine.world'

/** The version that a stream has reached. */
export async function versionOf(world: Pick<World, 'database'>, stream: string): Promise<number> {
  const [head] = await rowsOf<{ version: number }>(world, 'SELECT version FROM head WHERE stream = $1', [stream])
  if (!head) throw new Error(`${stream} is not there`)
  return head.version
}

interface Printed {
  readonly version: number
  readonly sha256: string
  readonly ticket: string
  readonly document: string
}

/** Issues the next receipt of a dotation, and what is known of it. */
export async function issueReceipt(world: World, dotation: string): Promise<Printed> {
  const sending = { actor: actors.mediator, version: await versionOf(world, dotation) }
  await done(world, 'IssueReceipt', dotation, {}, sending)
  const [issued] = await rowsOf<{ data: Printed }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'ReceiptIssued' ORDER BY version DESC LIMIT 1`,
    [dotation],
  )
  if (!issued) throw new Error('no receipt was issued')
  return issued.data
}

/** Attaches a scan that bears a signature to the journey of a dotation, and says under which id it is kept. */
export async function attachSignature(world: World, dotation: string): Promise<string> {
  const journey = `journey-${uuidOf(dotation)}`
  const scan = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(24)])
  const sending = {
    ...{ actor: actors.mediator, version: await versionOf(world, journey) },
    personal: { content: scan.toString('base64') },
  }
  await done(world, 'AttachDocument', journey, { kind: 'signed_receipt' }, sending)
  return identityOf(journey, 'signed_receipt', scan).id
}

/** Records that a receipt was signed on paper, on a day. */
export async function sign(
  world: World,
  dotation: string,
  { version, sha256 }: Pick<Printed, 'version' | 'sha256'>,
  on: string,
): Promise<Result> {
  const document = await attachSignature(world, dotation)
  const sending = { actor: actors.mediator, version: await versionOf(world, dotation) }
  return send(world, 'SignReceipt', dotation, { on, version, sha256, mode: 'papier', document }, sending)
}

/** Everything that is done at the counter on a day: the receipt, its signature, and the laptop in the person's hands. */
export async function handOverOn(world: World, dotation: string, on: string): Promise<Result> {
  const signed = await sign(world, dotation, await issueReceipt(world, dotation), on)
  if (!signed.ok) return signed
  const sending = { actor: actors.mediator, version: signed.answer.version }
  return send(world, 'HandOver', dotation, { on }, sending)
}
