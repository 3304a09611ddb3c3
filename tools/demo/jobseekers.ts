import type { ActorClient } from './actor.client'
import { uuidOf } from './silent.referrals'
import { agentWhere, expectTaken, speakerOf, type World } from './world'

const count = 3
const nameOf = (wave: number, index: number) => `emploi/${wave}/${index}`

/** The ids of a wave's jobseekers. */
export const seekerIds = (wave: number): readonly string[] =>
  wave === 0 ? [] : Array.from({ length: count }, (_, index) => uuidOf(nameOf(wave, index)))

/** Referrals of jobseekers: they follow a journey of another shape, with an address, a training and two follow-ups. */
export async function referJobseekers(client: ActorClient, world: World, wave: number): Promise<void> {
  const prescriber = agentWhere(world, 'a prescriber', ({ role }) => role === 'prescriber')
  const followed = world.places.filter(({ structure }) =>
    world.agents.some((agent) => structure && agent.structure === structure && agent.role === 'mediator'),
  )
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(wave, index)
    const place = followed[index % followed.length]
    if (!place) throw new Error('no place with a mediator')
    const body = {
      person: `person-${uuidOf(`person/${name}`)}`,
      definition: 'landes-emploi-demo.v1',
      prescriber: { structure: prescriber.structure, agent: `actor-${prescriber.id}` },
      place: `place-${place.id}`,
      reasons: ['recherche_emploi'],
      needs: ['emploi', 'messagerie'],
      consent: { textVersion: 'landes-emploi-2026-01', date: '2025-06-02', mode: 'papier' },
      commitment: true,
      personal: {
        lastName: `Chercheuse-Fictive ${'ABC'[index]}${wave}`,
        firstName: 'Exemple',
        birthDate: null,
        birthYear: 1970 + index * 9 + (wave % 5),
        communeInsee: '40192',
        phone: null,
        email: null,
      },
    }
    const path = `/v1/journeys/${uuidOf(name)}/refer`
    expectTaken('refer', await client.command(speakerOf(prescriber), path, body, `demo/${name}/refer`, null))
  }
}
