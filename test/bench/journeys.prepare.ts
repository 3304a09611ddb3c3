import { createHash } from 'node:crypto'
import type { ActorClient, Speaker } from '../../tools/demo/actor.client'
import { importDirectory } from '../../tools/demo/files'
import { agentWhere, expectTaken, mediatorOf, readWorld, speakerOf, territory } from '../../tools/demo/world'
import { appointmentOf, type Target } from './load.window'

/** Journeys that wait for their appointment, and the mediator who follows them all. */
export interface Prepared {
  readonly mediator: Speaker
  readonly targets: readonly Target[]
}

const definition = 'landes-mon-ordi-pin40.v1'
const atOnce = 8

/**
 * Brings `count` journeys to a booked appointment, through the API alone: the directory of the examples is imported,
 * people who never lived are referred, accepted and given an appointment. Nothing of it falls due while the bench runs.
 */
export async function prepareJourneys(client: ActorClient, root: string, count: number): Promise<Prepared> {
  await importDirectory(client, root, () => undefined)
  const world = await readWorld(client)
  const prescriber = agentWhere(world, 'a prescriber', ({ role }) => role === 'prescriber')
  const place = agentWhere(
    world,
    'a mediator with a place',
    (agent) => agent.role === 'mediator' && agent.place !== null,
  ).place as string
  const mediator = mediatorOf(world, place)
  const speakers = { prescriber: speakerOf(prescriber), mediator: speakerOf(mediator) }

  async function prepare(number: number): Promise<Target> {
    const id = uuidFor(`journey ${number}`)
    const give = async (speaker: Speaker, command: string, body: object, version: number | null): Promise<number> => {
      const path = `/v1/journeys/${id}/${command}`
      const answer = await client.command(speaker, path, body, `bench/${id}/${command}`, version)
      expectTaken(command, answer)
      return answer.body.version
    }
    const { structure, sub: agent } = speakers.prescriber
    const referred = await give(speakers.prescriber, 'refer', referralOf(number, place, { structure, agent }), null)
    const accepted = await give(speakers.mediator, 'accept', { mediator: speakers.mediator.sub }, referred)
    const version = await give(speakers.mediator, 'book-appointment', { at: appointmentOf(0) }, accepted)
    return { id, version }
  }

  const targets: Target[] = []
  for (let next = 0; next < count; next += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - next) }, (_, index) => prepare(next + index))
    targets.push(...(await Promise.all(some)))
  }
  return { mediator: speakers.mediator, targets }
}

function referralOf(number: number, place: string, prescriber: object): object {
  return {
    ...{ person: `person-${uuidFor(`person ${number}`)}`, definition, prescriber, place },
    ...{ reasons: ['competences'], needs: ['demarches'], commitment: true },
    consent: { textVersion: 'landes-2026-01', date: new Date().toISOString().slice(0, 10), mode: 'papier' },
    personal: {
      ...{ lastName: `Fictif-${lettersOf(number)}`, firstName: `Banc-${lettersOf(number * 7 + 3)}` },
      ...{ birthDate: null, birthYear: 1940 + (number % 60), communeInsee: '40192', phone: null, email: null },
    },
  }
}

/** Names that look alike would be searched for duplicates at length: each is somebody else's. */
const lettersOf = (number: number) => [...digestOf(`name ${number}`).slice(0, 8)].map(letterOf).join('')
const letterOf = (digit: string) => 'abcdefghiklmnopr'[Number.parseInt(digit, 16)] ?? 'a'

const digestOf = (text: string) => createHash('sha256').update(`${territory} ${text}`).digest('hex')

function uuidFor(text: string): string {
  const digest = digestOf(text)
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((start, index) =>
    digest.slice(start, start + [8, 4, 3, 3, 12][index]!),
  )
  return `${a}-${b}-4${c}-8${d}-${e}`
}
