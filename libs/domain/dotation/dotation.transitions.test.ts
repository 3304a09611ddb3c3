import { dotationStages } from '../../contracts/codes'
import {
  boundDotation,
  handedOverDotation,
  openedDotation,
  signedDotation,
  stockOn,
} from '../../testing/dotation.fixtures'
import { ids, withStage } from '../../testing/journey.fixtures'
import { hashOf, printedReceipt, signatureDocument } from '../../testing/receipt.fixtures'
import { definitionSchema } from '../definition/definition.schema'
import type { Facts } from '../facts'
import { type DotationCommand, decide } from './dotation.decide'
import { evolve } from './dotation.evolve'
import type { DotationState, KnownDotation } from './dotation.state'
import { transitions } from './dotation.transitions'

const later = '2026-09-14T09:00:00Z'
const on = '2026-09-14'
const without = definitionSchema.parse(withStage('dotation', { guarantee: null }))

const signing = { on, version: 1, sha256: hashOf(1), mode: 'papier', document: signatureDocument }
const elsewhere = { place: ids.otherPlace, placeStructure: ids.otherStructure, mediator: null }

/** One well-formed command of each type that a dotation decides. */
const commands: readonly DotationCommand[] = [
  { type: 'Bind', data: { device: null, despite: false } },
  { type: 'OfferLaptop', data: {} },
  { type: 'IssueReceipt', data: {} },
  { type: 'SignReceipt', data: signing },
  { type: 'ReportFault', data: { on, fault: 'ecran' } },
  { type: 'ReplaceLaptop', data: { on, fault: 'ecran' } },
  { type: 'BookHandOver', data: { at: later } },
  { type: 'MissHandOver', data: { on, reasons: { shareable: 'non_realise', internal: 'absent' } } },
  { type: 'HandOver', data: { on } },
  ...(['RemindDotation', 'ExpireDotation', 'RemindHandOver', 'EndGuarantee'] as const).map((type) => ({
    type,
    data: {},
  })),
  ...(['Withdraw', 'Pause', 'Resume', 'ChangeLieu', 'NameMediator', 'AssessTraining'] as const).map((type) => ({
    type,
    data: {},
  })),
]

const told = (stream: string, type: string, data: object) => ({ stream, event: { type, data, at: later } })

const { person, place, structure, mediator, definition, territory, epci, referredOn } = openedDotation().opening
const journey = { person, place, structure, mediator, definition, territory, epci, referredOn }
const requested = told(ids.journey, 'DotationRequested', {
  ...{ recyclerie: ids.recyclerie, ready: 0, waiting: 2, assessedOn: on, needs: [] },
})

/** The facts of a day on which a laptop is free or none is, one was confirmed, the lieu has changed, nothing is covered. */
const days: readonly Facts[] = [stockOn(later, 1), stockOn(later, 0)].flatMap((given) => {
  const known = {
    ...given,
    outside: { ...given.outside, receipt: printedReceipt(1), signature: { keptAt: '2099-01-01T00:00:00Z' }, journey },
  }
  return [
    known,
    { ...known, definition: without },
    { ...known, decided: [told(ids.journey, 'LieuChanged', elsewhere)] },
    { ...known, decided: [requested] },
  ]
})

/** Every state that commands lead to from these, up to a number of steps. */
function reached(steps: number): readonly KnownDotation[] {
  let frontier: readonly DotationState[] = [openedDotation(), boundDotation(), signedDotation(), handedOverDotation()]
  const all = [...frontier]
  for (let step = 0; step < steps; step += 1) {
    frontier = frontier.flatMap((state) => nextOf(state))
    all.push(...frontier)
  }
  return all.filter((state) => state.stage !== 'unknown')
}

const nextOf = (state: DotationState): readonly DotationState[] =>
  commands.flatMap((command) =>
    days.flatMap((given) => {
      // A receipt is printed in the version that comes next.
      const own = command.type === 'IssueReceipt' && state.stage === 'handover' && state.receipts > 0
      const decision = own ? null : decide(command, state, given)
      return decision?.ok && decision.events.length > 0 ? [decision.events.reduce(evolve, state)] : []
    }),
  )

test('the transitions are those that the decisions amount to', () => {
  const found = Object.fromEntries(dotationStages.map((stage) => [stage, new Set<string>()]))
  for (const state of reached(1)) {
    for (const next of nextOf(state)) if (next.stage !== state.stage) found[state.stage]?.add(next.stage)
  }
  const sorted = (table: Readonly<Record<string, Iterable<string>>>) =>
    Object.fromEntries(Object.entries(table).map(([stage, nexts]) => [stage, [...nexts].sort()]))
  expect(sorted(found)).toEqual(sorted(transitions))
})
