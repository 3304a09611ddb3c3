import type { Facts, OutsideFacts } from '../../domain/facts'
import { aggregates } from '../../domain/registry'
import { isFree } from '../../domain/device/device.state'
import type { Draw } from '../draw'
import { agent, facts, ids, ordinary, place } from '../journey.fixtures'
import { laptopRules, structures } from '../laptop.fixtures'
import { printedReceipt } from '../receipt.fixtures'
import { definitionNamed } from './walk.definitions'
import { deviceIn, dotationIn, journeyOf, type Move, personIn, streams, type WalkWorld } from './walk.world'

const owners = { ...structures, [ids.otherStructure]: { roles: ['lieu', 'owner'], territory: '40', admitted: false } }

/** What the engine would gather for a move in this world; now and then something that stands in its way. */
export function factsOf(world: WalkWorld, move: Move, draw: Draw): Omit<Facts, 'decided'> {
  const { decided: _, ...common } = facts(outsideOf(world, move, draw), world.now, {
    definition: definitionOf(world, move),
  })
  return common
}

/** The version that a move names, or the one that the journey follows. */
export function definitionOf(world: WalkWorld, { type, data }: Pick<Move, 'type' | 'data'>): Facts['definition'] {
  if (type === 'Refer' || type === 'TakeOverJourney' || type === 'MoveToVersion')
    return definitionNamed(String(data.definition))
  const state = journeyOf(world)
  return state.stage === 'unknown' ? null : definitionNamed(state.referral.definition)
}

function outsideOf(world: WalkWorld, move: Move, draw: Draw): OutsideFacts {
  const waits = dotationIn(world).stage === 'stock'
  const free = freeDevice(world)
  const stock = { ready: free ? 1 : 0, waiting: waits ? 1 : 0, recyclerie: draw(5) === 1 ? null : ids.recyclerie }
  return {
    ...ordinary,
    ...{ laptops: laptopRules, structures: owners, stock, device: free, journey: journeyFact(world) },
    refer: referFact(world, draw),
    agent: agentFact(world, move, draw),
    mediator: agent(),
    place: placeFact(move),
    line: { journey: streams.journey, hasPlace: draw(4) === 1, waiting: [] },
    receipt: printedReceipt(receiptsOf(world) + 1),
    signature: draw(5) === 1 ? null : { keptAt: '2099-01-01T00:00:00Z' },
    document: {
      id: ids.journey,
      sha256: 'b'.repeat(64),
      mediaType: 'application/pdf',
      bytes: 100,
      known: draw(3) === 1,
    },
    taken: { territory: '40', epci: '244000808', bornInFuture: false, likelyDuplicates: likely(draw) },
    ...{ log: world.events[streams.journey], following: [] },
    merge: { same: false, known: true, already: false, ofAlias: [], ofOther: [] },
  }
}

const likely = (draw: Draw) => (draw(2) === 1 ? [{ person: streams.persons[1], score: 0.9, why: ['same_phone'] }] : [])

function referFact(world: WalkWorld, draw: Draw): OutsideFacts['refer'] {
  const person = personIn(world, streams.persons[0])
  const lastHandedOverOn = person.status === 'unknown' ? null : person.lastHandedOverOn
  const known = ordinary.refer as NonNullable<OutsideFacts['refer']>
  return { ...known, lastHandedOverOn, likelyDuplicates: likely(draw) }
}

/** Somebody who works where the journey is followed, or for its prescriber; now and then full, gone, or of elsewhere. */
function agentFact(world: WalkWorld, { type }: Move, draw: Draw): OutsideFacts['agent'] {
  if (type === 'ChangePrescriber') {
    return agent({ stream: ids.otherPrescriber, role: 'prescriber', structure: ids.prescriberStructure, place: null })
  }
  const state = journeyOf(world)
  const moves = type === 'ChangeLieu'
  const at = state.stage === 'unknown' ? place.structure : state.referral.placeStructure
  const there = moves ? (at === ids.otherStructure ? place.structure : ids.otherStructure) : at
  const works = agent({ structure: there, capacity: draw(4) === 1 ? 0 : null })
  const strange = draw(12)
  if (strange === 1) return { ...works, leftOn: '2026-01-01' }
  return strange === 2 ? { ...works, structure: ids.recyclerie, places: [] } : works
}

function placeFact({ type, data }: Move): OutsideFacts['place'] {
  const isOther = data.place === ids.otherPlace
  if (type === 'ReceiveDevice' || !isOther) return place
  return { ...place, stream: ids.otherPlace, structure: ids.otherStructure }
}

function freeDevice(world: WalkWorld): OutsideFacts['device'] {
  const stream = streams.devices.find((each) => isFree(deviceIn(world, each).status))
  const state = stream && deviceIn(world, stream)
  if (!stream || !state || state.status === 'unknown') return null
  return { stream, owner: state.device.owner, status: state.status, features: [] }
}

/** What a journey hands over to its dotation, as the engine reads it. */
function journeyFact(world: WalkWorld): OutsideFacts['journey'] {
  const state = journeyOf(world)
  if (state.stage === 'unknown') return undefined
  const { definition, territory, epci, structure, referredOn } = aggregates.journey.summary(state)
  if (!definition || !epci || !structure || !referredOn) return undefined
  const { person, place: at } = state.referral
  return { person, place: at, structure, mediator: state.mediator, definition, territory, epci, referredOn }
}

function receiptsOf(world: WalkWorld): number {
  const state = dotationIn(world)
  return state.stage === 'handover' || state.stage === 'stock' ? state.receipts : 0
}
