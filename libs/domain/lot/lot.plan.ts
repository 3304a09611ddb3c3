import type { Owner } from '../../contracts/codes'
import { nextDeadline } from '../kernel/deadline'
import { didIt, type Doer, type Intent, type PlanBody, type Recipient } from '../kernel/decider'
import { never } from '../kernel/refusal'
import { endOfWait } from '../kernel/wait'
import { type LotEvent, type LotState, type OpenLot, taskOf } from './lot.state'

type KnownLot = Exclude<LotState, { stage: 'unknown' }>

/** What a lot waits for; null before it is acquired. Its delays are its own, so that it needs no definition. */
export function plan(state: LotState, stream: string): PlanBody | null {
  if (state.stage === 'unknown') return null
  if (state.stage === 'closed') {
    const { outcome } = state
    return { stage: 'closed', task: 'none', owner: null, until: null, command: null, child: null, outcome }
  }
  const task = taskOf(state)
  const { since, reminders, lot } = state
  const { until, fires } = nextDeadline(lot.waits[task], { task, since, reminders, pauses: [] }, lot.zone, stream)
  const command = fires === 'reminder' ? 'RemindLot' : 'ExpireLot'
  return { stage: state.stage, task, owner: ownerOf(state), until, command, child: null }
}

/** A lot waits for its recyclerie; one that is late, for the coordinator. */
const ownerOf = ({ lot, late }: OpenLot): Owner =>
  late ? { role: 'coordinator', id: lot.territory } : { role: 'recyclerie', id: lot.recyclerie }

/** Whom a lot tells what: its recyclerie, its owner and, where something goes wrong or ends, the coordinator. */
export function react(event: LotEvent, state: LotState, stream: string, by: Doer): readonly Intent[] {
  if (state.stage === 'unknown') return []
  return intentsOf(event, state, stream).filter(({ to, task }) => task !== null || !didIt(by, to))
}

function intentsOf(event: LotEvent, state: KnownLot, stream: string): readonly Intent[] {
  const { lot } = state
  const recyclerie: Recipient = { role: 'recyclerie', id: lot.recyclerie }
  const owner: Recipient = { role: 'owner', id: lot.owner }
  const coordinator: Recipient = { role: 'coordinator', id: lot.territory }
  switch (event.type) {
    case 'LotAcquired':
      return asked('lot_ordered', [recyclerie], state, stream)
    case 'LotReminded':
      return asked('lot_reminder', state.stage === 'ready' ? [recyclerie, owner] : [awaited(state)], state, stream)
    case 'LotConfirmedReady':
      return asked('lot_ready', [owner], state, stream)
    case 'LotEscalated':
      return [
        ...asked('lot_late', [coordinator], state, stream),
        ...[owner, recyclerie].map((to) => told('lot_late', to, { ...about(state), task: event.data.task, end: null })),
      ]
    case 'LotClosed': {
      const { outcome, cause, delivered, out, left, missing } = event.data
      const data = { order: lot.order, outcome, cause, delivered, out, left, missing }
      return [owner, recyclerie, coordinator].map((to) => told('lot_closed', to, data))
    }
    case 'LotReceived':
    case 'LotFollowed':
    case 'LotPrepared':
    case 'PlanRecomputed':
      return []
    default:
      return never(event)
  }
}

const told = (mail: Intent['mail'], to: Recipient, data: Intent['data']): Intent => ({ mail, to, data, task: null })

const about = ({ lot }: KnownLot) => ({ order: lot.order, laptops: lot.laptops })

const awaited = (state: KnownLot): Recipient =>
  state.stage === 'closed' ? { role: 'coordinator', id: state.lot.territory } : ownerOf(state)

/** A mail that asks for something, with the day on which the wait ends; a lot that the same events closed asks no more. */
function asked(mail: Intent['mail'], to: readonly Recipient[], state: KnownLot, stream: string): readonly Intent[] {
  if (state.stage === 'closed') return []
  const task = taskOf(state)
  const { expireAfter, calendar } = state.lot.waits[task]
  const end = endOfWait(state.since, expireAfter, calendar, state.lot.zone, `${stream}/${task}`)
  const data = { ...about(state), task, end }
  return to.map((each) => ({ mail, to: each, data, task: { name: task, since: state.since } }))
}

/** False where the wait that a mail is about is over. */
export function stillDue(state: LotState, { task }: Intent): boolean {
  if (!task) return true
  if (state.stage === 'unknown' || state.stage === 'closed') return false
  return taskOf(state) === task.name && state.since === task.since
}
