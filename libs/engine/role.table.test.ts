import {
  deviceStatuses,
  dotationStages,
  journeyStages,
  lotStages,
  lotTasks,
  sessionStages,
  roles,
  type Role,
} from '../contracts/codes'
import { kindOf, type StreamKind, streamKinds } from '../contracts/stream'
import { type CommandType, commandTable } from '../domain/command.table'
import { tasksOf } from '../domain/definition/wait.schema'
import type { DotationState } from '../domain/dotation/dotation.state'
import type { JourneyState } from '../domain/journey/journey.state'
import { type LotState, taskOf } from '../domain/lot/lot.state'
import { aggregates } from '../domain/registry'
import { type Acting, mayAny } from '../policy/policy'
import { ids, landes } from '../testing/journey.fixtures'
import { fundIds } from '../testing/grant.fixtures'
import { dataFor } from '../testing/role.data'
import { type Relation, relations, ties, whoMay } from '../testing/rights.fixtures'
import { type RoleMoment, roleMoments, roleStreams } from '../testing/role.moments'
import type { ParsedCommand } from './command.parse'
import type { Found } from './facts/fact.parts'
import { resourcesOf } from './resource.build'
import type { LoadedStream } from './stream.load'

/** Every command × every status of what leads it × every role × every relation: whether they may, or the rule that says no. */

/** What people may be to each kind of thing; to the others they are nobody. */
const related: Readonly<Record<StreamKind, readonly Relation[]>> = {
  journey: ['of_the_prescriber', 'at_the_lieu', 'works_at_the_lieu', 'of_its_structure', 'named'],
  dotation: ['of_the_prescriber', 'at_the_lieu', 'works_at_the_lieu', 'of_its_structure', 'named'],
  person: ['of_the_prescriber', 'at_the_lieu', 'works_at_the_lieu', 'of_its_structure', 'named'],
  device: ['of_its_structure', 'of_the_workshop'],
  lot: ['of_its_structure', 'of_the_workshop'],
  place: ['at_the_lieu', 'works_at_the_lieu', 'of_its_structure'],
  structure: ['of_its_structure'],
  actor: ['of_its_structure', 'named'],
  territory: [],
  definition: [],
  grant: ['of_its_structure', 'named', 'of_the_payer'],
  session: ['named'],
  coverage: [],
  call: [],
  fund_line: [],
}

function actorOf(role: Role, relation: Relation, at: string): Acting {
  const structure = at === ids.place ? ids.lieuStructure : ids.otherStructure
  const over: Readonly<Record<Relation, Partial<Acting>>> = {
    of_the_prescriber: { structure: ids.prescriberStructure },
    at_the_lieu: { lieu: at },
    works_at_the_lieu: { places: [`${ids.place}0`, at] },
    of_its_structure: { structure },
    named: { sub: ids.mediator },
    of_the_workshop: { structure: ids.recyclerie },
    of_the_payer: { structure: fundIds.payer },
    nobody: { lieu: `${ids.place}0`, places: [`${ids.place}0`] },
    // Everything that one can be, in another territory.
    elsewhere: { sub: ids.mediator, structure, lieu: at, places: [at], territory: '32' },
  }
  const territory = role === 'system' ? '*' : '40'
  const stranger = { sub: 'somebody', role, structure: 'structure-of-others', lieu: null, places: [], territory }
  return { ...stranger, ...over[relation] }
}

const isUnknown = ({ stream, states }: RoleMoment) => {
  const state = states[stream] as { status?: string; stage?: string }
  return state.status === 'unknown' || state.stage === 'unknown'
}

/** The answer that the agreed rights give. */
function expected(type: CommandType, kind: StreamKind, moment: RoleMoment, role: Role, relation: Relation): string {
  if (commandTable[type].deadline && role !== 'system') return 'deadline_only'
  if (relation === 'elsewhere') return 'other_territory'
  const tie = whoMay[type][role]
  if (!tie) return 'not_allowed'
  const allowed: readonly Relation[] = ties[tie][moment.followed ? 'followed' : 'asked']
  // Who may do something to everything need not be anybody to it.
  const counts = tie === 'territory' || (related[kind].includes(relation) && !moment.without?.includes(relation))
  return counts && allowed.includes(relation) ? 'yes' : 'not_allowed'
}

const ofFollowers: readonly CommandType[] = ['DismissDuplicate', 'AskMerge', 'JoinHousehold', 'LeaveHousehold']

/** What the engine finds besides the streams: the structure of a place that is named, the journeys of a person. */
function foundFor(type: CommandType, { states }: RoleMoment): Found {
  const place = { stream: ids.place, structure: ids.lieuStructure, isLieu: true, territory: '40', epci: '244000808' }
  const row = aggregates.journey.rows(states[ids.journey] ?? { stage: 'unknown' }, ids.journey)[0]?.row
  if (!row || !ofFollowers.includes(type)) return { place }
  const { prescriber_structure, place: at, place_structure, mediator } = row as Record<string, string | null>
  return { place, followers: [{ prescriber_structure, place: at, place_structure, mediator } as never] }
}

/** What the engine asks the policy of a command, on the streams that its table says it reads. */
function asking(type: CommandType, moment: RoleMoment): (actor: Acting) => string {
  const { stream, states } = moment
  const spec = commandTable[type]
  const data = dataFor(type)
  const also = spec.chooses === 'journeysOfPerson' ? [ids.journey] : []
  const loaded = [...new Set([stream, ...spec.touches(stream, data, states[stream]), ...also])].flatMap((name) => {
    const state = states[name]
    if (state === undefined) return []
    const known =
      (state as { status?: string }).status !== 'unknown' && (state as { stage?: string }).stage !== 'unknown'
    const head = known ? { territory: aggregates[kindOf(name)].summary(state).territory } : null
    return [[name, { stream: name, kind: kindOf(name), head, state } as LoadedStream] as const]
  })
  const found = foundFor(type, moment)
  const shipped = type === 'RetireDefinition' ? landes : null
  return (actor) => {
    const command = { type, stream, data, spec, actor } as unknown as ParsedCommand
    const answer = mayAny(actor, type, resourcesOf(command, new Map(loaded), found, shipped))
    return answer === true ? 'yes' : answer
  }
}

/** What opens a stream is of the territory that it names; without one it is of the actor's own, and never of another. */
const namesNone: readonly CommandType[] = [
  'Refer',
  'TakeOverJourney',
  'TakeOverHandOver',
  'RegisterDevice',
  'AcquireLot',
  'OpenFundLine',
  'DraftApplication',
  'TakeOverGrant',
  'ConveneSession',
  'SetCoverage',
]

interface Cell {
  readonly type: CommandType
  readonly moment: RoleMoment
}

const types = Object.keys(commandTable) as CommandType[]

/** A stream that is not there is known to nobody: only what opens it is asked. */
const cellsOf = (kind: StreamKind): readonly Cell[] =>
  types
    .filter((type) => commandTable[type].leads === kind)
    .flatMap((type) =>
      roleMoments[kind]
        .filter((moment) => !isUnknown(moment) || commandTable[type].opens)
        .map((moment): Cell => ({ type, moment })),
    )

const people = roles.flatMap((role) => relations.map((relation) => ({ role, relation })))
const asked = ({ type, moment }: Cell) =>
  people.filter(({ relation }) => !(relation === 'elsewhere' && isUnknown(moment) && namesNone.includes(type)))

test.each(streamKinds)(
  '%s, at every status: every command of every role is allowed, or refused by its rule',
  (kind) => {
    const wrong = cellsOf(kind).flatMap((cell) => {
      const { type, moment } = cell
      const answerTo = asking(type, moment)
      return asked(cell).flatMap(({ role, relation }) => {
        const answer = answerTo(actorOf(role, relation, moment.place))
        const right = expected(type, kind, moment, role, relation)
        return answer === right ? [] : [`${role} ${relation}, ${type} at ${moment.name}: ${answer}, not ${right}`]
      })
    })
    expect(wrong).toEqual([])
  },
)

describe('nothing is left out', () => {
  const statesOf = <S>(kind: StreamKind) => roleMoments[kind].map(({ states }) => states[roleStreams[kind]] as S)
  const seen = (values: readonly string[]) => [...new Set(values)].sort()
  const all = (...values: readonly (readonly string[])[]) => [...new Set(values.flat())].sort()

  test('every kind of stream has its moments, every command its rights and moments at which it is tried', () => {
    expect(Object.keys(whoMay).sort()).toEqual([...types].sort())
    expect(Object.keys(roleMoments).sort()).toEqual([...streamKinds].sort())
    expect(seen(streamKinds.flatMap((kind) => cellsOf(kind).map(({ type }) => type)))).toEqual([...types].sort())
  })

  test('a journey: every stage and task, and each of them paused', () => {
    const states = statesOf<JourneyState>('journey')
    const known = states.flatMap((state) => (state.stage === 'unknown' ? [] : [state]))
    expect(seen(known.map(({ stage }) => stage))).toEqual(all(journeyStages))
    const { dotation: _, ...tasks } = tasksOf
    const timed = ['dotation', 'await_follow_up', 'none']
    expect(seen(known.map(({ task }) => task))).toEqual(all(...Object.values(tasks), timed))
    const paused = known.flatMap((state) => (state.stage !== 'closed' && state.paused ? [state.task] : []))
    const inLine = ['await_place', 'confirm_place']
    // Those in a line are not paused; an appointment that had been given is given anew.
    expect(seen(paused)).toEqual(
      all(...Object.values(tasks), ['dotation', 'await_follow_up']).filter(
        (task) => ![...inLine, 'give_support'].includes(task),
      ),
    )
  })

  test('a dotation: every stage and task, and paused', () => {
    const known = statesOf<DotationState>('dotation').flatMap((state) => (state.stage === 'unknown' ? [] : [state]))
    expect(seen(known.map(({ stage }) => stage))).toEqual(all(dotationStages))
    const tasks = [...tasksOf.dotation, 'bind_laptop', 'under_guarantee', 'none']
    expect(seen(known.map(({ task }) => task))).toEqual(all(tasks))
    expect(known.some((state) => 'paused' in state && state.paused !== null)).toBe(true)
  })

  test('a laptop: every status; a lot: every stage and task', () => {
    const statuses = statesOf<{ status: string }>('device').map(({ status }) => status)
    expect(seen(statuses)).toEqual(all(deviceStatuses, ['taken_over', 'unknown']))
    const lots = statesOf<LotState>('lot')
    expect(seen(lots.map(({ stage }) => stage))).toEqual(all(lotStages, ['unknown']))
    const waiting = lots.flatMap((lot) => (lot.stage === 'unknown' || lot.stage === 'closed' ? [] : [taskOf(lot)]))
    expect(seen(waiting)).toEqual(all(lotTasks))
  })

  test('a session of the committee: every stage', () => {
    const stages = statesOf<{ stage: string }>('session').map(({ stage }) => stage)
    expect(seen(stages)).toEqual(all(sessionStages, ['unknown']))
  })

  test('people, places, structures, agents, territories, definitions and calls: every status', () => {
    const statuses = (kind: StreamKind) => seen(statesOf<{ status: string }>(kind).map(({ status }) => status))
    expect(statuses('person')).toEqual(['erased', 'known', 'unknown'])
    for (const kind of ['place', 'structure', 'actor', 'territory'] as const)
      expect([kind, statuses(kind)]).toEqual([kind, ['known', 'unknown']])
    for (const kind of ['definition', 'call'] as const)
      expect([kind, statuses(kind)]).toEqual([kind, ['draft', 'published', 'retired', 'unknown']])
    expect(statuses('fund_line')).toEqual(['open', 'unknown'])
  })
})
