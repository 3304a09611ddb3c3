import fc from 'fast-check'
import { nothingDescribed } from '../contracts/commands/place.commands'
import type { StreamKind } from '../contracts/stream'
import { fullCall, lightCall } from '../testing/call.fixtures'
import { facts, ids, landes } from '../testing/journey.fixtures'
import { fundLineCommands, openFundLine } from '../testing/fund.fixtures'
import { laptopRules } from '../testing/laptop.fixtures'
import { shaped } from '../testing/shape.fixtures'
import type { OutsideFacts } from './facts'
import type { DomainEvent } from './kernel/decider'
import { rules } from './kernel/rules'
import { aggregates } from './registry'

interface Given {
  readonly type: string
  readonly data: unknown
}

const structure = { externalId: null, name: 'Association Exemple', siret: null, roles: ['recyclerie'], territory: '40' }
const place = {
  ...nothingDescribed,
  ...{ source: 'alpi', externalId: 'L-1', name: 'Lieu Exemple', structure: ids.lieuStructure },
  ...{ communeInsee: '40192', epci: '244000808', territory: '40' },
}
const agent = {
  ...{ role: 'mediator', structure: ids.lieuStructure, place: ids.place, places: [ids.place], territory: '40' },
}
const territory = { code: '40', name: 'Landes', epcis: [], communes: [] }
const id = 'forme.v1'
const small = shaped('support')
const { id: callId } = lightCall
const monday = { place: ids.place, weekday: 'Mo', hours: '9h-12h' }

/** What is given to each kind that follows nobody's journey: what is right, what says the same, what is wrong. */
const given: Partial<Record<StreamKind, readonly Given[]>> = {
  structure: [
    { type: 'RegisterStructure', data: structure },
    { type: 'RegisterStructure', data: { ...structure, roles: ['owner'] } },
    { type: 'AdmitRecyclerie', data: { on: '2026-02-01', criteria: laptopRules.admission.criteria } },
    { type: 'AdmitRecyclerie', data: { on: '2026-03-03', criteria: laptopRules.admission.criteria } },
    { type: 'AdmitRecyclerie', data: { on: '2026-02-01', criteria: 'autres.v1' } },
    { type: 'WithdrawAdmission', data: { on: '2026-02-20', reason: 'controle' } },
    { type: 'WithdrawAdmission', data: { on: '2026-01-20', reason: 'controle' } },
  ],
  place: [
    { type: 'RegisterPlace', data: place },
    { type: 'RegisterPlace', data: { ...place, name: 'Autre', updatedOn: '2026-03-05' } },
    { type: 'RegisterPlace', data: { ...place, latitude: 43.9 } },
    { type: 'RegisterPlace', data: { ...place, epci: 'ailleurs' } },
    { type: 'UpdatePlace', data: { name: 'Nom corrigé' } },
    { type: 'UpdatePlace', data: { longitude: 0 } },
  ],
  actor: [
    { type: 'RegisterAgent', data: agent },
    { type: 'RegisterAgent', data: { ...agent, role: 'prescriber' } },
    { type: 'RegisterAgent', data: { ...agent, structure: ids.otherStructure } },
    { type: 'SetCapacity', data: { capacity: 3 } },
    { type: 'SetCapacity', data: { capacity: null } },
    { type: 'SetPermanences', data: { permanences: [monday] } },
    { type: 'SetPermanences', data: { permanences: [monday, monday] } },
    { type: 'RecordDeparture', data: { on: '2026-03-01' } },
    { type: 'RecordReturn', data: { on: '2026-03-02' } },
    { type: 'RecordReturn', data: { on: '2026-02-02' } },
  ],
  territory: [
    { type: 'DescribeTerritory', data: territory },
    { type: 'DescribeTerritory', data: { ...territory, name: 'Autre nom' } },
  ],
  definition: [
    { type: 'DraftDefinition', data: { id, content: { ...small, zone: 'Ailleurs' } } },
    { type: 'DraftDefinition', data: { id, content: { ...small, territory: '32' } } },
    { type: 'DraftDefinition', data: { id, content: small } },
    { type: 'DraftDefinition', data: { id, content: { ...small, title: 'Un autre titre' } } },
    { type: 'DraftDefinition', data: { id, content: landes } },
    { type: 'PublishDefinition', data: { id, adoptedBy: null } },
    { type: 'PublishDefinition', data: { id, adoptedBy: { group: 'cotech', on: '2026-02-01', reference: null } } },
    { type: 'RetireDefinition', data: { id } },
  ],
  fund_line: [
    ...Object.values(fundLineCommands),
    { type: 'OpenFundLine', data: { ...openFundLine, counts: 'promised' } },
    { type: 'ReceiveContribution', data: { cents: 500_000, reference: 'VIR-2026-2', on: '2026-03-09' } },
    { type: 'ReverseContribution', data: { entry: 3, reason: 'erreur_de_saisie' } },
    // What others decide, and say nothing of money.
    { type: 'AcquireLot', data: {} },
  ],
  call: [
    { type: 'DraftCall', data: { id: callId, content: { ...lightCall, zone: 'Ailleurs' } } },
    { type: 'DraftCall', data: { id: callId, content: { ...lightCall, territory: '32' } } },
    { type: 'DraftCall', data: { id: callId, content: lightCall } },
    { type: 'DraftCall', data: { id: callId, content: { ...lightCall, title: 'Un autre titre' } } },
    { type: 'DraftCall', data: { id: callId, content: fullCall } },
    { type: 'PublishCall', data: { id: callId, adoptedBy: null } },
    { type: 'PublishCall', data: { id: callId, adoptedBy: { group: 'copil', on: '2026-02-01', reference: null } } },
    { type: 'RetireCall', data: { id: callId } },
  ],
}

const known: OutsideFacts = {
  ...{ laptops: laptopRules, places: [ids.place], commune: { epci: '244000808', territory: '40' } },
  structures: Object.fromEntries(
    [ids.lieuStructure, openFundLine.funder, openFundLine.payer].map((id) => [
      id,
      { roles: ['lieu'], territory: '40', admitted: false },
    ]),
  ),
  publication: { shipped: null, zone: 'Europe/Paris', demonstration: true },
}
const nows = ['2026-03-02T09:00:00.000Z', '2026-03-10T09:00:00.000Z'].map((now) => frozen(facts(known, now)))

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) frozen(inner)
  return value
}

/** Decides and folds one command; throws where a property does not hold. */
function step(kind: StreamKind, state: unknown, command: Given, now: (typeof nows)[number]) {
  const { decide, evolve, plan } = aggregates[kind]
  const stream = `${kind}-1`
  const [decision, again] = [decide(command, state, now, stream), decide(command, state, now, stream)]
  if (JSON.stringify(decision) !== JSON.stringify(again)) throw new Error('decided twice, otherwise')
  if (!decision.ok) {
    if (!(decision.rule in rules)) throw new Error(`not a known rule: ${decision.rule}`)
    return { state, events: [] }
  }
  const next = frozen(decision.events.reduce(evolve, state))
  plan(next, null, stream)
  return { state: next, events: decision.events }
}

/** A stream as some commands have left it: where a walk begins, without deciding all of it each time. */
function begun(kind: StreamKind, commands: readonly Given[]) {
  const now = nows[0] as (typeof nows)[number]
  return commands.reduce<{ state: unknown; events: readonly DomainEvent[] }>(
    ({ state, events }, command) => {
      const next = step(kind, state, command, now)
      return { state: next.state, events: [...events, ...next.events] }
    },
    { state: frozen(aggregates[kind].initialState), events: [] },
  )
}

/** A version is mostly met published: checking a whole one takes longer than all the rest of a walk. */
const isRare = ({ type }: Given) => type === 'PublishDefinition' || type === 'PublishCall'
const kinds = Object.keys(given) as StreamKind[]

test.each(kinds)(
  '%s: decided alike twice, refused by name, folded, and folded again from the log to the same',
  (kind) => {
    const commands = frozen(given[kind] ?? [])
    const rare = commands.filter(isRare)
    const draft = commands.filter(({ data }) =>
      [small, lightCall].some((whole) => (data as { content?: unknown }).content === whole),
    )
    const ways = [[], [...draft, ...rare], [...draft, ...rare, ...commands.slice(-1)]].map((way) => begun(kind, way))
    const common = fc.constantFrom(...commands.filter((command) => !isRare(command)))
    const drawn = rare.length === 0 ? common : fc.oneof({ weight: 500, arbitrary: common }, fc.constantFrom(...rare))
    const steps = fc.array(fc.tuple(drawn, fc.constantFrom(...nows)), { maxLength: rare.length === 0 ? 8 : 3 })
    fc.assert(
      fc.property(fc.constantFrom(...ways), steps, (start, walk) => {
        const { evolve, initialState, summary, rows } = aggregates[kind]
        const events = [...start.events]
        let { state } = start
        for (const [command, now] of walk) {
          const after = step(kind, state, command, now)
          state = after.state
          events.push(...after.events)
        }
        const replayed = (JSON.parse(JSON.stringify(events)) as DomainEvent[]).reduce(evolve, initialState)
        if (JSON.stringify(replayed) !== JSON.stringify(state)) throw new Error('the log folds to something else')
        if (events.length === 0) return
        summary(state)
        rows(state, `${kind}-1`)
      }),
      { numRuns: 10_000 },
    )
  },
)
