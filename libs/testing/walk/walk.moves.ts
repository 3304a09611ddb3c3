import type { CommandType } from '../../domain/command.table'
import type { Draw } from '../draw'
import { commands, ids } from '../journey.fixtures'
import { deviceCommands, preparedOn, registration } from '../laptop.fixtures'
import { lotCommands } from '../lot.fixtures'
import { signatureDocument } from '../receipt.fixtures'
import { newer } from './walk.definitions'
import { deviceIn, dotationIn, journeyOf, lotIn, type Move, streams, todayIn, type WalkWorld } from './walk.world'

type Data = Readonly<Record<string, unknown>>
type Making = (world: WalkWorld, draw: Draw) => Data

/** One of several; the first is what happens on an ordinary day, and is drawn by 0. */
const one = <T>(draw: Draw, ...choices: readonly [T, ...T[]]): T => choices[draw(choices.length)] ?? choices[0]

/** A day that people give: today mostly, now and then another one, or one to come, which is refused. */
const day = (world: WalkWorld, draw: Draw): string => todayIn(world, one(draw, 0, 0, 0, 0, -1, -30, 1))

const dated =
  (data: Data): Making =>
  (world, draw) => ({ ...data, on: day(world, draw) })
const same =
  (data: Data): Making =>
  () =>
    data

const { internal, shareable } = commands.RecordMissed.data.reasons
const miss = { internal, shareable }
const elsewhere = { shareable: 'oriente', internal: 'autre_service' }
const away = (world: WalkWorld) => {
  const state = journeyOf(world)
  return state.stage !== 'unknown' && state.referral.place === ids.otherPlace ? ids.place : ids.otherPlace
}
const yes = (draw: Draw) => one(draw, true, true, false)

/** What a referral names out of the lists of its definition. */
const ownCodes = ({ definition: { id, reasons, needs } }: WalkWorld) => ({
  definition: id,
  reasons: reasons.slice(0, 1).map(({ code }) => code),
  needs: needs.slice(0, 1).map(({ code }) => code),
})
const consented = ({ definition: { consent } }: WalkWorld) => ({
  textVersion: consent.textVersion,
  mode: consent.modes[0]?.code,
})
const stageNow = (world: WalkWorld) => {
  const state = journeyOf(world)
  return world.definition.stages.find(({ code }) => state.stage !== 'unknown' && code === state.at)
}
const objectivesOf = (world: WalkWorld) => {
  const stage = stageNow(world)
  return stage?.kind === 'training' ? stage.objectives.slice(0, 1).map(({ code }) => code) : ['bases']
}
const answersTo = (world: WalkWorld) => {
  const stage = stageNow(world)
  const instrument = stage?.kind === 'evaluation' ? stage.questionnaire : ''
  const asked = world.definition.instruments.questionnaires.find(({ version }) => version === instrument)
  const answers = asked?.questions.map(({ code, answers }) => [code, answers[0]?.code]) ?? []
  return { instrument, answers: Object.fromEntries(answers) as Data }
}

/** What is put right: the day of a fact, or what it found. */
const change = (world: WalkWorld, draw: Draw): Data =>
  one<Data>(
    draw,
    { fact: 'diagnostic', on: day(world, draw) },
    { fact: 'diagnostic', needs: { ...commands.RecordDiagnostic.data.needs, training: yes(draw), laptop: yes(draw) } },
    { fact: 'training', commitmentKept: yes(draw) },
    { fact: 'training', on: day(world, draw), sentiment: { instrument: 'sentiment-competence.v1', value: draw(12) } },
    { fact: 'session', present: yes(draw) },
    { fact: 'missed', missed: false },
    { fact: 'support', result: one(draw, 'given', 'refused'), reasons: null },
    { fact: 'hand_over', on: day(world, draw) },
    { fact: 'follow_up', on: day(world, draw) },
  )

const ofJourney: Partial<Record<CommandType, Making>> = {
  Refer: (world, draw) => ({
    ...commands.Refer.data,
    ...ownCodes(world),
    consent: { ...consented(world), date: todayIn(world, one(draw, 0, -3)), by: 'person' },
    commitment: one(draw, true, true, true, false),
  }),
  TakeOverJourney: (world, draw) => {
    const { person, place } = commands.Refer.data
    const step = one(draw, 'equipment_chosen', 'opened', 'prescriber_part', 'lieu_part', 'signed', 'closed')
    const followed = step !== 'opened' && step !== 'prescriber_part' && step !== 'closed'
    return {
      ...{ person, place, step, ...ownCodes(world) },
      prescriber: { structure: null, agent: null },
      consent: { ...consented(world), date: '2024-01-10' },
      ...{ openedOn: '2024-01-10', on: day(world, draw), mediator: followed ? ids.mediator : null },
      handedOverOn: step === 'signed' ? '2024-06-10' : null,
      outcome: step === 'closed' ? 'completed' : null,
    }
  },
  Accept: same(commands.Accept.data),
  AcceptOverCapacity: same(commands.AcceptOverCapacity.data),
  Enlist: same({}),
  TellRank: same({}),
  Decline: same(commands.Decline.data),
  ChooseLieu: (world) => ({ place: away(world) }),
  BookAppointment: (world, draw) => ({ at: `${todayIn(world, one(draw, 3, 10, -1))}T14:00:00Z` }),
  RecordMissed: dated({ reasons: miss }),
  RecordDiagnostic: (world, draw) => {
    const conclusion = one(draw, 'continue', 'continue', 'continue', 'oriented_elsewhere', 'not_eligible')
    const needs = { ...commands.RecordDiagnostic.data.needs, training: yes(draw), laptop: yes(draw) }
    const reasons = conclusion === 'continue' ? null : elsewhere
    return { ...commands.RecordDiagnostic.data, on: day(world, draw), needs, conclusion, reasons }
  },
  PlanTraining: (world, draw) => ({
    objectives: objectivesOf(world),
    ...{ sessions: one(draw, 3, 1, 5), mode: 'group' },
  }),
  RecordAttendance: (world, draw) => {
    const present = yes(draw)
    return { session: 1 + draw(3), on: day(world, draw), present, reasons: present ? null : miss }
  },
  AssessTraining: (world, draw) => ({
    ...commands.AssessTraining.data,
    ...{ on: day(world, draw), commitmentKept: yes(draw) },
  }),
  RecordSupport: (world, draw) => {
    const result = one(draw, 'given', 'refused', 'not_possible')
    return { on: day(world, draw), result, reasons: result === 'given' ? null : elsewhere }
  },
  RecordAttempt: dated({ reasons: miss }),
  RecordFollowUp: (world, draw) => ({
    ...commands.RecordFollowUp.data,
    ...answersTo(world),
    on: day(world, draw),
  }),
  Pause: (world, draw) => ({ ...commands.Pause.data, until: todayIn(world, one(draw, 20, 90, 0, 2_000)) }),
  Resume: same({}),
  ChangeLieu: (world, draw) => ({
    ...commands.ChangeLieu.data,
    ...{ place: away(world), mediator: one(draw, null, ids.otherMediator) },
  }),
  NameMediator: (world) => {
    const state = journeyOf(world)
    const isFollowed = state.stage !== 'unknown' && state.mediator !== null
    const mediator = isFollowed && state.mediator === ids.otherMediator ? ids.mediator : ids.otherMediator
    return { mediator, reasons: isFollowed ? commands.NameMediator.data.reasons : null }
  },
  ChangePrescriber: same(commands.ChangePrescriber.data),
  Withdraw: dated(commands.Withdraw.data),
  MoveToVersion: (world, draw) => {
    const to = newer(world.definition)
    const state = journeyOf(world)
    const stages = to.stages.map(({ code }) => code)
    const here = state.stage === 'unknown' ? '' : state.at
    const stage = one(draw, here, stages[draw(stages.length)] ?? here)
    return { definition: to.id, stage, present: one(draw, 'continued', 'left') }
  },
  Correct: (world, draw) => {
    const stages = world.definition.stages.map(({ code }) => code)
    const reason = world.definition.corrections[0]?.code
    return {
      stage: one(draw, stages[draw(stages.length)] ?? '', 'training'),
      number: null,
      change: change(world, draw),
      reason,
    }
  },
  Reopen: (world, draw) => {
    const stages = world.definition.stages.map(({ code }) => code)
    return { stage: one(draw, null, stages[draw(stages.length)] ?? null), reason: world.definition.reopenings[0]?.code }
  },
  AttachDocument: same({ kind: 'other_proof' }),
}

const ofDotation: Partial<Record<CommandType, Making>> = {
  Bind: same({ device: null }),
  IssueReceipt: same({}),
  SignReceipt: (world, draw) => {
    const state = dotationIn(world)
    const receipt = state.stage === 'handover' ? state.receipt : null
    const { version, sha256 } = receipt ?? { version: 1, sha256: '' }
    return {
      on: day(world, draw),
      version: version - one(draw, 0, 0, 1),
      sha256,
      mode: 'papier',
      document: signatureDocument,
    }
  },
  BookHandOver: (world, draw) => ({ at: `${todayIn(world, one(draw, 3, 10, -1))}T14:00:00Z` }),
  MissHandOver: dated({ reasons: miss }),
  ReportFault: dated({ fault: 'ecran' }),
  HandOver: dated({}),
  ReplaceLaptop: dated({ fault: 'ecran' }),
}

const ofDevice: Partial<Record<CommandType, Making>> = {
  RegisterDevice: (world, draw) => ({
    ...registration,
    lot: one(draw, lotIn(world).stage === 'unknown' ? null : streams.lot, null),
    prepared: one(draw, null, preparedOn(todayIn(world))),
  }),
  ReleaseDevice: dated(deviceCommands.ReleaseDevice.data),
  WipeDevice: dated(deviceCommands.WipeDevice.data),
  TestDevice: (world, draw) => {
    const { version, answers } = deviceCommands.TestDevice.data
    const failed = one(draw, {}, {}, {}, { ecran: false }, { securite_electrique: false })
    return { on: day(world, draw), version, answers: { ...answers, ...failed } }
  },
  GradeDevice: dated(deviceCommands.GradeDevice.data),
  ConfirmReady: dated({}),
  SendDevice: dated({}),
  ReceiveDevice: dated({ place: ids.place }),
  DiscardDevice: dated(deviceCommands.DiscardDevice.data),
  SendBackDevice: dated(deviceCommands.SendBackDevice.data),
  GiveBackDevice: dated({}),
}

const ofLot: Partial<Record<CommandType, Making>> = {
  AcquireLot: dated(lotCommands.AcquireLot.data),
  ReceiveLot: dated(lotCommands.ReceiveLot.data),
  ConfirmLotReady: dated({}),
  DeliverLot: dated({}),
  CloseLot: (world, draw) => ({ on: day(world, draw), shortfall: one(draw, null, 'livraison_partielle') }),
}

const household = '00000000-0000-4000-8000-000000000077'
const ofPerson: Partial<Record<CommandType, Making>> = {
  TakeOverHandOver: (world, draw) => ({ on: day(world, draw), source: 'precurseur', laptop: null }),
  DismissDuplicate: same({ person: streams.persons[1], reason: 'freres' }),
  AskMerge: same({ person: streams.persons[1], reason: 'vue' }),
  MergePersons: same({ into: streams.persons[1], reason: 'meme_personne' }),
  UnmergePersons: same({ reason: 'erreur' }),
  JoinHousehold: same({ household }),
  LeaveHousehold: same({}),
  ErasePerson: same({ cause: 'demande' }),
}

const makings: Partial<Record<CommandType, Making>> = {
  ...{ ...ofJourney, ...ofDotation },
  ...{ ...ofDevice, ...ofLot, ...ofPerson },
}

/** Every command that a walk may draw: those that people give in this small world. */
export const movable = Object.keys(makings) as readonly CommandType[]

const otherDays = ['BookHandOver', 'MissHandOver', 'ChangeLieu', 'Pause'] as const

/** What is done at each moment, so that a walk comes somewhere; whatever else is drawn is mostly refused. */
const likely: Readonly<Record<string, readonly CommandType[]>> = {
  unknown: ['Refer', 'Refer', 'TakeOverJourney'],
  answer_referral: ['Accept', 'Accept', 'Enlist', 'Decline', 'AcceptOverCapacity'],
  choose_lieu: ['ChooseLieu', 'Withdraw'],
  await_place: ['TellRank', 'AcceptOverCapacity', 'Decline'],
  book_diagnostic: ['BookAppointment', 'RecordDiagnostic', 'MoveToVersion'],
  hold_diagnostic: ['RecordMissed', 'RecordDiagnostic', 'BookAppointment'],
  plan_training: ['PlanTraining', 'Pause', 'ChangeLieu'],
  follow_training: ['RecordAttendance', 'AssessTraining', 'AssessTraining', 'PlanTraining'],
  give_support: ['RecordSupport', 'Correct'],
  dotation: ['Bind', 'ConfirmReady', 'IssueReceipt', 'SignReceipt', 'HandOver', 'ReportFault', ...otherDays],
  await_follow_up: ['Correct', 'Pause', 'ChangeLieu', 'Withdraw'],
  ask_follow_up: ['RecordAttempt', 'RecordFollowUp', 'Correct'],
  none: ['AttachDocument', 'Reopen', 'Reopen', 'Correct'],
}
const ofPaused: readonly CommandType[] = ['Resume', 'NameMediator', 'Withdraw', 'MoveToVersion', 'ConfirmReady']
const afterSales: Readonly<Record<string, readonly CommandType[]>> = {
  handed_over: ['SendBackDevice', 'ReplaceLaptop', 'RegisterDevice'],
  sent_back: ['GiveBackDevice', 'WipeDevice'],
}
const aside = [ofDevice, ofLot, ofPerson].map((table) => Object.keys(table) as CommandType[])

/** A command that may be given now: half of the time to the journey where it is, else to what is around it. */
export function drawnMove(world: WalkWorld, draw: Draw): Move {
  const state = journeyOf(world)
  const task = state.stage === 'unknown' ? 'unknown' : state.task
  const isPaused = state.stage !== 'unknown' && state.stage !== 'closed' && state.paused !== null
  const now = isPaused ? ofPaused : (likely[task] ?? [])
  const repair = afterSales[deviceIn(world, streams.devices[0]).status] ?? now
  const lists = [now, now, repair, ...aside, movable]
  const list = lists[draw(lists.length)] ?? movable
  return moveOf(list[draw(list.length)] ?? 'Withdraw', world, draw)
}

const streamsFor = (type: CommandType, draw: Draw): string => {
  if (type in ofJourney) return streams.journey
  if (type in ofDotation) return streams.dotation
  if (type in ofDevice) return one(draw, ...streams.devices)
  return type in ofLot ? streams.lot : streams.persons[0]
}

/** A command of this type with data that make sense in this world mostly. */
export function moveOf(type: CommandType, world: WalkWorld, draw: Draw, stream = streamsFor(type, draw)): Move {
  return { type, stream, data: makings[type]?.(world, draw) ?? {} }
}
