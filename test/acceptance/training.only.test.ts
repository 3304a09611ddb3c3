import { actors, beneficiary, journeyIds, referral, rowsOf } from '../../libs/testing/engine.world'
import { commands, ids } from '../../libs/testing/journey.fixtures'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { act, go } from './actor.steps'
import { passDeadline } from './deadline.pass'

/** The journey of jobseekers: an address, a training, two follow-ups and no laptop. */
let world: TimedWorld
beforeAll(async () => {
  world = await createTimedWorld()
})
afterAll(() => world?.close())

const wish = { reasons: ['recherche_emploi'], needs: ['emploi'] }
const consent = { textVersion: 'landes-emploi-2026-01', date: '2026-03-01', mode: 'papier' }

async function refer(number: number): Promise<string> {
  const { journey } = journeyIds(number)
  const data = { ...referral(number), ...wish, consent, definition: 'landes-formation-emploi.v1' }
  await world.give('Refer', journey, data, { actor: actors.prescriber, personal: beneficiary(number) })
  return journey
}

const diagnose = (journey: string, needs: object) =>
  act(world, journey, 'RecordDiagnostic', {
    ...commands.RecordDiagnostic.data,
    needs: { ...commands.RecordDiagnostic.data.needs, laptop: false, ...needs },
  })

const train = async (journey: string) => {
  await act(world, journey, 'PlanTraining', { ...commands.PlanTraining.data, objectives: ['cv', 'emploi'] })
  await go(world, journey, 'RecordAttendance', 'AssessTraining')
}

const followUp = {
  on: '',
  askedBy: ids.mediator,
  instrument: 'suivi-emploi.v1',
  answers: { emploi: 'en_formation', demarches: 'seul' },
  sentiment: { instrument: 'sentiment-competence.v1', value: 8 },
  skills: null,
}

const stagesOf = async (journey: string) => {
  const rows = await rowsOf<{ data: { to: string; skipped: string[] } }>(
    world,
    `SELECT data FROM event WHERE stream = $1 AND type = 'StageLeft' ORDER BY version`,
    [journey],
  )
  return rows.map(({ data }) => [data.to, ...data.skipped.map((code) => `sans ${code}`)].join(' '))
}

it('an address, a training, nobody reached after a month, an answer after six', async () => {
  const journey = await refer(1)
  await go(world, journey, 'Accept', 'BookAppointment')
  await diagnose(journey, { mailbox: true })
  expect(await world.head(journey)).toMatchObject({ stage: 'support', task: 'give_support' })
  await act(world, journey, 'RecordSupport', commands.RecordSupport.data)
  await train(journey)

  const { changed_at: trained } = await world.head(journey)
  expect((await passDeadline(world, journey, trained)).command).toBe('OpenFollowUp')
  const { changed_at: asked } = await world.head(journey)
  const silence = [await passDeadline(world, journey, asked), await passDeadline(world, journey, asked)]
  const gaveUp = await passDeadline(world, journey, asked)
  expect(silence.map(({ days, events }) => [days, ...events])).toEqual([
    [10, 'OwnerReminded'],
    [20, 'OwnerReminded'],
  ])
  expect([gaveUp.days, ...gaveUp.events]).toEqual([30, 'FollowUpMissed', 'StageLeft'])
  // The second follow-up counts from the end of the training, not from the silence.
  const second = await passDeadline(world, journey, trained)
  expect([181, 182, 183, 184]).toContain(second.days)
  await act(world, journey, 'RecordFollowUp', followUp)

  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'completed' })
  expect(await stagesOf(journey)).toEqual([
    'diagnostic',
    'boite_mail',
    'ateliers',
    'suivi_1_mois',
    'suivi_6_mois',
    'end',
  ])
})

it('an address that nobody gives in time: the journey goes on without, and its history says so', async () => {
  const journey = await refer(2)
  await go(world, journey, 'Accept', 'BookAppointment')
  await diagnose(journey, { mailbox: true, training: false })
  const { changed_at: since } = await world.head(journey)
  await passDeadline(world, journey, since)
  expect(await passDeadline(world, journey, since)).toMatchObject({ events: ['SupportNotGiven', 'StageLeft'] })
  expect(await stagesOf(journey)).toEqual(['diagnostic', 'boite_mail', 'suivi_1_mois sans ateliers'])
})

it('neither address nor training: straight to the follow-up; answered once and then silent, it is completed', async () => {
  const journey = await refer(3)
  await go(world, journey, 'Accept', 'BookAppointment')
  await diagnose(journey, { training: false })
  expect(await stagesOf(journey)).toEqual(['diagnostic', 'suivi_1_mois sans boite_mail sans ateliers'])
  const { changed_at: since } = await world.head(journey)
  await passDeadline(world, journey, since)
  await act(world, journey, 'RecordFollowUp', followUp)
  await passDeadline(world, journey, since)
  const { changed_at: asked } = await world.head(journey)
  for (let told = 0; told < 3; told += 1) await passDeadline(world, journey, asked)
  expect(await world.head(journey)).toMatchObject({ stage: 'closed', outcome: 'completed' })
})
