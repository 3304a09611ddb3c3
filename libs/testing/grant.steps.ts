import type { Result } from '../contracts/command'
import type { Call } from '../domain/call/call.schema'
import { streamNamed } from '../engine/stream.named'
import { lightCall } from './call.fixtures'
import { actors, done, send, uuidOfNumber, type World } from './engine.world'
import { project } from './grant.fixtures'
import { ids } from './journey.fixtures'
import { versionOf } from './receipt.steps'

type FundWorld = Pick<World, 'engine' | 'database'>

/** The structure that applies, with a SIRET of the right key that nobody has. */
export const applicantStructure = `structure-${uuidOfNumber(700_000)}`
/** Another fund manager: whoever orders a payment does not approve it. */
export const secondManager = { ...actors.fundManager, sub: `actor-${uuidOfNumber(700_001)}` }
export const applicant = { ...actors.fundManager, role: 'applicant' as const, structure: applicantStructure }

/** A call that decides without a committee and takes no documents: what follows a decision is what is tried. */
export const shortCall: Call = { ...lightCall, id: 'court-2026.v1', committee: null, documents: [], criteria: [] }

/** Publishes a call, and registers a structure that may apply to it. */
export async function openCall(world: FundWorld, call: Call = shortCall): Promise<void> {
  const by = { actor: actors.fundManager }
  const stream = streamNamed('call', call.id)
  const { answer } = await done(world, 'DraftCall', stream, { id: call.id, content: call }, by)
  await done(world, 'PublishCall', stream, { id: call.id, adoptedBy: null }, { ...by, version: answer.version })
  const structure = { name: 'Association inventée', siret: '73282932000074', roles: ['lieu'], territory: '40' }
  await done(world, 'RegisterStructure', applicantStructure, structure)
}

export const grantOf = (number: number) => `grant-${uuidOfNumber(710_000 + number)}`

type Given = [type: Parameters<typeof send>[1], grant: string, data?: object]

/** A command about a grant, on the version that it has now; by the fund manager unless somebody else gives it. */
export async function given(
  world: FundWorld,
  [type, grant, data = {}]: Given,
  actor = actors.fundManager,
): Promise<Result> {
  return send(world, type, grant, data, { actor, version: await versionOf(world, grant) })
}

/** The same, which must be accepted. */
export async function granted(world: FundWorld, ...[type, grant, data]: Given): Promise<void> {
  const result = await given(world, [type, grant, data])
  if (!result.ok) throw new Error(`${type}: ${result.rule} (${result.en})`)
}

const personal = { title: 'Ateliers inventés', description: 'Des ateliers dans un village inventé.' }

/** A grant that waits for its decision: the n-th application of the same structure, asking for so many cents. */
export async function decidable(world: FundWorld, number: number, cents: number, call = shortCall.id): Promise<string> {
  const grant = grantOf(number)
  const asked = { ...project, askedCents: cents, costCents: cents + 50_000 }
  await done(
    world,
    'DraftApplication',
    grant,
    { call, structure: applicantStructure, project: asked },
    {
      actor: applicant,
      personal,
    },
  )
  await granted(world, 'SubmitApplication', grant)
  await granted(world, 'AdmitApplication', grant)
  await granted(world, 'ConcludeInstruction', grant, { favourable: true, proposedCents: cents })
  return grant
}

/** What a decision grants from lines. */
export const awarding = (...split: readonly (readonly [line: string, cents: number])[]) => ({
  cents: split.reduce((sum, [, cents]) => sum + cents, 0),
  split: split.map(([line, cents]) => ({ line, cents })),
  condition: null,
})

/** A payer's people. */
export const payer = { ...actors.fundManager, role: 'payer' as const, structure: ids.otherStructure }
