import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import type { CommandType } from '../../../libs/domain/command.table'
import { readPlan } from '../../../libs/engine/wake.plans'
import { createPdfRenderer } from '../../../libs/documents/pdf.renderer'
import { markPosted, printLetter } from '../../../libs/mail/paper/letter.print'
import { listLetters } from '../../../libs/read-models/lists/letter.list'
import { actors, done, journeyIds, refer, rowsOf } from '../../../libs/testing/engine.world'
import { endJourneys } from '../../../libs/testing/person.steps'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { readPdf } from '../../../libs/testing/pdf.text'
import { createMailWorld, type MailWorld } from './mail.world'

const backend = process.env.REDIS_URL ? 'redis' : 'postgres'
const renderer = createPdfRenderer(process.cwd())
let all: MailWorld
beforeEach(async () => {
  all = await createMailWorld(backend)
})
afterEach(() => all.close())

/** Gives a command of the mediator's on the journey as it is now. */
async function give(journey: string, type: CommandType, data: object): Promise<void> {
  const [head] = await rowsOf<{ version: number }>(all.world, 'SELECT version FROM head WHERE stream = $1', [journey])
  await done(all.world, type, journey, data, { actor: actors.mediator, version: head?.version })
}

/** Refers the n-th person, who is accepted and gets an appointment on 10 March. */
async function bookFor(number: number, personal: Record<string, unknown>): Promise<string> {
  const { journey } = journeyIds(number)
  all.world.setClock('2026-03-02T09:00:00Z')
  const referred = await refer(all.world, number, personal)
  if (!referred.ok) throw new Error(referred.rule)
  await give(journey, 'Accept', commands.Accept.data)
  await give(journey, 'BookAppointment', commands.BookAppointment.data)
  return journey
}

const move = (journey: string) => give(journey, 'BookAppointment', { at: '2026-03-12T08:30:00Z' })
const withdraw = (journey: string) => give(journey, 'Withdraw', { ...commands.Withdraw.data, on: '2026-03-02' })

/** Lets everything leave that is to leave, and answers what was written to whom. */
async function leave() {
  await all.relay()
  const mailer = await all.startMailer()
  for (let look = 0; look < 300; look += 1) {
    if ((await all.mails()).every(({ status }) => !/pending|queued/.test(status))) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await mailer.close(2000)
  return all.smtp.caught.map(({ to, subject, text, calendar }) => ({
    to: to.join(),
    subject: subject.split(' – ')[0],
    text,
    calendar,
  }))
}
const entry = (calendar: string | null | undefined) =>
  Object.fromEntries(
    ['METHOD', 'UID', 'SEQUENCE', 'DTSTART', 'SUMMARY'].map((name) => [
      name,
      new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(calendar ?? '')?.[1],
    ]),
  )
const restOf = (journey: string) =>
  rowsOf<{ id: string; kind: string; status: string; channel: string | null }>(
    all.world,
    `SELECT id, kind, status, channel FROM mail WHERE stream = $1 AND recipient_role = 'beneficiary' ORDER BY version`,
    [journey],
  )

test('whoever has a mailbox reads it all there, with the entry for their calendar, which follows each change', async () => {
  const journey = await bookFor(1, { email: 'zoe@exemple.invalid' })
  await leave()
  await move(journey)
  await leave()
  await withdraw(journey)
  const mails = await leave()
  const own = mails.filter(({ to }) => to === 'zoe@exemple.invalid')
  expect(own.map(({ subject }) => subject)).toEqual([
    'Votre rendez-vous',
    'Votre rendez-vous change de date',
    'Votre parcours s’arrête',
  ])
  expect(own[0]?.text).toContain('Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
  expect(own[2]?.text).toContain('Le rendez-vous du jeudi 12 mars 2026 à 9 h 30 est annulé.')
  const UID = `${journey.replace('journey-', '')}-diagnostic@parcours`
  expect(own.map(({ calendar }) => entry(calendar))).toEqual([
    { METHOD: 'REQUEST', UID, SEQUENCE: '4', DTSTART: '20260310T140000Z', SUMMARY: 'Rendez-vous Parcours' },
    { METHOD: 'REQUEST', UID, SEQUENCE: '5', DTSTART: '20260312T083000Z', SUMMARY: 'Rendez-vous Parcours' },
    { METHOD: 'CANCEL', UID, SEQUENCE: '6', DTSTART: '20260312T083000Z', SUMMARY: 'Rendez-vous Parcours' },
  ])
  const mediators = mails.filter(({ to, calendar }) => to === 'mediator@exemple.invalid' && calendar)
  expect(mediators.map(({ calendar }) => entry(calendar).METHOD)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
  for (const { calendar, text } of mails) expect(`${calendar} ${text}`).not.toMatch(/Invent[ée]\w/)
})

test('where somebody else reads the mailbox, it is told that the lieu wants to be called, and no appointment', async () => {
  await bookFor(2, { email: 'partagee@exemple.invalid', mailboxReadBy: 'Aidant inventé' })
  const own = (await leave()).filter(({ to }) => to === 'partagee@exemple.invalid')
  expect(own.length).toBeGreaterThan(0)
  for (const { subject, text, calendar } of own) {
    expect(subject).toBe('Un message de votre lieu')
    expect(text).toContain('Lieu A1 inventé souhaite vous joindre.')
    expect(text).not.toMatch(/rendez-vous|mars/)
    expect(calendar).toBeNull()
  }
})

test('who decides for a minor reads what is meant for them, and is told so', async () => {
  const parent = { lastName: 'Inventé', firstName: 'Dominique', relation: 'parent', email: 'parent@exemple.invalid' }
  await bookFor(20, { email: 'enfant@exemple.invalid', representative: parent })
  const mails = await leave()
  expect(mails.filter(({ to }) => to === 'enfant@exemple.invalid')).toEqual([])
  const [mail] = mails.filter(({ to }) => to === 'parent@exemple.invalid')
  expect(mail?.text).toContain('Ce message est pour la personne que vous représentez.')
  expect(mail?.text).toContain('Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
})

test('with nothing at all and on paper, those who follow them are asked to tell them', async () => {
  const journey = await bookFor(21, { email: null, phone: null })
  // A sheet that was typed names no account of a prescriber.
  await rowsOf(all.world, `UPDATE journey SET prescriber_agent = NULL, entry = 'paper' WHERE stream = $1`, [journey])
  const asked = (await leave()).filter(({ subject }) => subject === 'Une personne est à prévenir')
  expect(asked.map(({ to }) => to)).toEqual(['mediator@exemple.invalid'])
  expect(asked[0]?.text).not.toContain('Son numéro')
})

test('with a phone alone, the mediator is asked to call, and sees no number in the mail', async () => {
  const journey = await bookFor(3, { email: null, phone: '+33558001003' })
  const calls = (await leave()).filter(({ subject }) => subject === 'Une personne est à appeler')
  expect(calls.map(({ to }) => to)).toEqual(['mediator@exemple.invalid'])
  expect(calls[0]?.text).toContain('Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
  expect(calls[0]?.text).not.toMatch(/558001003|Zo/)
  expect(await restOf(journey)).toMatchObject([
    { kind: 'referral_accepted_you', status: 'not_due' },
    { kind: 'appointment_booked_you', status: 'sent', channel: 'relay' },
  ])
})

test('a reminder of the day before comes too late by letter: whoever has a home and a phone is called', async () => {
  const journey = await bookFor(22, { email: null, address: '3 rue Exemple', phone: '+33558001022' })
  await leave()
  const plan = await readPlan(all.world.database, journey)
  if (!plan?.until) throw new Error('nothing is due')
  all.world.setClock(plan.until)
  const given = { actor: systemActor, commandId: deadlineCommandId(plan), stream: journey, data: {}, due: plan.until }
  expect(await all.world.engine.execute({ ...given, type: 'RemindAppointment' })).toMatchObject({ ok: true })
  const calls = (await leave()).filter(({ subject }) => subject === 'Une personne est à appeler')
  expect(calls.map(({ to }) => to)).toEqual(['mediator@exemple.invalid'])
  expect(calls[0]?.text).toContain('N’oubliez pas : vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
  expect(await restOf(journey)).toMatchObject([
    ...[{ status: 'not_due' }, { kind: 'appointment_booked_you', channel: 'letter' }],
    { kind: 'appointment_reminder_you', status: 'sent', channel: 'relay' },
  ])
})

test('with nothing at all, whoever referred them tells them', async () => {
  await bookFor(4, { email: null, phone: null })
  const asked = (await leave()).filter(({ subject }) => subject === 'Une personne est à prévenir')
  expect(asked.map(({ to }) => to)).toEqual(['prescriber@exemple.invalid'])
  expect(asked[0]?.text).toContain('Dites-lui dès que possible')
  expect(asked[0]?.text).toContain('Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
})

describe('with an address alone, letters', () => {
  const deps = () => ({ ...all.world.deps, database: all.world.database, renderer })
  const listed = (actor: (typeof actors)[keyof typeof actors]) =>
    all.world.database.withTransaction(actor, (sql) => listLetters(sql, actor, { limit: 50, status: 'to_print' }))
  const home = { email: null, phone: null, address: '3 rue Exemple' }

  test('wait at the lieu, are printed there with the name and the address, and are posted', async () => {
    const journey = await bookFor(5, home)
    await leave()
    const letters = (await listed(actors.mediator)).items
    expect(letters).toMatchObject([{ kind: 'appointment_booked_you', journey: journey.replace('journey-', '') }])
    const id = letters[0]?.id ?? ''
    const printed = await printLetter(deps(), actors.mediator, id)
    if (!printed.ok) throw new Error(printed.rule)
    const { text, plain } = readPdf(printed.bytes)
    for (const line of ['Zof Inventéjopa', '3 rue Exemple', '40000 Mont-de-Marsan', 'Lieu A1 inventé']) {
      expect(text.replace(/\s/g, ' ')).toContain(line)
    }
    expect(text).toContain('Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.')
    expect(plain).toContain('/StructTreeRoot')
    const again = await printLetter(deps(), actors.mediator, id)
    expect(again.ok && again.bytes.equals(printed.bytes)).toBe(true)
    expect(await markPosted(all.world.database, actors.mediator, id, '2026-03-03T09:00:00Z')).toEqual({ ok: true })
    expect((await listed(actors.mediator)).items).toEqual([])
    expect((await restOf(journey)).at(-1)).toMatchObject({ status: 'posted', channel: 'letter' })
  })

  test('are nobody else’s to read', async () => {
    await bookFor(6, home)
    await leave()
    const [letter] = (await listed(actors.coordinator)).items
    const stranger = { ...actors.mediator, sub: 'stranger', structure: ids.otherStructure, lieu: ids.otherPlace }
    expect((await listed(stranger as typeof actors.mediator)).items).toEqual([])
    const as = (actor: typeof actors.coordinator) => printLetter(deps(), actor, letter?.id ?? '')
    expect(await as(stranger as never)).toMatchObject({ rule: 'unknown_letter' })
    expect(await as(actors.elsewhere as never)).toMatchObject({ rule: 'unknown_letter' })
    for (const actor of [actors.prescriber, actors.recyclerie, actors.evaluator]) {
      expect(await as(actor as never)).toMatchObject({ rule: 'not_allowed' })
    }
  })

  test('of an appointment that was moved meanwhile is void', async () => {
    const journey = await bookFor(7, home)
    await leave()
    const [letter] = (await listed(actors.mediator)).items
    await move(journey)
    expect(await printLetter(deps(), actors.mediator, letter?.id ?? '')).toEqual({ ok: false, rule: 'letter_not_due' })
    await leave()
    expect((await listed(actors.mediator)).items).toMatchObject([{ kind: 'appointment_moved' }])
  })

  test('say nothing any more of somebody who was erased', async () => {
    await bookFor(8, home)
    await leave()
    const [letter] = (await listed(actors.mediator)).items
    const { person } = journeyIds(8)
    await endJourneys(all.world, person)
    await done(all.world, 'ErasePerson', person, { cause: 'request' }, { version: 2 })
    expect(await printLetter(deps(), actors.mediator, letter?.id ?? '')).toEqual({ ok: false, rule: 'letter_not_due' })
  })
})

test('what mailers told names nobody', async () => {
  await bookFor(9, { email: 'zoe@exemple.invalid' })
  await leave()
  expect(all.told.join()).not.toMatch(/exemple\.invalid|Invent/)
})
