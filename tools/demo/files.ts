import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActorClient } from './actor.client'
import { laptopRulesOf } from './laptop.step'
import { coordinator, expectTaken, readAll } from './world'

/** What an import answers, line by line. */
export interface ImportReport {
  readonly taken: number
  readonly unchanged: number
  readonly refused: number
  readonly lines: readonly {
    readonly line: number
    readonly result: 'taken' | 'unchanged' | 'refused'
    readonly id?: string | null
    readonly problems?: readonly { readonly column: string | null; readonly rule: string; readonly fr: string }[]
    readonly warnings: readonly unknown[]
  }[]
}

const files = [
  ['Structures', 'structures.csv', '/v1/imports/structures'],
  ['Annuaire des lieux (colonnes de l’Alpi)', 'directory-alpi.csv', '/v1/imports/places?format=alpi'],
  ['Lieux de La Poste (échantillon national)', 'etapes-numerique.sample.json', '/v1/imports/places?format=laposte'],
  ['Agents (prescripteurs, médiateurs, recycleries)', 'agents.csv', '/v1/imports/agents'],
  ['Ordinateurs', 'laptops.csv', '/v1/imports/devices'],
] as const

type Log = (line: string) => void

/**
 * Imports the territory, then every file of the examples but the referrals. Recycleries are admitted in between: nobody
 * else may take laptops in.
 */
export async function importDirectory(client: ActorClient, root: string, log: Log): Promise<void> {
  const told = await client.upload<ImportReport>(
    coordinator,
    '/v1/imports/territory',
    Buffer.from('{}'),
    'application/json',
  )
  log(describe('Territoire (découpage administratif)', told.body))
  for (const [title, file, path] of files) {
    if (path === '/v1/imports/devices') await admitRecycleries(client, root)
    await importFile(client, join(root, 'examples', file), path, title, log)
  }
}

/** The day on which the recycleries of the examples were admitted. */
const admittedOn = '2026-01-05'

async function admitRecycleries(client: ActorClient, root: string): Promise<void> {
  const { criteria } = laptopRulesOf(root).admission
  const path = '/v1/structures?role=recyclerie'
  const recycleries = await readAll<{ id: string; version: number; admittedOn: string | null }>(
    client,
    coordinator,
    path,
  )
  for (const { id, version, admittedOn: since } of recycleries) {
    if (since !== null) continue
    const key = `demo/structure-${id}/${version}/admit`
    const admit = `/v1/structures/${id}/admit-recyclerie`
    expectTaken(
      'admit-recyclerie',
      await client.command(coordinator, admit, { on: admittedOn, criteria }, key, version),
    )
  }
}

export const referralsOf = (root: string, wave: number): Buffer =>
  wave === 1 ? readFileSync(join(root, 'examples/referrals.csv')) : waveOf(root, wave)

/** The second file serves every later wave: its references and names are made those of the wave. */
function waveOf(root: string, wave: number): Buffer {
  const text = readFileSync(join(root, 'examples/referrals-wave-2.csv'), 'utf8').replace(/^\uFEFF/, '')
  const [header = '', ...rows] = text.split(/\r?\n/).filter(Boolean)
  const columns = header.split(';')
  const at = (name: string) => columns.indexOf(name)
  const changed = rows.map((row) => {
    const cells = row.split(';')
    cells[at('reference')] = `${cells[at('reference')]}-V${wave}`
    cells[at('nom')] = `${cells[at('nom')]} ${'Bis'.repeat(wave - 1)}`
    cells[at('telephone')] = ''
    cells[at('courriel')] = ''
    return cells.join(';')
  })
  return Buffer.from([header, ...changed].join('\r\n'), 'utf8')
}

/** Imports a wave of referrals, each on the demonstration's delays. */
export async function importReferrals(
  client: ActorClient,
  bytes: Buffer,
  title: string,
  log: Log,
): Promise<ImportReport> {
  const path = '/v1/imports/referrals?definition=landes-demo.v1'
  const { body, status } = await client.upload<ImportReport>(coordinator, path, bytes, 'text/csv')
  if (status >= 400) throw new Error(`${title}: ${status} ${JSON.stringify(body)}`)
  log(describe(title, body))
  tellRefused(body, log)
  return body
}

async function importFile(client: ActorClient, file: string, path: string, title: string, log: Log): Promise<void> {
  const type = 'application/octet-stream'
  const { body, status } = await client.upload<ImportReport>(coordinator, path, readFileSync(file), type)
  if (status >= 400) throw new Error(`${title}: ${status} ${JSON.stringify(body)}`)
  log(describe(title, body))
  tellRefused(body, log)
}

/** How many refused lines are shown; the API tells them all. */
const shown = 3

function tellRefused({ lines }: ImportReport, log: Log): void {
  const refused = lines.filter(({ result }) => result === 'refused')
  for (const { line, problems } of refused.slice(0, shown)) {
    for (const { fr } of problems ?? []) log(`    ligne ${line} — ${fr}`)
  }
  const others = refused.length - shown
  if (others === 1) log('    … et une autre ligne refusée, avec sa raison')
  if (others > 1) log(`    … et ${others} autres lignes refusées, chacune avec sa raison`)
}

function describe(title: string, { taken, unchanged, refused, lines }: ImportReport): string {
  const partly = lines.filter(({ warnings }) => warnings.length > 0).length
  const told = partly > 0 ? ` (${partly} avec une remarque)` : ''
  return `  ${title} : ${taken} pris, ${unchanged} déjà là, ${refused} ${refused > 1 ? 'refusés' : 'refusé'}${told}`
}
