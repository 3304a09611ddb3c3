import fc from 'fast-check'
import { commands, facts, fold, ids, landes } from '../../testing/journey.fixtures'
import { compareInstants } from '../kernel/wait'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'
import type { JourneyEvent } from './journey.events'
import { plan } from './journey.plan'
import { react } from './journey.react'
import type { JourneyState } from './journey.state'

const start = Date.parse('2026-03-02T09:00:00Z')
const day = 86_400_000

/** What a step does: some command after some days. A booked appointment is always ahead of its own day. */
const step = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  command: fc.constantFrom(...Object.values(commands)),
})
const fromDays = (days: number) => new Date(start + days * day).toISOString().replace('.000', '')

function play(steps: readonly { days: number; command: JourneyCommand }[]) {
  const events: JourneyEvent[] = []
  let state: JourneyState = { stage: 'unknown' }
  let days = 0
  for (const { days: later, command } of [{ days: 0, command: commands.Refer }, ...steps]) {
    days += later
    const now = fromDays(days)
    const given: JourneyCommand =
      command.type === 'BookAppointment' ? { type: 'BookAppointment', data: { at: fromDays(days + 3) } } : command
    const decision = decide(given, state, facts({}, now))
    if (!decision.ok) continue
    for (const event of decision.events) {
      state = fold(state, [event])
      react(event, state, landes, ids.journey, facts().actor)
      events.push(event)
    }
  }
  return { events, state }
}

const walks = fc.array(step, { maxLength: 40 })

test('whatever people do, what was decided can be folded, told, and folded again to the same state', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      const { events, state } = play(steps)
      const stored = JSON.parse(JSON.stringify(events)) as JourneyEvent[]
      expect(fold({ stage: 'unknown' }, stored)).toEqual(JSON.parse(JSON.stringify(state)))
    }),
    { numRuns: 2000 },
  )
})

test('wherever a journey is, its deadlines alone bring it to an end, each later than the one before', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      let { state } = play(steps)
      let last = fromDays(0)
      for (let count = 0; state.stage !== 'closed' && state.stage !== 'dotation'; count += 1) {
        expect(count).toBeLessThan(60)
        const { until, command } = plan(state, landes, ids.journey) ?? {}
        if (!until || !command) throw new Error('an open journey waits for nothing')
        const due = compareInstants(until, last) > 0 ? until : last
        const decision = decide({ type: command, data: {} } as JourneyCommand, state, facts({}, due))
        if (!decision.ok) throw new Error(decision.rule)
        const next = fold(state, decision.events)
        const after = plan(next, landes, ids.journey)
        if (after?.until) expect(compareInstants(after.until, until)).toBeGreaterThan(0)
        state = next
        last = due
      }
    }),
    { numRuns: 300 },
  )
})
