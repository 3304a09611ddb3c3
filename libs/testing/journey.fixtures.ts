import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Definition, definitionSchema } from '../domain/definition/definition.schema'
import { firstOfKind } from '../domain/definition/stage.graph'
import type { StageKind } from '../domain/definition/stage.schema'
import type { ClosingTask, End, Task, Wait } from '../domain/definition/wait.schema'
import type { Facts, OutsideFacts } from '../domain/facts'
import type { JourneyCommand } from '../domain/journey/journey.commands'
import { decide } from '../domain/journey/journey.decide'
import type { JourneyEvent } from '../domain/journey/journey.events'
import { evolve } from '../domain/journey/journey.evolve'
import type { JourneyState } from '../domain/journey/journey.state'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Streams that stand for one of each in tests. */
export const ids = {
  journey: `journey-${uuid(1)}`,
  dotation: `dotation-${uuid(1)}`,
  person: `person-${uuid(2)}`,
  place: `place-${uuid(3)}`,
  otherPlace: `place-${uuid(4)}`,
  lieuStructure: `structure-${uuid(5)}`,
  otherStructure: `structure-${uuid(6)}`,
  prescriberStructure: `structure-${uuid(7)}`,
  recyclerie: `structure-${uuid(8)}`,
  prescriber: `actor-${uuid(9)}`,
  mediator: `actor-${uuid(10)}`,
  device: `device-${uuid(11)}`,
  otherMediator: `actor-${uuid(12)}`,
  otherPrescriber: `actor-${uuid(13)}`,
  otherDevice: `device-${uuid(14)}`,
} as const

/** The definition that the Landes start with. */
export const landes = definitionSchema.parse(
  JSON.parse(readFileSync(join(process.cwd(), 'definitions/landes-mon-ordi-pin40.v1.json'), 'utf8')),
) as WholeDefinition

/** A definition with every wait and end that its stages ask for, as its check has found. */
type WholeDefinition = Definition & {
  waits: Record<Exclude<Task, 'give_support'>, Wait>
  ends: Record<ClosingTask, End>
}

/** The stages of the Landes by their kinds: each comes once. */
export const landesStages = {
  diagnostic: firstOfKind(landes, 'diagnostic'),
  training: firstOfKind(landes, 'training'),
  dotation: firstOfKind(landes, 'dotation'),
  evaluation: firstOfKind(landes, 'evaluation'),
}

/** The definition of the Landes with the settings of one stage changed. */
export const withStage = (kind: StageKind, over: object): unknown => ({
  ...landes,
  stages: landes.stages.map((stage) => (stage.kind === kind ? { ...stage, ...over } : stage)),
})

export const agent = (over: Partial<NonNullable<OutsideFacts['agent']>> = {}): NonNullable<OutsideFacts['agent']> => ({
  stream: ids.mediator,
  role: 'mediator',
  structure: ids.lieuStructure,
  place: ids.place,
  // Somebody of another structure works elsewhere, unless it is said otherwise.
  places: over.structure === undefined ? [ids.place] : [],
  territory: '40',
  capacity: null,
  leftOn: null,
  ...over,
})

export const place = {
  ...{ stream: ids.place, structure: ids.lieuStructure, isLieu: true },
  ...{ territory: '40', epci: '244000808' },
} as const

/** Every outside fact as an ordinary day has it. */
export const ordinary: OutsideFacts = {
  refer: {
    territory: '40',
    epci: '244000808',
    age: 52,
    bornInFuture: false,
    bornAfterConsent: false,
    place,
    prescriber: agent({ stream: ids.prescriber, role: 'prescriber', structure: ids.prescriberStructure, place: null }),
    paper: { isStructureKnown: true, isPrescriberNamed: true },
    isRepresented: false,
    lastHandedOverOn: null,
    lastHandedOverOnInHousehold: null,
    following: [],
    likelyDuplicates: [],
  },
  coarse: { ageBand: '50_54', gender: 'female' },
  place: { ...place, stream: ids.otherPlace, structure: ids.otherStructure },
  agent: agent(),
  followed: 0,
  lastHandedOver: { own: null, inHousehold: null },
  line: { journey: ids.journey, hasPlace: false, waiting: [] },
  stock: { ready: 0, waiting: 2, recyclerie: ids.recyclerie },
}

export const facts = (
  outside: Partial<OutsideFacts> = {},
  now = '2026-03-02T09:00:00Z',
  over: Partial<Facts> = {},
): Facts => ({
  now,
  zone: 'Europe/Paris',
  actor: { sub: ids.mediator, role: 'mediator', lieu: ids.place },
  definition: landes,
  decided: [],
  outside: { ...ordinary, ...outside },
  ...over,
})

const level = (code: string) => ({
  instrument: 'quatre-bases.v1',
  levels: { bases: code, textes: code, internet: code, messagerie: code },
})
const measured = (on: string, code: string, value: number) => ({
  on,
  askedBy: ids.mediator,
  skills: level(code),
  sentiment: { instrument: 'sentiment-competence.v1', value },
  pix: null,
})
const miss = { shareable: 'non_realise', internal: 'injoignable' }
const end = { shareable: 'souhait_de_la_personne', internal: 'renonce' }

/** One well-formed command of each type. */
export const commands = {
  Refer: {
    type: 'Refer',
    data: {
      person: ids.person,
      definition: landes.id,
      prescriber: { structure: ids.prescriberStructure, agent: ids.prescriber },
      ...{ entry: 'prescriber', paper: null, group: null },
      place: ids.place,
      reasons: ['equipement', 'competences'],
      needs: ['demarches'],
      consent: { textVersion: 'landes-2026-01', date: '2026-03-01', mode: 'papier', by: 'person' },
      naturalPerson: true,
      commitment: true,
    },
  },
  Accept: { type: 'Accept', data: { mediator: ids.mediator } },
  AcceptOverCapacity: { type: 'AcceptOverCapacity', data: { mediator: ids.mediator, reason: 'situation_urgente' } },
  Enlist: { type: 'Enlist', data: {} },
  TellRank: { type: 'TellRank', data: {} },
  Decline: { type: 'Decline', data: { reasons: { shareable: 'lieu_complet', internal: 'plus_de_mediateur' } } },
  ChooseLieu: { type: 'ChooseLieu', data: { place: ids.otherPlace } },
  BookAppointment: { type: 'BookAppointment', data: { at: '2026-03-10T14:00:00Z' } },
  RecordMissed: { type: 'RecordMissed', data: { on: '2026-03-10', reasons: miss } },
  RecordDiagnostic: {
    type: 'RecordDiagnostic',
    data: {
      ...measured('2026-03-10', 'not_acquired', 2),
      equipment: { computer: false, connection: true },
      needs: { training: true, laptop: true, features: [], mailbox: false, connection: false, orientation: false },
      conclusion: 'continue',
      reasons: null,
    },
  },
  PlanTraining: { type: 'PlanTraining', data: { objectives: ['bases', 'demarches'], sessions: 3, mode: 'group' } },
  RecordAttendance: { type: 'RecordAttendance', data: { session: 1, on: '2026-03-20', present: true, reasons: null } },
  AssessTraining: { type: 'AssessTraining', data: { ...measured('2026-04-20', 'acquired', 7), commitmentKept: true } },
  RecordSupport: { type: 'RecordSupport', data: { on: '2026-03-20', result: 'given', reasons: null } },
  RecordAttempt: { type: 'RecordAttempt', data: { on: '2026-08-10', reasons: miss } },
  RecordFollowUp: {
    type: 'RecordFollowUp',
    data: {
      on: '2026-08-10',
      askedBy: ids.mediator,
      instrument: 'suivi-3-mois.v1',
      answers: { usage: 'chaque_semaine', demarches: 'avec_aide' },
      sentiment: { instrument: 'sentiment-competence.v1', value: 8 },
      skills: null,
    },
  },
  Pause: {
    type: 'Pause',
    data: { until: '2026-10-01', reasons: { shareable: 'situation_changee', internal: 'sante' } },
  },
  Resume: { type: 'Resume', data: {} },
  ResumeByDate: { type: 'ResumeByDate', data: {} },
  ChangeLieu: {
    type: 'ChangeLieu',
    data: { place: ids.otherPlace, mediator: null, reasons: { shareable: 'demenagement', internal: 'plus_proche' } },
  },
  NameMediator: {
    type: 'NameMediator',
    data: {
      mediator: ids.otherMediator,
      reasons: { shareable: 'changement_de_suivi', internal: 'depart_du_mediateur' },
    },
  },
  ChangePrescriber: {
    type: 'ChangePrescriber',
    data: {
      prescriber: { structure: ids.prescriberStructure, agent: ids.otherPrescriber },
      reasons: { shareable: 'changement_de_suivi', internal: 'depart_de_l_agent' },
    },
  },
  Withdraw: { type: 'Withdraw', data: { on: '2026-03-02', reasons: end } },
  Reopen: { type: 'Reopen', data: { stage: null, reason: 'personne_revenue' } },
  Remind: { type: 'Remind', data: {} },
  Expire: { type: 'Expire', data: {} },
  RemindAppointment: { type: 'RemindAppointment', data: {} },
  OpenFollowUp: { type: 'OpenFollowUp', data: {} },
} as const satisfies Record<string, JourneyCommand>

/** Folds decided events onto a state. */
export const fold = (state: JourneyState, events: readonly JourneyEvent[]): JourneyState => events.reduce(evolve, state)

/** Applies commands that must all be accepted; throws with the rule where one is not. */
export const after = (...steps: readonly Played[]): JourneyState => played(...steps).state

type Played = readonly [JourneyCommand, Facts]

/** The same with every event that was decided, in order. */
export function played(...steps: readonly Played[]): {
  readonly log: readonly JourneyEvent[]
  readonly state: JourneyState
} {
  const log: JourneyEvent[] = []
  let state: JourneyState = { stage: 'unknown' }
  for (const [command, given] of steps) {
    const decision = decide(command, state, given)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rule}`)
    log.push(...decision.events)
    state = fold(state, decision.events)
  }
  return { log, state }
}

const at = (now: string) => facts({}, now)
const handedOver = (now: string) =>
  facts({}, now, {
    decided: [
      {
        stream: ids.dotation,
        event: { type: 'DotationHandedOver', data: { device: ids.device }, at: now, on: now.slice(0, 10) },
      },
    ],
  })

/** The straight road until the follow-up is asked for, each step on its day. */
export const road = [
  [commands.Refer, at('2026-03-02T09:00:00Z')],
  [commands.Accept, at('2026-03-03T09:00:00Z')],
  [commands.BookAppointment, at('2026-03-04T09:00:00Z')],
  [commands.RecordDiagnostic, at('2026-03-10T15:00:00Z')],
  [commands.PlanTraining, at('2026-03-11T09:00:00Z')],
  [commands.RecordAttendance, at('2026-03-20T15:00:00Z')],
  [commands.AssessTraining, at('2026-04-20T15:00:00Z')],
  [{ type: 'HandOver', data: {} }, handedOver('2026-05-04T09:00:00Z')],
  [commands.OpenFollowUp, at('2026-08-04T09:10:00Z')],
] as const satisfies readonly (readonly [JourneyCommand, Facts])[]

const inLine = [road[0], [commands.Enlist, at('2026-03-03T09:00:00Z')]] as const
const offer = { type: 'OfferPlace', data: { mediator: ids.mediator } } as const

/** A journey at each of its tasks, on the straight road; `choose_lieu` after a decline. */
export const journeyAt = {
  unknown: (): JourneyState => ({ stage: 'unknown' }),
  answer_referral: () => after(...road.slice(0, 1)),
  choose_lieu: () => after(...road.slice(0, 1), [commands.Decline, at('2026-03-03T09:00:00Z')]),
  await_place: () => after(...inLine),
  confirm_place: () => after(...inLine, [offer, at('2026-04-02T09:00:00Z')]),
  book_diagnostic: () => after(...road.slice(0, 2)),
  hold_diagnostic: () => after(...road.slice(0, 3)),
  plan_training: () => after(...road.slice(0, 4)),
  follow_training: () => after(...road.slice(0, 6)),
  dotation: () => after(...road.slice(0, 7)),
  await_follow_up: () => after(...road.slice(0, 8)),
  ask_follow_up: () => after(...road.slice(0, 9)),
  paused: () => after(...road.slice(0, 4), [commands.Pause, at('2026-04-05T09:00:00Z')]),
  completed: () => after(...road, [commands.RecordFollowUp, at('2026-08-20T09:00:00Z')]),
  closed: () => after(...road.slice(0, 1), [commands.Withdraw, at('2026-03-02T10:00:00Z')]),
} as const
export type Moment = keyof typeof journeyAt
