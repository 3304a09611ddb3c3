import { deadlineCommandId, systemActor } from '../../../libs/contracts/command'
import { readPlan } from '../../../libs/engine/wake.plans'
import { resendMail } from '../../../libs/mail/sending/mail.resend'
import {
  actors,
  agent,
  beneficiary,
  done,
  journeyIds,
  journeyUntil,
  laptop,
  refer,
  rowsOf,
} from '../../../libs/testing/engine.world'
import { commands, ids } from '../../../libs/testing/journey.fixtures'
import { clockIn, createMailWorld, type MailWorld } from './mail.world'
import { redisCommand, until } from './redis.server'

const minute = 60_000
const stores = redisCommand ? (['redis', 'postgres'] as const) : (['postgres'] as const)
let all: MailWorld

const statuses = async () => Object.fromEntries((await all.mails()).map(({ kind, status }) => [kind, status]))
const allAtRest = async () => (await all.mails()).every(({ status }) => status !== 'pending' && status !== 'queued')
const accept = (number: number) =>
  done(all.world, 'Accept', journeyIds(number).journey, commands.Accept.data, { actor: actors.mediator, version: 1 })
const book = (number: number) =>
  done(all.world, 'BookAppointment', journeyIds(number).journey, commands.BookAppointment.data, {
    actor: actors.mediator,
    version: 3,
  })

describe.each(stores)('mails through %s', (store) => {
  beforeEach(async () => {
    all = await createMailWorld(store)
  })
  afterEach(() => all.close())

  it('tells the lieu of a referral, without a name in the queue, the mail or the log', async () => {
    const { firstName, lastName, phone } = beneficiary(7)
    await refer(all.world, 7, { reference: 'REF-7', freeText: 'Parole-inventée' })
    await all.relay()
    const queued = await all.queueContent()
    const [row] = await all.mails()
    expect(queued).toContain(row?.id)
    await all.startMailer()
    await until('the mail', async () => (await statuses()).referral_received === 'sent')
    const [mail] = all.smtp.caught
    expect(all.smtp.caught).toHaveLength(1)
    expect(mail).toMatchObject({
      to: ['mediator@exemple.invalid'],
      messageId: `<${row?.id}@exemple.invalid>`,
      subject: 'Un prescripteur vous adresse une personne – Mon Ordi Pin40',
    })
    expect(mail?.text).toContain('Acceptez ou déclinez la demande avant le mercredi 1er avril 2026.')
    expect(mail?.text).toContain('Référence du prescripteur : REF-7 - Initiales : Z. I.')
    expect(mail?.text).toContain('Lieu : Lieu A1 inventé')
    expect(mail?.text).toContain('Ouvrir Parcours https://parcours.exemple.invalid/docs/')
    expect(mail?.source).toContain('Auto-Submitted: auto-generated')
    const everything = [queued, await all.queueContent(), mail?.text, mail?.html, mail?.source, ...all.told].join('\n')
    for (const secret of [firstName, lastName, phone, 'Parole-inventée']) expect(everything).not.toContain(secret)
    for (const line of [queued, ...all.told]) expect(line).not.toMatch(/@exemple|REF-7|Camille/)
  })

  it('does not ask for what is done: the answer came first', async () => {
    await refer(all.world, 1, { reference: 'REF-1' })
    await accept(1)
    await all.relay()
    await all.startMailer()
    await until('all at rest', allAtRest)
    expect(await statuses()).toMatchObject({ referral_received: 'not_due', referral_accepted: 'sent' })
    const told = all.smtp.caught.filter(({ to }) => to.includes('prescriber@exemple.invalid'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('Votre référence : REF-1')
  })

  it('sends what an emptied queue has lost, once', async () => {
    await refer(all.world, 6)
    await all.relay()
    await all.flush()
    await all.startMailer()
    expect(await all.sweep(0)).toBe(1)
    await until('the mail', async () => (await statuses()).referral_received === 'sent')
    expect(await all.sweep(5 * minute)).toBe(0)
    expect(all.smtp.caught).toHaveLength(1)
  })
})

/** What does not depend on where the queue is, on the store that services use. */
describe('mails, whatever may happen', () => {
  beforeEach(async () => {
    all = await createMailWorld(stores[0])
  })
  afterEach(() => all.close())

  it('keeps the order of the news of one journey to one reader, even where the first has to wait', async () => {
    await refer(all.world, 2)
    await accept(2)
    await book(2)
    all.smtp.answers.push(451)
    await all.relay()
    await all.startMailer()
    await until('all at rest', allAtRest)
    const prescribers = all.smtp.caught.filter(({ to }) => to.includes('prescriber@exemple.invalid'))
    expect(prescribers.map(({ subject }) => subject.split(' – ')[0])).toEqual([
      'Le lieu accepte votre demande',
      'Le rendez-vous de diagnostic est fixé',
    ])
    expect(all.told.join()).toContain('smtp_451')
  })

  it('gives up a mail that the server refuses for good, and sends it when asked again, under the same Message-ID', async () => {
    await refer(all.world, 3)
    all.smtp.answers.push(550)
    await all.relay()
    await all.startMailer()
    await until('the failure', async () => (await statuses()).referral_received === 'failed')
    const [failed] = await all.mails()
    expect(failed).toMatchObject({ last_error: 'smtp_550', attempts: 0 })
    expect(all.told.join()).not.toContain('@exemple')

    const asked = (actor: Parameters<typeof resendMail>[1]) =>
      resendMail(all.world.database, actor, failed?.id ?? '', new Date().toISOString())
    expect(await asked(actors.mediator)).toEqual({ ok: false, rule: 'not_allowed' })
    expect(await asked(actors.elsewhere)).toEqual({ ok: false, rule: 'unknown_mail' })
    expect(await asked(actors.coordinator)).toEqual({ ok: true })
    expect(await asked(actors.coordinator)).toEqual({ ok: false, rule: 'mail_not_failed' })
    await until('the second time', async () => {
      await all.relay()
      return (await statuses()).referral_received === 'sent'
    })
    expect(await all.mails()).toEqual([
      expect.objectContaining({ attempts: 1, last_error: null, message_id: failed?.message_id }),
    ])
    expect(all.smtp.caught.map(({ messageId }) => messageId)).toEqual([failed?.message_id])
  })

  it('shows a mail for which nobody has an address, and sends it once somebody has', async () => {
    const { journey } = journeyIds(4)
    await refer(all.world, 4)
    await done(all.world, 'Decline', journey, commands.Decline.data, { actor: actors.mediator, version: 1 })
    await done(all.world, 'ChooseLieu', journey, commands.ChooseLieu.data, { actor: actors.prescriber, version: 2 })
    await all.relay()
    await all.startMailer()
    await until('all at rest', allAtRest)
    const stranded = (await all.mails()).find(({ status }) => status === 'no_address')
    expect(stranded).toMatchObject({ kind: 'referral_received', last_error: null })

    await agent(
      all.world,
      'actor-00000000-0000-4000-8000-0000000000aa',
      'mediator',
      ids.otherStructure,
      ids.otherPlace,
      'neuf@exemple.invalid',
    )
    await resendMail(all.world.database, actors.coordinator, stranded?.id ?? '', new Date().toISOString())
    await until('the mail', async () => {
      await all.relay()
      return all.smtp.caught.some(({ to }) => to.includes('neuf@exemple.invalid'))
    })
  })

  it('tells the recyclerie a place and a number, and nothing of anybody', async () => {
    await agent(
      all.world,
      'actor-00000000-0000-4000-8000-0000000000bb',
      'recyclerie',
      ids.recyclerie,
      null,
      'atelier@exemple.invalid',
    )
    await laptop(all.world, 1, false)
    await journeyUntil(all.world, 5, 'AssessTraining')
    await all.relay()
    await all.startMailer()
    await until('all at rest', allAtRest)
    const mail = all.smtp.caught.find(({ to }) => to.includes('atelier@exemple.invalid'))
    expect(mail?.subject).toBe('1 ordinateur à préparer – Mon Ordi Pin40')
    expect(mail?.text).toContain('Lieu : Lieu A1 inventé')
    expect(`${mail?.text} ${mail?.html}`).not.toMatch(/Initiales|Référence|v1\/journeys|Zo/)
  })

  it('tells the end of a journey to those who follow it, and not to whoever ended it', async () => {
    const workshop = 'actor-00000000-0000-4000-8000-0000000000bb'
    await agent(all.world, workshop, 'recyclerie', ids.recyclerie, null, 'atelier@exemple.invalid')
    await laptop(all.world, 1, false)
    await journeyUntil(all.world, 8, 'AssessTraining')
    const version = await journeyUntil(all.world, 9, 'AssessTraining')
    const reasons = { shareable: 'situation_changee', internal: 'demenagement' }
    const data = { on: '2026-04-20', reasons }
    await done(all.world, 'Withdraw', journeyIds(9).journey, data, { actor: actors.prescriber, version })
    await all.relay()
    await all.startMailer()
    await until('all at rest', allAtRest)
    const of = (subject: string) => all.smtp.caught.filter((mail) => mail.subject.startsWith(subject))
    const [closed, ...others] = of('Le parcours s’est arrêté avant la fin')
    expect(others).toEqual([])
    expect(closed?.to).toEqual(['mediator@exemple.invalid'])
    expect(closed?.text).toContain('Raison : Situation changée.')
    expect(closed?.text).toContain('Pour le lieu seul : Déménagement.')
    const [unneeded] = of('Un lieu attend un ordinateur de moins')
    expect(unneeded?.to).toEqual(['atelier@exemple.invalid'])
    expect(unneeded?.text).toContain('Encore à préparer : 1 ordinateur')
    expect(`${unneeded?.text} ${unneeded?.html}`).not.toMatch(/Initiales|Référence|v1\/journeys|Déménagement|Zo/)
  })

  it('asks the recyclerie, at a reminder, for what the stock lacks then', async () => {
    const { dotation } = journeyIds(5)
    await journeyUntil(all.world, 4, 'AssessTraining')
    await journeyUntil(all.world, 5, 'AssessTraining')
    const workshop = 'actor-00000000-0000-4000-8000-0000000000bb'
    await agent(all.world, workshop, 'recyclerie', ids.recyclerie, null, 'atelier@exemple.invalid')
    await laptop(all.world, 1, false)
    const asked = () =>
      rowsOf<{ recipient_role: string; data: { number: number } }>(
        all.world,
        `SELECT recipient_role, data FROM mail WHERE stream = $1 AND kind = 'laptop_wanted' ORDER BY version`,
        [dotation],
      )
    expect(await asked()).toMatchObject([{ recipient_role: 'coordinator', data: { number: 2 } }])
    const data = { ...commands.Withdraw.data, on: '2026-04-20' }
    await done(all.world, 'Withdraw', journeyIds(4).journey, data, { actor: actors.mediator, version: 11 })
    const plan = await readPlan(all.world.database, dotation)
    if (plan?.command !== 'RemindDotation') throw new Error('a reminder is due')
    await done(all.world, plan.command, dotation, {}, { actor: systemActor, id: deadlineCommandId(plan) })
    expect((await asked()).slice(1)).toMatchObject([{ recipient_role: 'recyclerie', data: { number: 1 } }])
  })

  it('sends a mail once though it is queued twice and two mailers work', async () => {
    await refer(all.world, 8)
    await all.relay()
    const [row] = await all.mails()
    await all.queue.enqueueAll([1, 2, 3, 4].map((attempt) => ({ mail: row?.id ?? '', attempt })))
    await Promise.all([all.startMailer(), all.startMailer()])
    await until('the mail', allAtRest)
    await until('an empty queue', async () => !(await all.queueContent()).includes(`"mail":"${row?.id}`), 5000).catch(
      () => undefined,
    )
    expect(all.smtp.caught).toHaveLength(1)
  })

  it('doubles only what a mailer died over, between the server’s 250 and the mark, and under one Message-ID', async () => {
    await refer(all.world, 9)
    await all.relay()
    let died = false
    const first = await all.startMailer({
      reached: () => {
        died = true
        // A dead process marks nothing and answers nobody, ever.
        return new Promise<never>(() => undefined)
      },
    })
    await until('the death', () => died)
    await first.close(50)
    await all.flush()

    const second = await all.startMailer()
    await all.sweep(minute)
    await until('the other mailer waits for the end of the lease', async () =>
      (await all.queueContent()).includes('delay'),
    )
    expect(all.smtp.caught).toHaveLength(1)
    await second.close(5000)

    await all.flush()
    await all.startMailer({ clock: clockIn(2 * minute) })
    await all.sweep(2 * minute)
    await until('the double', async () => (await statuses()).referral_received === 'sent')
    expect(all.smtp.caught.map(({ messageId }) => messageId)).toEqual([
      all.smtp.caught[0]?.messageId,
      all.smtp.caught[0]?.messageId,
    ])
  })
})
