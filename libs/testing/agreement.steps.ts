import { randomBytes } from 'node:crypto'
import type { Result } from '../contracts/command'
import type { PrintedAgreement } from '../domain/facts'
import { identityOf } from '../vault/document.identity'
import { actors, done, rowsOf, send, type World } from './engine.world'
import { applicant, granted } from './grant.steps'
import { versionOf } from './receipt.steps'

/** Makes the next agreement of a grant, and what is known of it. */
export async function issueAgreement(world: World, grant: string): Promise<PrintedAgreement> {
  await granted(world, 'IssueAgreement', grant)
  const [issued] = await rowsOf<{ data: PrintedAgreement }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'AgreementIssued' ORDER BY version DESC LIMIT 1`,
    [grant],
  )
  if (!issued) throw new Error('no agreement was made')
  return issued.data
}

/** A scan that nobody has provided yet. */
export const newScan = (): Buffer =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(24)])

/** Provides a scan as the signed agreement, and says under which id it is kept. */
export async function provideScan(world: World, grant: string, scan = newScan()): Promise<string> {
  const sending = {
    ...{ actor: applicant, version: await versionOf(world, grant) },
    personal: { content: scan.toString('base64') },
  }
  await done(world, 'ProvideDocument', grant, { code: 'agreement' }, sending)
  return identityOf(grant, 'agreement', scan).id
}

/** What both sides say of a version that they have signed on a day. */
export const signingOf = ({ version, sha256 }: PrintedAgreement, document: string, on: string) => ({
  ...{ on, version, sha256, mode: 'paper', document },
})

/** Makes the next agreement of a grant and has both sides sign it on a day. */
export async function agree(world: World, grant: string, on: string): Promise<Result> {
  const issued = await issueAgreement(world, grant)
  const signing = signingOf(issued, await provideScan(world, grant), on)
  await done(world, 'SignAgreement', grant, signing, { actor: applicant, version: await versionOf(world, grant) })
  const sending = { actor: actors.fundManager, version: await versionOf(world, grant) }
  return send(world, 'CountersignAgreement', grant, signing, sending)
}
