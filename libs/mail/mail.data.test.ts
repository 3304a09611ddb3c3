import type { DotationEvent, DotationOpening } from '../domain/dotation/dotation.events'
import { evolve } from '../domain/dotation/dotation.evolve'
import { react as reactDotation } from '../domain/dotation/dotation.react'
import { reactForBeneficiary } from '../domain/journey/beneficiary.react'
import { decide } from '../domain/journey/journey.decide'
import { evolve as evolveJourney } from '../domain/journey/journey.evolve'
import { plan } from '../domain/journey/journey.plan'
import { react as reactJourney } from '../domain/journey/journey.react'
import type { Facts } from '../domain/facts'
import { type Intent, mailKinds } from '../domain/kernel/decider'
import { decide as decideGrant } from '../domain/grant/grant.decide'
import { evolve as evolveGrant } from '../domain/grant/grant.evolve'
import { react as reactCoverage } from '../domain/coverage/coverage.react'
import { react as reactGrant } from '../domain/grant/grant.react'
import type { GrantState } from '../domain/grant/grant.state'
import type { LotCommand } from '../domain/lot/lot.decide'
import { lotDecider } from '../domain/lot/lot.decider'
import { react as reactLot } from '../domain/lot/lot.plan'
import type { LotState } from '../domain/lot/lot.state'
import { completed, corrected } from '../testing/correction.fixtures'
import { commands, facts, ids, journeyAt, landes, type Moment } from '../testing/journey.fixtures'
import {
  coverageAt,
  coverageDecided,
  coverageFacts,
  coverageWith,
  reserveCost,
  settleCost,
} from '../testing/coverage.fixtures'
import { fundIds, grantCommands, grantFacts, nextAgreement, sessionTold } from '../testing/grant.fixtures'
import { grantAt } from '../testing/grant.moments'
import { lotId } from '../testing/laptop.fixtures'
import { laptopCame, lotCommands, lotFacts } from '../testing/lot.fixtures'
import { sessionDecided, sessionAt, sessionCommands } from '../testing/session.fixtures'
import { sessionDecider } from '../domain/session/session.decider'
import { react as reactSession } from '../domain/session/session.react'
import { mailData } from './mail.data'

const deadlines: readonly string[] = ['Remind', 'Expire', 'OpenFollowUp', 'ResumeByDate']
const machine = { sub: 'system', role: 'system', lieu: null }
const at = '2026-12-01T09:00:00Z'
const beforeAppointment = '2026-03-05T09:00:00Z'

/** What the core says after every command that it accepts, from every task of a journey. */
function fromJourneys(now: string): readonly Intent[] {
  const handedOver = [
    { stream: ids.dotation, event: { type: 'DotationHandedOver', data: { device: ids.device }, at, on: '2026-11-30' } },
  ]
  const bound = [{ stream: ids.dotation, event: { type: 'LaptopReserved', data: { device: ids.device }, at } }]
  const soon = { ...commands.Pause, data: { ...commands.Pause.data, until: '2026-04-05' } }
  const rest = { ...commands.Pause, data: { ...commands.Pause.data, until: '2026-12-20' } }
  const booked = { type: 'BookAppointment', data: { at: '2026-12-08T13:30:00Z' } } as const
  const all = [
    ...Object.values(commands),
    booked,
    ...[rest, soon],
    { type: 'Bind', data: {} } as const,
    { type: 'HandOver', data: {} } as const,
    { type: 'OfferPlace', data: { mediator: ids.mediator } } as const,
  ]
  const decided: Readonly<Record<string, Facts['decided']>> = { Bind: bound, HandOver: handedOver }
  return (Object.keys(journeyAt) as Moment[]).flatMap((moment) =>
    all.flatMap((command) => {
      let state = journeyAt[moment]()
      // The Plan alone fires a deadline's command: a reminder of a task that nobody is asked for does not exist.
      if (deadlines.includes(command.type) && plan(state, landes, ids.journey)?.command !== command.type) return []
      const decision = decide(command, state, facts({}, now, { decided: decided[command.type] ?? [] }))
      if (!decision.ok) return []
      return decision.events.flatMap((event) => {
        const before = state
        state = evolveJourney(state, event)
        return [
          ...reactJourney(event, state, landes, ids.journey, machine),
          ...reactForBeneficiary(event, before, state),
        ]
      })
    }),
  )
}

/** What is told where a fact of a completed journey is put right. */
function fromCorrections(): readonly Intent[] {
  const absence = { shareable: 'non_realise', internal: 'absent' }
  const changes = [
    ['training', { fact: 'session', present: false, reasons: absence }],
    ['dotation', { fact: 'hand_over', on: '2026-05-02' }],
  ] as const
  return changes.flatMap(([stage, change]) => {
    const log = corrected(completed().log, stage, change)
    const state = log.reduce(evolveJourney, { stage: 'unknown' } as const)
    return log.slice(-1).flatMap((event) => reactJourney(event, state, landes, ids.journey, machine))
  })
}

const opening = (ready: number): DotationOpening => ({
  ...{ journey: ids.journey, person: ids.person, place: ids.place, structure: ids.lieuStructure },
  ...{
    mediator: ids.mediator,
    definition: landes.id,
    lookBack: landes.lookBack,
    territory: '40',
    epci: '244000808',
    recyclerie: ids.recyclerie,
  },
  ...{ ready, waiting: 2, referredOn: '2026-03-02', assessedOn: '2026-03-02', needs: [] },
})
const device = ids.device
const preparing = { number: 0, recyclerie: ids.recyclerie }
const opened = (ready: number): DotationEvent => ({ type: 'DotationOpened', data: opening(ready), at })
const reminded: DotationEvent = {
  type: 'DotationReminded',
  data: { ...{ task: 'await_laptop', ready: 0, waiting: 1 }, recyclerie: ids.recyclerie },
  at,
}
const reserved = { type: 'LaptopReserved', data: { device, lacks: [], agreement: null }, at } as const
const agreement = { owner: ids.otherStructure, to: ids.lieuStructure, document: 'CONV-1', number: 1, left: 0 }
const lent: DotationEvent = { ...reserved, data: { ...reserved.data, agreement } }
const failure = { recyclerie: ids.recyclerie, device, fault: 'ecran', next: null }
const handedOver: DotationEvent = {
  type: 'DotationHandedOver',
  data: {
    device,
    receipt: { ticket: 'T-00000-00001', version: 1, sha256: 'a'.repeat(64) },
    guarantee: { since: at, length: 'P12M' },
  },
  at,
}
const dotations: readonly (readonly DotationEvent[])[] = [
  [
    opened(0),
    reminded,
    reserved,
    reminded,
    { type: 'DotationAbandoned', data: { cause: 'not_collected', device, preparing: null }, at },
  ],
  [opened(0), lent],
  [opened(1), reminded, { type: 'DotationAbandoned', data: { cause: 'no_laptop', device: null, preparing }, at }],
  [
    ...[opened(0), reserved, handedOver],
    { type: 'LaptopReturned', data: { ...{ ready: 0, waiting: 0 }, ...failure }, at },
    { type: 'DotationAbandoned', data: { cause: 'no_laptop', device: null, preparing }, at },
  ],
]

function fromDotations(): readonly Intent[] {
  return dotations.flatMap((events) => {
    let state = evolve({ stage: 'unknown' }, events[0] as DotationEvent)
    return events.flatMap((event, index) => {
      if (index > 0) state = evolve(state, event)
      return reactDotation(event, state, landes, ids.dotation, machine)
    })
  })
}

/** A lot that is late at each of its stages, and one that never comes. */
function fromLots(): readonly Intent[] {
  const { AcquireLot, ReceiveLot, RemindLot, ExpireLot } = lotCommands
  const follow = { type: 'ConfirmReady', data: { on: '2026-05-01' } } as const
  const acquired = [AcquireLot, lotFacts()] as const
  const lives: readonly (readonly (readonly [LotCommand, Facts])[])[] = [
    [acquired, [ExpireLot, lotFacts()]],
    [
      ...[acquired, [ReceiveLot, lotFacts()] as const, [RemindLot, lotFacts()] as const],
      ...[1, 2].map((number) => [follow, laptopCame(number, 'preparing')] as const),
      ...[1, 2].map((number) => [follow, laptopCame(number, 'ready')] as const),
      ...[ExpireLot, ExpireLot].map((command) => [command, lotFacts()] as const),
    ],
  ]
  return lives.flatMap((life) => {
    let state: LotState = { stage: 'unknown' }
    return life.flatMap(([command, given]) => {
      const decision = lotDecider.decide(command, state, given)
      if (!decision.ok) throw new Error(decision.rule)
      return decision.events.flatMap((event) => {
        state = lotDecider.evolve(state, event)
        return reactLot(event, state, lotId, machine)
      })
    })
  })
}

/** A session that is convened, reminded, late and called off. */
function fromSessions(): readonly Intent[] {
  const { ConveneSession, ...others } = sessionCommands
  const { initialState, evolve: evolveSession } = sessionDecider
  const given = [
    [initialState, ConveneSession] as const,
    ...Object.values(others).map((command) => [sessionAt.convened(), command] as const),
  ]
  return given.flatMap(([state, command]) =>
    sessionDecided(state, command).flatMap((event) => reactSession(event, evolveSession(state, event))),
  )
}

/** Everything that is decided of a grant at each of its tasks. */
function fromGrants(): readonly Intent[] {
  const heard = sessionTold('SessionClosed', { heard: [] })
  return Object.values(grantAt).flatMap((made) =>
    Object.values(grantCommands).flatMap((command) =>
      [grantFacts(), grantFacts({}, fundIds.reviewer), heard].flatMap((given) => {
        let state: GrantState = made()
        const known = { ...given, outside: { ...given.outside, ...nextAgreement(state) } }
        const decision = decideGrant(command, state, known, fundIds.grant)
        if (!decision.ok) return []
        return decision.events.flatMap((event) => {
          state = evolveGrant(state, event)
          return reactGrant(event, state, fundIds.grant, machine)
        })
      }),
    ),
  )
}

/** A coverage that runs low, pays somebody twice, and has paid too much. */
function fromCoverages(): readonly Intent[] {
  const twice = coverageFacts({ costsBefore: [ids.journey] })
  const low = coverageWith({ warnBelowCents: 100_000 })
  return [
    ...coverageDecided(low, reserveCost(1), twice).flatMap((event) => reactCoverage(event, low)),
    ...coverageDecided(coverageAt.fixed(), settleCost(1, 2)).flatMap((event) => reactCoverage(event, low)),
  ]
}

test('what the core writes is what the texts read, for every kind', () => {
  const journeys = [...fromJourneys(at), ...fromJourneys(beforeAppointment), ...fromCorrections()]
  const intents = [
    ...journeys,
    ...fromDotations(),
    ...fromLots(),
    ...fromSessions(),
    ...fromGrants(),
    ...fromCoverages(),
  ]
  for (const { mail, data } of intents) {
    const stored: unknown = JSON.parse(JSON.stringify(data))
    expect({ mail, error: mailData[mail].safeParse(stored).error }).toEqual({ mail, error: undefined })
  }
  expect([...new Set(intents.map(({ mail }) => mail))].sort()).toEqual([...mailKinds].sort())
})
