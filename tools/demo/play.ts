import { dayOf } from '../../libs/domain/kernel/wait'
import { ActorClient } from './actor.client'
import { publishCalls } from './call.step'
import { FundPlay } from './fund/fund.play'
import { importDirectory, importReferrals, referralsOf } from './files'
import { fillOneStructure } from './full.structure'
import { JourneyPlayer } from './journey.player'
import { printReport } from './report'
import { referInSilence, silentIds } from './silent.referrals'
import { referJobseekers, seekerIds } from './jobseekers'
import { laptopRulesOf } from './laptop.step'
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
  readonly stage: string
  readonly outcome: string | null
}

const atOnce = 6
/** The day of the territory, asked for at each step: the demonstration may run over midnight. */
const today = () => dayOf(new Date().toISOString(), 'Europe/Paris')
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const isOpen = ({ stage }: JourneyLine) => stage !== 'closed'

/**
 * The main job on the examples: imports, then every actor's part through the API until each journey has an outcome, then
 * the report. It may be stopped anywhere and started again; on data of an earlier run it adds a wave of referrals.
 */
export async function play({ apiUrl, jwtSecret, root, log }: DemoContext): Promise<void> {
  const client = new ActorClient(apiUrl, jwtSecret)
  log('Imports')
  await importDirectory(client, root, log)
  await publishCalls(client, root, log)
  const world = await readWorld(client)
  const fund = await FundPlay.settle(client, root, today, log)
  const last = await lastWave(client)
  const report = await importWave(client, root, 1, log)
  const own = [...report.ids]
  for (let wave = 2; wave <= last; wave += 1) own.push(...(await importWave(client, root, wave, quietly)).ids)
  const open = (await journeysOf(client, new Set([...own, ...silentIds(last), ...seekerIds(last)]))).some(isOpen)
  if (last > 0 && open) log('  Reprise : des parcours d’un lancement précédent sont encore ouverts')
  const wave = open ? Math.max(last, 1) : last + 1
  // First those whom nobody will answer: whoever finds them knows that this wave has begun, and begins it again.
  await referInSilence(client, world, wave)
  await referJobseekers(client, world, wave)
  log(`  ${seekerIds(wave).length} demandeurs d’emploi, sur le parcours de formation seule (sans ordinateur)`)
  if (wave > 1 && wave > last) own.push(...(await importWave(client, root, wave, log)).ids)
  for (let each = 1; each <= wave; each += 1) own.push(...silentIds(each), ...seekerIds(each))
  await fillOneStructure(client, world, new Set(report.ids), log)
  await fund.decide(world)
  const recyclerie = new Recyclerie(client, world, today, laptopRulesOf(root))
  const { prepared, ready } = await recyclerie.stockUp(0.3)
  if (prepared > 0) log(`  ${prepared} ordinateurs libérés, effacés avec preuve, essayés et classés par lots`)
  if (ready > 0)
    log(`  ${ready} ${ready > 1 ? 'ordinateurs confirmés prêts' : 'ordinateur confirmé prêt'} par la recyclerie`)
  const player = new JourneyPlayer(client, world, { recyclerie, today, indexes: report.indexes, log })
  await printReport(client, await playUntilKnown(client, player, new Set(own), log), log)
  await fund.close()
}

const quietly = () => undefined

/** The demonstration's own journeys: whatever else people have opened on these data is theirs to lead. */
const journeysOf = async (client: ActorClient, own: ReadonlySet<string>) =>
  (await readAll<JourneyLine>(client, coordinator, '/v1/journeys')).filter(({ id }) => own.has(id))

/** The last wave that was begun; 0 where none was. */
async function lastWave(client: ActorClient): Promise<number> {
  const known = new Set((await readAll<JourneyLine>(client, coordinator, '/v1/journeys')).map(({ id }) => id))
  for (let wave = 1; ; wave += 1) {
    if (!silentIds(wave).some((id) => known.has(id))) return wave - 1
  }
}

/** Imports a wave's file; answers the ids of its journeys and, of each, its place in the file. */
async function importWave(client: ActorClient, root: string, wave: number, log: (line: string) => void) {
  const title = wave === 1 ? 'Prescriptions (fichier d’une prescriptrice)' : `Prescriptions, vague ${wave}`
  const { lines } = await importReferrals(client, referralsOf(root, wave), title, log)
  const indexes = new Map(lines.flatMap(({ id, line }) => (id ? [[id, line - 2] as const] : [])))
  return { ids: [...indexes.keys()], indexes }
}

/** Plays until every journey has an outcome; answers how many there are. */
async function playUntilKnown(
  client: ActorClient,
  player: JourneyPlayer,
  own: ReadonlySet<string>,
  log: (line: string) => void,
): Promise<number> {
  log('\nParcours')
  let said = ''
  for (;;) {
    const journeys = await journeysOf(client, own)
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
  support: 'accompagnement',
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
