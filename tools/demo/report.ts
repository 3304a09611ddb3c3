import { outcomeNames } from '../../libs/contracts/api/outcome.names'
import type { Outcomes } from '../../libs/contracts/api/outcome.schema'
import type { ActorClient } from './actor.client'
import { coordinator } from './world'

type Log = (line: string) => void
type Rows = readonly (readonly (string | number | null)[])[]

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const stages: Readonly<Record<string, string>> = {
  prescription: 'Prescription',
  diagnostic: 'Diagnostic',
  training: 'Formation',
  support: 'Accompagnement',
  dotation: 'Dotation',
  evaluation: 'Suivi',
}
const moments = { after_training: 'après la formation', follow_up: 'au suivi' } as const
const levels: Readonly<Record<string, string>> = {
  not_acquired: 'non acquis',
  in_progress: 'en cours',
  acquired: 'acquis',
}

/** Waits until statistics have followed the log, then prints what the coordinator may read. */
export async function printReport(client: ActorClient, journeys: number, log: Log): Promise<void> {
  const read = await upToDate(client, journeys)
  log(`\nCe que la coordination peut lire (${read.journeys} parcours)`)
  table(
    log,
    'Issue des parcours',
    read.byOutcome.map(({ outcome, journeys }) => [capital(outcomeNames[outcome].fr), journeys]),
  )
  const times = read.stageTimes.map((each) => [
    stages[each.stage] ?? each.stage,
    each.journeys,
    seconds(each.medianSeconds),
    seconds(each.p90Seconds),
  ])
  table(log, 'Temps passé à chaque étape — demonstration delays, des secondes pour des semaines', times, [
    'étape',
    'parcours',
    'médiane',
    '9 sur 10 en moins de',
  ])
  const felt = read.sentiment.map(({ moment, pairs, before, after }) => [
    moments[moment],
    pairs,
    tenth(before),
    tenth(after),
  ])
  table(log, 'Sentiment de compétence (de 0 à 10, mêmes personnes)', felt, ['mesure', 'personnes', 'avant', 'ensuite'])
  table(log, 'Compétences de base (mêmes personnes, avant → après la formation)', skillRows(read), [
    'compétence',
    ...Object.values(levels),
  ])
  const byEpci = read.byEpci.map(({ name, journeys, completed, laptops }) => [name, journeys, completed, laptops])
  table(log, `Ordinateurs remis : ${read.laptopsHandedOver}, par EPCI`, byEpci, [
    'EPCI',
    'parcours',
    'menés à terme',
    'ordinateurs',
  ])
}

function skillRows({ skills }: Outcomes): Rows {
  return skills.map(({ item, levels: found }) => [
    item,
    ...Object.keys(levels).map((level) => {
      const at = found.find((each) => each.level === level)
      return `${at?.before ?? 0} → ${at?.after ?? 0}`
    }),
  ])
}

const longest = 60_000

/** Reads once statistics have counted every journey of the demonstration to its end; others may still be open. */
async function upToDate(client: ActorClient, journeys: number): Promise<Outcomes> {
  const until = Date.now() + longest
  for (;;) {
    const read = await client.read<Outcomes>(coordinator, '/v1/outcomes')
    const open = read.openByStage.reduce((sum, each) => sum + (each.journeys ?? 0), 0)
    if ((read.journeys ?? 0) - open >= journeys && read.asOf.lagSeconds === 0) return read
    if (Date.now() > until) throw new Error(`statistics count ${read.journeys} journeys, ${open} open, of ${journeys}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

const tenth = (value: number | null) => (value === null ? '—' : value.toFixed(1).replace('.', ','))
const seconds = (value: number | null) => (value === null ? '—' : `${tenth(value)} s`)

/** Prints rows under their heads, each column as wide as it has to be; the first one to the left. */
export function table(log: Log, title: string, rows: Rows, heads?: readonly string[]): void {
  const all = [...(heads ? [heads] : []), ...rows].map((row) => row.map((cell) => String(cell ?? '—')))
  const widths = all[0]?.map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  log(`\n${title}`)
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    log(`  ${cells.join('   ')}`)
  }
}
