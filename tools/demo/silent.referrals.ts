import { createHash } from 'node:crypto'
import type { ActorClient } from './actor.client'
import { agentWhere, expectTaken, speakerOf, type World } from './world'

const count = 4

/** A uuid that follows from a text, so that the same referral is given again and not another one. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The ids of a wave's silent journeys. */
export const silentIds = (wave: number): readonly string[] =>
  wave === 0 ? [] : Array.from({ length: count }, (_, index) => uuidOf(nameOf(wave, index)))

const nameOf = (wave: number, index: number) => `silence/${wave}/${index}`

/**
 * Referrals that nobody will answer: they follow the definition whose delays are three seconds, are reminded, come back
 * to their prescriber, and expire.
 */
export async function referInSilence(client: ActorClient, world: World, wave: number): Promise<void> {
  const prescriber = agentWhere(world, 'a prescriber', ({ role }) => role === 'prescriber')
  const followed = world.places.filter(({ structure }) => structure)
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(wave, index)
    const place = followed[index % followed.length]
    const body = {
      person: `person-${uuidOf(`person/${name}`)}`,
      definition: 'landes-demo-silence.v1',
      prescriber: { structure: prescriber.structure, agent: `actor-${prescriber.id}` },
      place: `place-${place?.id}`,
      reasons: ['competences'],
      needs: ['demarches'],
      consent: { textVersion: 'landes-2026-01', date: '2025-06-02', mode: 'papier' },
      commitment: true,
      personal: {
        lastName: `Sansréponse-Fictif ${'ABCD'[index]}${wave}`,
        firstName: 'Exemple',
        birthDate: null,
        birthYear: 1950 + index * 7 + (wave % 5),
        communeInsee: '40192',
        phone: null,
        email: null,
      },
    }
    const path = `/v1/journeys/${uuidOf(name)}/refer`
    expectTaken('refer', await client.command(speakerOf(prescriber), path, body, `demo/${name}/refer`, null))
  }
}
