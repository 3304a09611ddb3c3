import { dotationOf } from '../../libs/contracts/stream'
import { dayOf } from '../../libs/domain/kernel/wait'
import { actors, beneficiary, journeyIds, laptop, referral, rowsOf } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go, referSomebody, roadToDotation } from './actor.steps'
import { mailsOf } from './course.fixtures'
import { day, passDeadline } from './deadline.pass'

let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const stagesOf = async (journey: string) => {
  const rows = await rowsOf<{ data: { to: string; skipped: string[]; why: string | null } }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'StageLeft' ORDER BY version`,
    [journey],
  )
  return rows.map(({ data }) => data)
}

describe('no answer, or declined', () => {
  it('declined: back to the prescriber at once, with the reason that may be shared and no other', async () => {
    const journey = await referSomebody(world, 1)
    await act(world, journey, 'Decline', commands.Decline.data)
    expect(await mailsOf(world, journey)).toEqual(['referral_received → lieu', 'referral_back → prescriber'])
    const [mail] = await rowsOf<{ data: object }>(
      world,
      `SELECT data FROM mail WHERE stream = $1 AND kind = 'referral_back'`,
      [journey],
    )
    expect(mail?.data).toMatchObject({ reason: 'lieu_complet' })
    expect(JSON.stringify(mail)).not.toContain('plus_de_mediateur')
  })

  it('no answer: reminded at ten days, expired at thirty, back to the prescriber, and the lieu is told', async () => {
    const journey = await referSomebody(world, 2)
    const { changed_at: since } = await world.head(journey)
    expect(await passDeadline(world, journey, since)).toMatchObject({ days: 10, command: 'Remind' })
    expect(await passDeadline(world, journey, since)).toMatchObject({ days: 30, command: 'Expire' })
    expect(await mailsOf(world, journey)).toEqual([
      ...['referral_received → lieu', 'task_reminder → lieu', 'referral_back → prescriber'],
      'referral_taken_back → lieu',
    ])
  })

  it('in the training journey, the same in working days: neither week-ends nor holidays count', async () => {
    const { journey } = journeyIds(3)
    const consent = { textVersion: 'landes-emploi-2026-01', date: '2026-03-01', mode: 'papier' }
    const data = { ...referral(3), reasons: ['recherche_emploi'], needs: ['emploi'], consent }
    const sending = { actor: actors.prescriber, personal: beneficiary(3) }
    await world.give('Refer', journey, { ...data, definition: 'landes-formation-emploi.v1' }, sending)
    const { changed_at: since } = await world.head(journey)
    await passDeadline(world, journey, since)
    const { deadline_at } = await world.head(journey)
    const [from, to] = [dayOf(since, 'Europe/Paris'), dayOf(deadline_at ?? '', 'Europe/Paris')]
    expect(workedDays(from, to)).toBe(15)
  })
})

/** Days after one day and up to another that are neither week-ends nor, by hand, the holidays of 2026 and 2027. */
function workedDays(from: string, to: string): number {
  const holidays = `2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01
    2026-11-11 2026-12-25 2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-08-15`
  let count = 0
  for (let at = Date.parse(from) + day; at <= Date.parse(to); at += day) {
    const date = new Date(at)
    const worked = date.getUTCDay() > 0 && date.getUTCDay() < 6 && !holidays.includes(date.toISOString().slice(0, 10))
    if (worked) count += 1
  }
  return count
}

describe('the end of a journey, for a reason, at every stage', () => {
  const end = (shareable: string, internal: string) => ({ on: '', reasons: { shareable, internal } })

  it.each<[string, number, Parameters<typeof go>[2][], object]>([
    ['an appointment that nobody will keep', 11, ['Accept', 'BookAppointment'], end('situation_changee', 'emploi')],
    [
      'a training under way',
      12,
      ['Accept', 'BookAppointment', 'RecordDiagnostic', 'PlanTraining'],
      end('situation_changee', 'demenagement'),
    ],
    ['a laptop that is awaited', 13, [...roadToDotation], end('hors_criteres', 'deja_equipe')],
  ])('%s: nothing is due any more, and no reminder leaves afterwards', async (_, number, steps, data) => {
    const journey = await referSomebody(world, number)
    await go(world, journey, ...steps)
    await act(world, journey, 'Withdraw', data)
    const closed = await world.head(journey)
    expect(closed).toMatchObject({ stage: 'closed', outcome: 'withdrawn', deadline_at: null })
    const told = await mailsOf(world, journey)
    await world.time.pass(400 * day)
    expect((await world.head(journey)).version).toBe(closed.version)
    expect(await mailsOf(world, journey)).toEqual(told)
  })

  it('a laptop that was reserved is released, the same moment', async () => {
    const device = await laptop(world, 14)
    const journey = await referSomebody(world, 14)
    const dotation = dotationOf(journey)
    await go(world, journey, ...roadToDotation)
    await act(world, dotation, 'Bind', { device })
    await act(world, journey, 'Withdraw', end('souhait_de_la_personne', 'renonce'))
    expect(await world.head(dotation)).toMatchObject({ stage: 'closed', outcome: 'abandoned' })
    expect(await rowsOf(world, 'SELECT FROM binding WHERE device = $1 AND open', [device])).toEqual([])
    expect(await mailsOf(world, dotation)).toContain('laptop_bound → mediator')
  })
})

describe('what the diagnostic finds', () => {
  const found = (needs: object) => ({
    ...commands.RecordDiagnostic.data,
    needs: { ...commands.RecordDiagnostic.data.needs, ...needs },
  })

  it.each<[string, number, object, { to: string; skipped: string[]; why: string | null }]>([
    [
      'no training: straight to the laptop',
      21,
      { training: false },
      { to: 'dotation', skipped: ['training'], why: 'Pas besoin de formation' },
    ],
    [
      'neither training nor laptop: straight to the follow-up',
      22,
      { training: false, laptop: false },
      { to: 'evaluation', skipped: ['training', 'dotation'], why: 'Ni formation ni ordinateur' },
    ],
  ])('%s, and the history says what was skipped', async (_, number, needs, left) => {
    const journey = await referSomebody(world, number)
    await go(world, journey, 'Accept', 'BookAppointment')
    await act(world, journey, 'RecordDiagnostic', found(needs))
    expect((await stagesOf(journey)).at(-1)).toMatchObject(left)
    expect((await world.head(journey)).stage).toBe(left.to)
  })

  it('no laptop: the training, then straight to the follow-up', async () => {
    const journey = await referSomebody(world, 23)
    await go(world, journey, 'Accept', 'BookAppointment')
    await act(world, journey, 'RecordDiagnostic', found({ laptop: false }))
    await go(world, journey, 'PlanTraining', 'RecordAttendance', 'AssessTraining')
    expect((await stagesOf(journey)).at(-1)).toMatchObject({ to: 'evaluation', skipped: ['dotation'] })
  })

  it('somebody is better served elsewhere: the journey ends so, and the prescriber learns it without detail', async () => {
    const journey = await referSomebody(world, 24)
    await go(world, journey, 'Accept', 'BookAppointment')
    const reasons = { shareable: 'oriente', internal: 'autre_service' }
    await act(world, journey, 'RecordDiagnostic', { ...found({}), conclusion: 'oriented_elsewhere', reasons })
    expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'oriented_elsewhere' })
    const [mail] = await rowsOf<{ data: object }>(
      world,
      `SELECT data FROM mail WHERE stream = $1 AND kind = 'journey_closed' AND recipient_role = 'prescriber'`,
      [journey],
    )
    expect(mail?.data).toEqual({ outcome: 'oriented_elsewhere', reason: 'oriente', unmet: null })
  })
})

describe('an appointment that is missed', () => {
  it('is booked again; missed as often as the definition says, the journey is back, not started', async () => {
    const journey = await referSomebody(world, 31)
    await go(world, journey, 'Accept')
    for (const task of ['book_diagnostic', 'none']) {
      await go(world, journey, 'BookAppointment')
      await world.time.pass(day / 12)
      await act(world, journey, 'RecordMissed', commands.RecordMissed.data)
      expect((await world.head(journey)).task).toBe(task)
    }
    expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'not_started' })
    expect(
      JSON.stringify(
        await rowsOf(world, 'SELECT data FROM mail WHERE stream = $1 AND recipient_role = $2', [journey, 'prescriber']),
      ),
    ).not.toContain('injoignable')
  })
})
