import type { Actor } from '../contracts/command'
import type { Call } from '../domain/call/call.schema'
import { lightCall } from './call.fixtures'
import { actors, done, uuidOfNumber, type World } from './engine.world'
import { project } from './grant.fixtures'
import { granted, openCall } from './grant.steps'

/** A call whose committee votes, with a quorum of two; nothing else is asked of those who apply. */
export const votedCall: Call = {
  ...lightCall,
  id: 'comite.v1',
  documents: [],
  committee: { quorum: 2, votes: true },
  opensOn: '2026-01-01',
  closesOn: '2035-12-31',
}

/** Structures that apply, with invented numbers whose keys are right. */
export const applicants = [1, 2, 3].map((number) => `structure-${uuidOfNumber(600 + number)}`)
const sirets = ['10000000100014', '20000000200028', '30000000300032']

export const manager = actors.fundManager

/** The n-th member of the committee; the third works for the third structure that applies. */
export const memberOf = (number: number): Actor => ({
  ...{ sub: `actor-${uuidOfNumber(700 + number)}`, role: 'member', lieu: null, territory: '40' },
  structure: `structure-${uuidOfNumber(number === 3 ? 603 : 610)}`,
})

/** Publishes the call and makes its applicants and the members of the committee known. */
export async function openCommittee(world: World, call: Call = votedCall): Promise<void> {
  await openCall(world, call)
  const of = { territory: '40', roles: ['lieu'] }
  for (const [index, structure] of applicants.entries()) {
    await done(world, 'RegisterStructure', structure, {
      ...of,
      ...{ name: `Association inventée ${index}`, siret: sirets[index] },
    })
  }
  await done(world, 'RegisterStructure', `structure-${uuidOfNumber(610)}`, {
    ...of,
    name: 'Collectivité inventée',
    siret: null,
  })
  for (const number of [1, 2, 3, 4]) {
    const { sub, structure } = memberOf(number)
    const personal = { lastName: 'Inventé', firstName: 'Sacha', email: `membre${number}@exemple.invalid` }
    const agent = { role: 'member', structure, place: null, territory: '40' }
    await done(world, 'RegisterAgent', sub, agent, { personal })
  }
}

/** Brings the n-th grant until it waits for the committee; the number chooses its structure, one after the other. */
export async function grantToHear(world: World, number: number, call: Call = votedCall): Promise<string> {
  const grant = `grant-${uuidOfNumber(800 + number)}`
  const structure = applicants[(number - 1) % applicants.length]
  const personal = { title: 'Projet inventé', description: 'Des ateliers inventés.' }
  const drafted = { call: call.id, structure, project }
  await done(world, 'DraftApplication', grant, drafted, { actor: manager, personal })
  await granted(world, 'SubmitApplication', grant)
  await granted(world, 'AdmitApplication', grant)
  await granted(world, 'ConcludeInstruction', grant, { favourable: true, proposedCents: 150_000 })
  return grant
}
