import { rebuild } from '../../libs/engine/rebuild'
import { inlineTables } from '../../libs/event-store/statements'
import { actors, type openWorld, rowsOf } from '../../libs/testing/engine.world'

type OpenedWorld = ReturnType<typeof openWorld>

/** What a round was given, and who was told that they have a laptop. */
export interface Told {
  readonly laptops: number
  readonly claims: number
  readonly granted: readonly string[]
}

/** Everything that does not hold after a round, in words; nothing where all of it does. */
export async function violationsOf(world: OpenedWorld, told: Told): Promise<readonly string[]> {
  return [...(await ofAnswers(world, told)), ...(await ofCounts(world, told)), ...(await ofRebuild(world))]
}

/** Whoever was told yes has a laptop, and nobody else has one. */
async function ofAnswers(world: OpenedWorld, { granted }: Told): Promise<readonly string[]> {
  const rows = await rowsOf<{ dotation: string }>(world, 'SELECT dotation FROM binding WHERE open')
  const bound = new Set(rows.map(({ dotation }) => dotation))
  const told = new Set(granted)
  return [
    ...[...told]
      .filter((dotation) => !bound.has(dotation))
      .map((dotation) => `${dotation} was granted and has nothing`),
    ...[...bound].filter((dotation) => !told.has(dotation)).map((dotation) => `${dotation} has one and was told no`),
  ]
}

/** Each number that a round must come to, in the tables and in the log, and what the database says. */
const counts = (
  laptops: number,
  claims: number,
): readonly (readonly [what: string, sql: string, expected: number])[] => [
  ['open bindings', 'SELECT count(*) FROM binding WHERE open', laptops],
  ['laptops bound', 'SELECT count(DISTINCT device) FROM binding WHERE open', laptops],
  ['dotations with a laptop', 'SELECT count(DISTINCT dotation) FROM binding WHERE open', laptops],
  ['people with a laptop', 'SELECT count(DISTINCT person) FROM binding WHERE open', laptops],
  ['laptops whose status is bound', `SELECT count(*) FROM device WHERE status = 'bound'`, laptops],
  ['dotations at the counter', `SELECT count(*) FROM head WHERE kind = 'dotation' AND stage = 'handover'`, laptops],
  ['dotations that wait', `SELECT count(*) FROM head WHERE kind = 'dotation' AND stage = 'stock'`, claims - laptops],
  [
    'claims answered yes',
    `SELECT count(*) FROM command WHERE actor = '${actors.mediator.sub}' AND answer->>'stream' LIKE 'dotation-%'`,
    laptops,
  ],
  ...(['LaptopReserved', 'DeviceBound', 'LaptopBound'] as const).map(
    (type) => [`${type} in the log`, `SELECT count(*) FROM event WHERE type = '${type}'`, laptops] as const,
  ),
  [
    'promises that dotation, laptop, journey and binding tell alike',
    `SELECT count(*) FROM binding
     JOIN event reserved ON reserved.stream = binding.dotation AND reserved.type = 'LaptopReserved'
       AND reserved.data->>'device' = binding.device
     JOIN event bound ON bound.stream = binding.device AND bound.type = 'DeviceBound'
       AND bound.data->>'dotation' = binding.dotation
     JOIN event told ON told.stream = binding.journey AND told.type = 'LaptopBound'
       AND told.data->>'device' = binding.device
     WHERE binding.open`,
    laptops,
  ],
]

async function ofCounts(world: OpenedWorld, { laptops, claims }: Told): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const [what, sql, expected] of counts(laptops, claims)) {
    const count = Number((await rowsOf<{ count: string }>(world, sql))[0]?.count)
    if (count !== expected) wrong.push(`${what}: ${count}, not ${expected}`)
  }
  return wrong
}

/** What follows from the log is made again from it, to an equal result; it throws where a hash chain does not fit. */
export async function ofRebuild(world: OpenedWorld): Promise<readonly string[]> {
  const before = await printOf(world)
  const { plansToRecompute } = await rebuild(world.deps)
  const after = await printOf(world)
  const differing = Object.keys(before).filter((table) => before[table] !== after[table])
  return [
    ...differing.map((table) => `table ${table} is not what the log says`),
    ...(plansToRecompute > 0 ? [`${plansToRecompute} Plans are not what the rules say`] : []),
  ]
}

async function printOf(world: OpenedWorld): Promise<Readonly<Record<string, string>>> {
  const prints: Record<string, string> = {}
  for (const table of ['head', 'snapshot', ...inlineTables]) {
    const sql = `SELECT md5(coalesce(string_agg(md5(to_jsonb(t)::text), '' ORDER BY md5(to_jsonb(t)::text)), '')) AS print
                 FROM ${table} t`
    prints[table] = (await rowsOf<{ print: string }>(world, sql))[0]?.print ?? ''
  }
  return prints
}
