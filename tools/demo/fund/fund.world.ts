import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidOf } from '../../../libs/contracts/stream'
import { streamNamed } from '../../../libs/engine/stream.named'
import type { ActorClient, Speaker } from '../actor.client'
import { coordinator, expectTaken, readAll, territory } from '../world'

type Role = Speaker['role']

/** Everybody of the fund; all names are invented. A month has its own calls, so that they are open whenever one looks. */
export interface FundWorld {
  readonly month: string
  readonly light: string
  readonly full: string
  /** Those who may apply, in the order of their file. */
  readonly applicants: readonly string[]
  readonly lines: readonly FundLine[]
}

/** What a funder gives to a call: promised by an agreement, then received. */
export interface FundLine {
  readonly stream: string
  readonly call: string
  readonly strand: string
  readonly funder: string
  readonly cents: number
}

export const managers = ['fonds-exemple', 'fonds-exemple-2'].map((sub) => speakerAs('fund_manager', null, sub))
export const [manager, otherManager] = managers as [Speaker, Speaker]

/** Who speaks as one of the fund; by their agent where nothing else is said. */
export function speakerAs(role: Role, structure: string | null, sub = agentOf(role, structure ?? '')): Speaker {
  return { sub, role, structure, lieu: null, territory }
}

/** The agent of a role at a structure, the n-th where there are several. */
export const agentOf = (role: Role, structure: string, number = 1): string =>
  streamNamed('actor', `demo ${role} ${structure} ${number}`)

const funders = ['Préfecture Exemple des Landes', 'Département Exemple des Landes'] as const
const committee = 'Comité Exemple du fonds'
export const structureNamed = (name: string): string => streamNamed('structure', `demo ${name}`)
export const payingStructure = structureNamed(funders[0])
export const committeeStructure = structureNamed(committee)

/** Registers the people of the fund, publishes the month's calls and records what funders have given to them. */
export async function settleFund(client: ActorClient, root: string, today: string): Promise<FundWorld> {
  const month = today.slice(0, 7)
  const applicants = await structuresThatApply(client)
  for (const name of [...funders, committee]) await registerStructure(client, name)
  await registerPeople(client, applicants)
  const [light, full] = [await publish(client, root, 'actions', month), await publish(client, root, 'projets', month)]
  const lines = linesOf(light, full, month)
  for (const line of lines) await fill(client, line, today)
  return { month, light: light.id, full: full.id, applicants, lines }
}

async function structuresThatApply(client: ActorClient): Promise<readonly string[]> {
  const all = await readAll<{ id: string; siret: string | null; roles: readonly string[] }>(
    client,
    coordinator,
    '/v1/structures',
  )
  return all
    .filter(({ siret, roles }) => siret !== null && roles.some((role) => role === 'lieu' || role === 'prescriber'))
    .sort((one, other) => ((one.siret ?? '') < (other.siret ?? '') ? -1 : 1))
    .slice(0, 9)
    .map(({ id }) => `structure-${id}`)
}

async function registerStructure(client: ActorClient, name: string): Promise<void> {
  const path = `/v1/structures/${uuidOf(structureNamed(name))}/register-structure`
  const body = { externalId: null, name, siret: null, roles: [], territory }
  expectTaken(name, await client.command(coordinator, path, body, `demo-${structureNamed(name)}`, null))
}

/** Those who are written to: without an address nobody would hear of anything. */
async function registerPeople(client: ActorClient, applicants: readonly string[]): Promise<void> {
  const people: readonly (readonly [Role, string, number])[] = [
    ...applicants.map((structure) => ['applicant', structure, 1] as const),
    ...[1, 2].map((number) => ['fund_manager', committeeStructure, number] as const),
    ...[1, 2].map((number) => ['reviewer', committeeStructure, number] as const),
    ...[1, 2, 3].map((number) => ['member', committeeStructure, number] as const),
    // Works for a structure that applies, and is in conflict for its project.
    ['member', applicants[4] ?? committeeStructure, 1],
    ...funders.flatMap((name) => [
      ['payer', structureNamed(name), 1] as const,
      ['funder', structureNamed(name), 1] as const,
    ]),
  ]
  for (const [role, structure, number] of people) {
    const stream = agentOf(role, structure, number)
    const email = `${role.replace('_', '-')}-${uuidOf(stream).slice(0, 8)}@fonds-exemple.example`
    const personal = { lastName: 'Fonds-Fictif', firstName: 'Camille', email }
    const body = { role, structure, place: null, places: [], territory, personal }
    const path = `/v1/agents/${uuidOf(stream)}/register-agent`
    expectTaken(email, await client.command(coordinator, path, body, `demo-agent-${stream}`, null))
  }
}

interface Content {
  readonly id: string
  readonly strand: { readonly code: string }
}

/** A call that ships, under a name of its own and open for this month and two more. */
async function publish(client: ActorClient, root: string, name: string, month: string): Promise<Content> {
  const id = `exemple-${name}-${month}.v1`
  const shipped = JSON.parse(
    readFileSync(join(root, `definitions/calls/landes-${name}-2026.v1.json`), 'utf8'),
  ) as object
  const opensOn = `${month}-01`
  const closes = new Date(`${opensOn}T00:00:00Z`)
  closes.setUTCMonth(closes.getUTCMonth() + 3)
  const content = { ...(shipped as Content), id, opensOn, closesOn: closes.toISOString().slice(0, 10) }
  const { items } = await client.read<{ items: readonly { id: string; status: string }[] }>(manager, '/v1/calls')
  if (items.some((call) => call.id === id && call.status === 'published')) return content
  const give = (step: string, body: object, version: number | null) =>
    client.command(manager, `/v1/calls/${id}/${step}`, body, `demo-call-${step}-${id}`, version)
  const drafted = await give('draft', { content }, null)
  expectTaken(`draft of ${id}`, drafted)
  expectTaken(`publication of ${id}`, await give('publish', {}, drafted.body.version))
  return content
}

/** 20 000 € of the State for actions, and both funders for projects. */
const linesOf = (light: Content, full: Content, month: string): readonly FundLine[] =>
  [
    [light, 0, 2_000_000],
    [full, 0, 2_000_000],
    [full, 1, 1_000_000],
  ].map((each) => {
    const [call, who, cents] = each as [Content, 0 | 1, number]
    const funder = structureNamed(funders[who])
    const stream = streamNamed('fund_line', `demo ${month} ${call.id} ${funder}`)
    return { stream, call: call.id, strand: call.strand.code, funder, cents }
  })

async function fill(client: ActorClient, line: FundLine, on: string): Promise<void> {
  const { items } = await client.read<{ items: readonly { id: string; balances: { received: number } }[] }>(
    manager,
    '/v1/fund-lines',
  )
  const known = items.find(({ id }) => id === uuidOf(line.stream))
  if (known && known.balances.received > 0) return
  const give = async (step: string, body: object, version: number | null) => {
    const path = `/v1/fund-lines/${uuidOf(line.stream)}/${step}`
    expectTaken(step, await client.command(manager, path, body, `demo-${step}-${line.stream}`, version))
  }
  const { call, strand, funder, cents, stream } = line
  if (!known)
    await give('open-fund-line', { call, strand, funder, payer: payingStructure, counts: 'received', on }, null)
  await give('receive-contribution', { cents, reference: `VIR-${uuidOf(stream).slice(0, 8)}`, on }, 1)
}
