import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import type { Actor } from '../../libs/contracts/command'
import type { TestDatabase } from '../../libs/testing/database'
import { actors } from '../../libs/testing/engine.world'
import { laptopRules } from '../../libs/testing/laptop.fixtures'
import type { Answer, Api } from './api.process'

interface Told {
  readonly column: string | null
  readonly rule: string
  readonly fr: string
}

export interface Report {
  readonly taken: number
  readonly unchanged: number
  readonly refused: number
  readonly lines: readonly {
    readonly line: number
    readonly result: string
    readonly id: string | null
    readonly problems: readonly Told[]
    readonly warnings: readonly Told[]
  }[]
}

export const definition = 'definition=landes-mon-ordi-pin40.v1'
export const example = (name: string) => readFileSync(`examples/${name}`)

/** Sends a file to an import of an api, as the coordinator and as CSV unless told otherwise. */
export const sendingTo =
  (api: Api) =>
  (path: string, bytes: Uint8Array | string, actor: Actor = actors.coordinator, type = 'text/csv') =>
    api.post<Report & Record<string, unknown>>(`/v1/imports/${path}`, {
      actor,
      body: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
      headers: { 'Content-Type': type },
    })
export type Send = ReturnType<typeof sendingTo>

export const counts = ({ status, body }: Answer<Report>) => [status, body.taken, body.unchanged, body.refused]
export const rulesAt = ({ body }: Answer<Report>, line: number) =>
  body.lines.find((each) => each.line === line)?.problems.map(({ column, rule }) => [column, rule])

/** Has the coordinator admit every recyclerie that is there: nobody else takes laptops in. */
export async function admitRecycleries(api: Api): Promise<void> {
  const actor = actors.coordinator
  const { body } = await api.get<{ items: { id: string; version: number }[] }>('/v1/structures?role=recyclerie', {
    actor,
  })
  for (const { id, version } of body.items) {
    const headers = { 'Idempotency-Key': `admit-${id}`, 'If-Match': `"${version}"` }
    const admission = { on: '2026-01-05', criteria: laptopRules.admission.criteria }
    await api.post(`/v1/structures/${id}/admit-recyclerie`, { actor, headers, body: admission })
  }
}

/** How many events a database holds. */
export async function eventCount(clone: TestDatabase): Promise<number> {
  const client = new Client({ connectionString: clone.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM event')
  await client.end()
  return rows[0]?.count ?? 0
}
