import { dayOf } from '../../libs/domain/kernel/wait'
import { ActorClient } from './actor.client'
import { importDirectory, importReferrals, type ImportReport, referralsOf } from './files'
import { JourneyPlayer } from './journey.player'
import { printReport } from './report'
import { referInSilence } from './silent.referrals'
import { Recyclerie } from './stock.step'
import { coordinator, readAll, readWorld } from './world'

/** What the demonstration needs of the set that runs. */
export interface DemoContext {
  readonly apiUrl: string
  readonly jwtSecret: string
  readonly root: string
  readonly log: (line: string) => void
}

interface JourneyLine {
  readonly id: string
  readonly definition: string
  readonly stage: string
  readonly outcome: string | null
}

const atOnce = 6
/** The day of the territory, asked for at each step: the demonstration may run over midnight. */
const today = () => dayOf(new Date().toISOString(), 'Europe/Paris')
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** The demonstration's own journeys: whatever else people have opened on these data is theirs to lead. */
const journeysOf = async (client: ActorClient) =>
  (await readAll<JourneyLine>(client, coordinator, '/v1/journeys')).filter(({ definition }) =>
    definition.startsWith('landes-demo'),
  )
const isOpen = ({ stage }: JourneyLine) => stage !== 'closed'

/**
 * The main job on the examples: imports, then every actor's part through the API until each journey has an outcome, then
 * the report. It may be stopped anywhere and started again; on data of an earlier run it adds a wave of referrals.
 */
export async function play({ apiUrl, jwtSecret, root, log }: DemoContext): Promise<void> {
  const client = new ActorClient(apiUrl, jwtSecret)
  log('Imports')
  await importDirectory(client, root, log)
  const world = await readWorld(client)
  const before = await journeysOf(client)
  const first = await importReferrals(client, referralsOf(root, 1), 'Prescriptions (fichier d’une prescriptrice)', log)
  const wave = await nextWave(client, root, first, before, log)
  if (wave !== null) await referInSilence(client, world, wave)
  const recyclerie = new Recyclerie(client, world, today)
  const ready = await recyclerie.stockUp(0.3)
  if (ready > 0) log(`  ${ready} ordinateurs confirmés prêts par la recyclerie`)
  const indexes = new Map(first.lines.flatMap(({ id, line }) => (id ? [[id, line - 2] as const] : [])))
  const count = await playUntilKnown(client, new JourneyPlayer(client, world, recyclerie, today, indexes), log)
  await printReport(client, count, log)
}

/** The wave to play: the first, a new one where all of the earlier ones have ended, or none where some still run. */
async function nextWave(
  client: ActorClient,
  root: string,
  first: ImportReport,
  before: readonly JourneyLine[],
  log: (line: string) => void,
): Promise<number | null> {
  if (first.taken > 0) return 1
  if (before.some(isOpen)) {
    log('  Reprise : des parcours d’un lancement précédent sont encore ouverts')
    return null
  }
  for (let wave = 2; ; wave += 1) {
    const report = await importReferrals(client, referralsOf(root, wave), `Prescriptions, vague ${wave}`, log)
    if (report.taken > 0) return wave
  }
}

/** Plays until every journey has an outcome; answers how many there are. */
async function playUntilKnown(
  client: ActorClient,
  player: JourneyPlayer,
  log: (line: string) => void,
): Promise<number> {
  log('\nParcours')
  let said = ''
  for (;;) {
    const journeys = await journeysOf(client)
    const open = journeys.filter(isOpen)
    const progress = progressOf(journeys)
    if (progress !== said) log(`  ${progress}`)
    said = progress
    if (open.length === 0) return journeys.length
    for (let start = 0; start < open.length; start += atOnce) {
      await Promise.all(open.slice(start, start + atOnce).map(({ id }) => player.advance(id)))
    }
    await pause(300)
  }
}

const stages: Readonly<Record<string, string>> = {
  prescription: 'prescription',
  diagnostic: 'diagnostic',
  training: 'formation',
  dotation: 'dotation',
  evaluation: 'suivi',
  closed: 'issue connue',
}

function progressOf(journeys: readonly JourneyLine[]): string {
  const counts = Object.entries(stages).map(([stage, name]) => {
    const count = journeys.filter((journey) => journey.stage === stage).length
    return `${name} ${String(count).padStart(3)}`
  })
  return counts.join(' · ')
}
