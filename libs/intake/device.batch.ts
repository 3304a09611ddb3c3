import { createHmac } from 'node:crypto'
import type { DeviceBatch } from '../contracts/api/batch.schemas'
import type { Actor } from '../contracts/command'
import { canonicalJson } from '../event-store/canonical.json'
import { type NumberRow, readNumbers } from '../imports/device.numbers'
import { scopeOf } from '../policy/read.policy'
import { conditions, scopeSql } from '../read-models/lists/list.sql'
import { batchColumns } from './file.columns'
import { type IntakeDeps, type RowPlan, takeRows } from './intake'
import { type Intake, saidOf } from './intake.report'

interface KnownDevice {
  readonly stream: string
  readonly serial: string
  readonly inventory: string
  /** How often it came back: what is done to it then is done anew. */
  readonly rounds: string
}

/**
 * Gives one command to each laptop of a list, each in its own transaction, and tells line by line what came of it. A
 * list that is sent again finds what was done, and does the rest.
 */
export async function takeBatch(deps: IntakeDeps, actor: Actor, batch: DeviceBatch): Promise<Intake> {
  const imported = readNumbers(batch.numbers)
  if (!imported.ok) return { unreadable: imported.problems }
  const named = await readDevices(
    deps,
    actor,
    imported.rows.map(({ row }) => row.number),
  )
  const planOf = (row: NumberRow): RowPlan => {
    const found = named.get(row.number.toUpperCase()) ?? []
    const [device, other] = found
    if (!device) return { refused: saidOf('numero', 'device_unknown', row.number) }
    if (other) return { refused: saidOf('numero', 'device_ambiguous', row.number) }
    const data = dataOf(batch, row)
    const told = canonicalJson({ stream: device.stream, rounds: device.rounds, data })
    const commandId = `batch/${createHmac('sha256', deps.key).update(told).digest('hex')}`
    return { stream: device.stream, type: batch.action, data, commandId, acts: true }
  }
  return takeRows(deps, actor, imported, planOf, { columns: batchColumns })
}

/** What a line says of its own laptop goes before what the list says of all. */
function dataOf(batch: DeviceBatch, { report, grade }: NumberRow): Record<string, unknown> {
  if (batch.action === 'WipeDevice') return { ...batch.data, report: report ?? batch.data.report }
  if (batch.action === 'GradeDevice') return { ...batch.data, grade: grade ?? batch.data.grade }
  return { ...batch.data }
}

/** The laptops that the actor may read, by each of the numbers given that is theirs, in capitals. */
async function readDevices(
  { readAs }: IntakeDeps,
  actor: Actor,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownDevice[]>> {
  const where = conditions()
  const asked = where.value(numbers.map((number) => number.toUpperCase()))
  where.and(scopeSql(scopeOf(actor.role, 'device'), actor, where.value))
  where.and(`upper(d.serial) = ANY(${asked}) OR upper(d.inventory) = ANY(${asked})`)
  const { rows } = await readAs(actor, (sql) =>
    sql.query<KnownDevice>(
      `SELECT d.stream, d.serial, d.inventory,
         (SELECT count(*) FROM event e WHERE e.stream = d.stream AND e.type = 'DeviceSentBack') AS rounds
       FROM device d WHERE ${where.sql()}`,
      [...where.values],
    ),
  )
  const named = new Map<string, readonly KnownDevice[]>()
  for (const device of rows) {
    for (const number of new Set([device.serial.toUpperCase(), device.inventory.toUpperCase()])) {
      named.set(number, [...(named.get(number) ?? []), device])
    }
  }
  return named
}
