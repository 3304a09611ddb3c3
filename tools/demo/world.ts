import type { Answer, ActorClient, Speaker } from './actor.client'

export const territory = '40'

/** The coordinator of the demonstration; Alpi's project team in the Landes. */
export const coordinator: Speaker = {
  sub: 'coordination-exemple',
  role: 'coordinator',
  structure: null,
  lieu: null,
  territory,
}

export interface AgentLine {
  readonly id: string
  readonly role: 'prescriber' | 'mediator' | 'recyclerie'
  readonly structure: string
  readonly place: string | null
}

export interface PlaceLine {
  readonly id: string
  readonly name: string
  readonly structure: string | null
}

/** Who and what there is in the territory, as the API tells it. */
export interface World {
  readonly agents: readonly AgentLine[]
  readonly places: readonly PlaceLine[]
}

interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** Every item of a list, page after page. */
export async function readAll<T>(client: ActorClient, speaker: Speaker, path: string): Promise<readonly T[]> {
  const items: T[] = []
  let next: string | null = null
  do {
    const cursor: string = next ? `&cursor=${encodeURIComponent(next)}` : ''
    const page: Page<T> = await client.read<Page<T>>(
      speaker,
      `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`,
    )
    items.push(...page.items)
    next = page.next
  } while (next)
  return items
}

/** Reads the world once; agents and places do not change while the actors play. */
export async function readWorld(client: ActorClient): Promise<World> {
  return {
    agents: await readAll<AgentLine>(client, coordinator, '/v1/agents'),
    places: await readAll<PlaceLine>(client, coordinator, '/v1/places'),
  }
}

/** The token of an agent: who they are and where they work. */
export const speakerOf = ({ id, role, structure, place }: AgentLine): Speaker => ({
  sub: `actor-${id}`,
  role,
  structure,
  lieu: place,
  territory,
})

/** An agent, found by what must be true of them; throws with the question where there is none. */
export function agentWhere(world: World, what: string, test: (agent: AgentLine) => boolean): AgentLine {
  const agent = world.agents.find(test)
  if (!agent) throw new Error(`no agent: ${what}`)
  return agent
}

/** A mediator of a place, else of its structure. */
export function mediatorOf(world: World, place: string): AgentLine {
  const structure = world.places.find(({ id }) => `place-${id}` === place)?.structure
  return (
    world.agents.find(({ role, place: works }) => role === 'mediator' && works === place) ??
    agentWhere(world, `a mediator for ${place}`, (agent) => agent.role === 'mediator' && agent.structure === structure)
  )
}

/** What a step that must be taken answers when it is refused: the rule that was broken, in a sentence. */
export function expectTaken(what: string, answer: Answer<{ code: string; fr: string }>): void {
  if (answer.status >= 400) throw new Error(`${what}: ${answer.status} ${answer.body.code} — ${answer.body.fr}`)
}
