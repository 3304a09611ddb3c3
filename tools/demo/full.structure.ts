import type { ActorClient } from './actor.client'
import { coordinator, expectTaken, readAll, speakerOf, type World } from './world'

interface Referred {
  readonly id: string
  readonly place: string
}

interface AgentNow {
  readonly id: string
  readonly version: number
  readonly capacity: number | null
}

/**
 * The structure with the fewest mediators for its referrals has a single place for each of them: whoever comes next waits
 * in the list of their lieu until a journey frees one. It is told once: a capacity that is there stays.
 */
export async function fillOneStructure(
  client: ActorClient,
  world: World,
  own: ReadonlySet<string>,
  log: (line: string) => void,
): Promise<void> {
  const agents = await readAll<AgentNow>(client, coordinator, '/v1/agents')
  if (agents.some(({ capacity }) => capacity !== null)) return
  const journeys = await readAll<Referred>(client, coordinator, '/v1/journeys')
  const structureOf = new Map(world.places.map(({ id, structure }) => [`place-${id}`, structure]))
  const wanted = journeys.filter(({ id }) => own.has(id)).map(({ place }) => structureOf.get(place))
  const mediatorsOf = (structure: string | null) =>
    world.agents.filter((agent) => agent.role === 'mediator' && agent.structure === structure)
  const demand = [...new Set(world.places.map(({ structure }) => structure))].map((structure) => {
    const [referred, mediators] = [wanted.filter((each) => each === structure).length, mediatorsOf(structure)]
    return { referred, mediators, load: mediators.length > 0 ? referred / mediators.length : 0 }
  })
  const [busiest] = demand.sort((one, other) => other.load - one.load)
  if (!busiest) return
  for (const mediator of busiest.mediators) {
    const version = agents.find(({ id }) => id === mediator.id)?.version ?? 0
    const path = `/v1/agents/${mediator.id}/set-capacity`
    const key = `demo/agents/${mediator.id}/${version}/set-capacity`
    expectTaken('set-capacity', await client.command(speakerOf(mediator), path, { capacity: 1 }, key, version))
  }
  const { referred, mediators } = busiest
  log(
    `  Une structure a ${mediators.length} places pour ${referred} demandes : les autres attendent dans la liste du lieu`,
  )
}
