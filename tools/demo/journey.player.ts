import { counterStep, type Receipt } from './counter.step'
import { type Fate, fateOf, numberOf } from './fate'
import { nextStep, type Situation } from './journey.step'
import type { Recyclerie } from './stock.step'
import type { ActorClient, Speaker } from './actor.client'
import { agentWhere, coordinator, expectTaken, mediatorOf, speakerOf, type World } from './world'

/** A journey as its mediator reads it, as far as the script needs. */
export interface Journey {
  readonly id: string
  readonly version: number
  readonly stage: string
  readonly task: string | null
  readonly place: string
  readonly mediator: string | null
  readonly person: string
  readonly definition: string
  readonly dotation: string | null
  readonly prescriber: { readonly structure: string; readonly agent: string }
  readonly history: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
}

interface Dotation {
  readonly id: string
  readonly version: number
  readonly stage: string
  readonly task: string | null
  readonly structure: string | null
  readonly device: string | null
  readonly receipt: Receipt | null
}

interface Script {
  readonly recyclerie: Recyclerie
  readonly today: () => string
  /** The place of a journey in its file, by id: what becomes of it follows from that. */
  readonly indexes: ReadonlyMap<string, number>
  readonly log: (line: string) => void
}

/** Plays whoever is awaited, one command at a time, from what the API says of the journey at that moment. */
export class JourneyPlayer {
  constructor(
    private readonly client: ActorClient,
    private readonly world: World,
    private readonly script: Script,
  ) {}

  /** Moves a journey by one step where somebody is awaited. Nobody answers those on the silent definition. */
  async advance(id: string): Promise<void> {
    const journey = await this.client.read<Journey>(coordinator, `/v1/journeys/${id}`)
    if (journey.definition.includes('silence') || journey.stage === 'closed') return
    if (journey.task === 'choose_lieu') return this.chooseAnother(journey)
    if (journey.task === 'dotation') return this.moveDotation(journey)
    if (this.isToMove(journey)) return this.moveHouse(journey)
    const step = nextStep(this.situationOf(journey))
    if (!step) return
    const data = step.command === 'accept' ? { mediator: this.whoHasPlace(journey) } : step.data
    const speaker = this.mediatorSpeaker(journey)
    const answer = await this.give(speaker, 'journeys', journey, step.command, data, ['mediator_full'])
    if (answer === 'mediator_full') await this.enlist(speaker, journey)
  }

  /** The mediator whose place is kept for this person, else the one of their lieu. */
  private whoHasPlace(journey: Journey): unknown {
    const offered = journey.history.findLast(({ type }) => type === 'PlaceOffered')?.data.mediator
    return journey.task === 'confirm_place' ? offered : `actor-${mediatorOf(this.world, journey.place).id}`
  }

  /** The mediator has no place left: the person waits in the lieu's list, unless a place came free just now. */
  private async enlist(speaker: Speaker, journey: Journey): Promise<void> {
    const answer = await this.give(speaker, 'journeys', journey, 'enlist', {}, ['lieu_has_place'])
    if (answer !== 'lieu_has_place')
      this.script.log(
        `  Plus de place : le parcours ${journey.id.slice(0, 8)} entre dans la liste d’attente de son lieu`,
      )
  }

  /** Somebody whose laptop is found faulty at the counter, once. */
  private async reportFault(speaker: Speaker, journey: Journey, dotation: Dotation): Promise<void> {
    const data = { on: this.script.today(), fault: 'ne_demarre_pas' }
    await this.give(speaker, 'dotations', dotation, 'report-fault', data)
    this.script.log(`  Une panne au comptoir : le parcours ${journey.id.slice(0, 8)} reçoit un autre ordinateur`)
  }

  /** Somebody who moves house in the middle of their training, once. */
  private isToMove(journey: Journey): boolean {
    const seen = (type: string) => journey.history.some((item) => item.type === type)
    const moves = this.fateOf(journey) === 'moves_house' && !journey.definition.includes('emploi')
    return moves && journey.task === 'follow_training' && seen('SessionRecorded') && !seen('LieuChanged')
  }

  private async moveHouse(journey: Journey): Promise<void> {
    const place = this.anotherPlace(journey, [journey.place])
    const mediator = `actor-${mediatorOf(this.world, `place-${place.id}`).id}`
    const reasons = { shareable: 'demenagement', internal: 'plus_proche' }
    await this.give(coordinator, 'journeys', journey, 'change-lieu', { place: `place-${place.id}`, mediator, reasons })
    this.script.log(`  Un déménagement : le parcours ${journey.id.slice(0, 8)} continue dans un autre lieu`)
  }

  private async chooseAnother(journey: Journey): Promise<void> {
    const refused = journey.history.filter(({ type }) => type === 'JourneyDeclined').map(({ data }) => data.place)
    const place = this.anotherPlace(journey, refused)
    const prescriber = agentWhere(this.world, 'the prescriber', ({ id }) => `actor-${id}` === journey.prescriber.agent)
    await this.give(speakerOf(prescriber), 'journeys', journey, 'choose-lieu', { place: `place-${place.id}` })
  }

  private anotherPlace(journey: Journey, refused: readonly unknown[]): World['places'][number] {
    const places = this.world.places.filter(({ id, structure }) => structure && !refused.includes(`place-${id}`))
    const followed = places.filter(({ structure }) =>
      this.world.agents.some((agent) => agent.structure === structure && agent.role === 'mediator'),
    )
    const place = followed[numberOf(journey.id) % followed.length]
    if (!place) throw new Error('no other place')
    return place
  }

  private async moveDotation(journey: Journey): Promise<void> {
    if (!journey.dotation) return
    const dotation = await this.client.read<Dotation>(coordinator, `/v1/dotations/${journey.dotation}`)
    const speaker = this.mediatorSpeaker(journey)
    if (dotation.stage === 'stock') {
      // A laptop that somebody gave back may lie in the stock: the lieu looks there before the recyclerie is asked.
      const answer = await this.give(speaker, 'dotations', dotation, 'bind', {}, ['no_laptop_ready'])
      return answer === 'no_laptop_ready' ? this.script.recyclerie.prepareFor(dotation) : undefined
    }
    if (dotation.stage !== 'handover') return
    if (this.fateOf(journey) === 'withdrawn_before_hand_over') {
      const reasons = { shareable: 'souhait_de_la_personne', internal: 'renonce' }
      await this.give(speaker, 'journeys', journey, 'withdraw', { on: this.script.today(), reasons })
      return
    }
    const released = journey.history.some(({ type }) => type === 'LaptopReleased')
    if (this.fateOf(journey) === 'faulty_laptop' && !released) return this.reportFault(speaker, journey, dotation)
    const step = await counterStep(this.client, speaker, journey, dotation.receipt, this.script.today())
    if (!step) return
    const answer = await this.give(speaker, 'dotations', dotation, step.command, step.data, ['laptop_not_received'])
    if (answer === 'laptop_not_received' && dotation.device) await this.script.recyclerie.bring(dotation.device)
  }

  /** The same command at the same version always has the same key, so that the script may be stopped anywhere. */
  private async give(
    speaker: Speaker,
    collection: 'journeys' | 'dotations',
    item: { readonly id: string; readonly version: number },
    command: string,
    data: object,
    expected: readonly string[] = [],
  ): Promise<string> {
    const key = `demo/${collection}/${item.id}/${item.version}/${command}`
    const answer = await this.client.command(
      speaker,
      `/v1/${collection}/${item.id}/${command}`,
      data,
      key,
      item.version,
    )
    // Between the look and the step a deadline or another actor may have moved it: the next round looks again.
    if (answer.status < 400 || ['stale_version', 'key_reused', ...expected].includes(answer.body.code))
      return answer.body.code
    expectTaken(command, answer)
    return ''
  }

  private mediatorSpeaker(journey: Journey): Speaker {
    const named = journey.mediator
    const agent = named
      ? agentWhere(this.world, 'the mediator', ({ id }) => `actor-${id}` === named)
      : mediatorOf(this.world, journey.place)
    return speakerOf(agent)
  }

  private indexOf = (id: string): number => this.script.indexes.get(id) ?? numberOf(id)

  private fateOf = ({ id }: { readonly id: string }): Fate => fateOf(this.indexOf(id))

  private situationOf(journey: Journey): Situation {
    const count = (type: string) => journey.history.filter((item) => item.type === type).length
    const booked = journey.history.filter(({ type }) => type === 'AppointmentBooked').at(-1)
    return {
      id: journey.id,
      version: journey.version,
      task: journey.task ?? '',
      person: journey.person,
      mediator: journey.mediator,
      today: this.script.today(),
      now: new Date(),
      appointment: typeof booked?.data.at === 'string' ? booked.data.at : null,
      declined: count('JourneyDeclined') > 0,
      missed: count('DiagnosticMissed'),
      sessions: count('SessionRecorded'),
      attempts: count('FollowUpAttempted'),
      index: this.indexOf(journey.id),
      jobseeker: journey.definition.includes('emploi'),
      fate: this.fateOf(journey),
    }
  }
}
