import { dotationOf } from '../../libs/contracts/stream'
import { createPdfRenderer } from '../../libs/documents/pdf.renderer'
import { printLetter } from '../../libs/mail/paper/letter.print'
import { handleMail } from '../../libs/mail/sending/mail.handle'
import { smtpSender } from '../../libs/mail/sending/smtp.sender'
import { actors, beneficiary, journeyIds, laptop, referral, rowsOf } from '../../libs/testing/engine.world'
import { readPdf } from '../../libs/testing/pdf.text'
import { issueReceipt, sign } from '../../libs/testing/receipt.steps'
import { createTimedWorld, type TimedWorld } from '../../libs/testing/temporal.world'
import { type SmtpCatcher, startSmtp } from '../integration/mails/smtp.catcher'
import { act, go } from './actor.steps'
import { passDeadline } from './deadline.pass'

/** Somebody whom no mail reaches goes the whole road: at every point where others get a mail, paper or a voice does. */
let world: TimedWorld
let smtp: SmtpCatcher
beforeAll(async () => {
  smtp = await startSmtp()
  world = await createTimedWorld()
})
afterAll(async () => {
  await world?.close()
  await smtp.close()
})

const renderer = createPdfRenderer(process.cwd())
async function refer(number: number, contact: object): Promise<string> {
  const { journey } = journeyIds(number)
  const personal = beneficiary(number, { email: null, phone: null, ...contact })
  await world.give('Refer', journey, referral(number), { actor: actors.prescriber, personal })
  return journey
}

/** Lets every mail of a journey leave that has not yet, by the mailer's own hands. */
async function leave(journey: string): Promise<void> {
  const { database, vault, definitions, territories } = world.deps
  const handle = handleMail({
    ...{ database, vault, definitions, territories, clock: { now: () => new Date().toISOString() } },
    publicUrl: 'https://parcours.exemple.invalid/',
    sender: smtpSender({ SMTP_URL: smtp.url, MAIL_FROM: 'Parcours <parcours@exemple.invalid>' }),
    onRest: () => undefined,
    onFailure: (error) => {
      throw error
    },
  })
  const waiting = `SELECT id FROM mail WHERE stream = $1 AND status IN ('pending', 'queued') ORDER BY version, id`
  for (const { id } of await rowsOf<{ id: string }>(world, waiting, [journey])) {
    await handle(id, { lastTry: true, turns: 1 })
  }
}

/** The straight road; `point` is told where something was said, once the mails have left. */
async function wholeRoad(journey: string, point: (name: string) => Promise<void>): Promise<void> {
  const dotation = dotationOf(journey)
  await go(world, journey, 'Accept')
  await point('accepted')
  await go(world, journey, 'BookAppointment')
  await point('booked')
  await go(world, journey, 'BookAppointment')
  await point('moved')
  await go(world, journey, 'RecordDiagnostic', 'PlanTraining', 'RecordAttendance', 'AssessTraining')
  // A laptop that is confirmed ready goes to whoever has waited longest.
  await laptop(world, Number(journey.slice(-3)))
  await point('laptop')
  await sign(world, dotation, await issueReceipt(world, dotation), await world.today())
  await act(world, dotation, 'HandOver', { on: '' })
  const { changed_at: since } = await world.head(journey)
  await passDeadline(world, journey, since)
  await point('follow-up')
  await go(world, journey, 'RecordFollowUp')
  await point('end')
}

const titles = [
  ['accepted', 'Votre demande est acceptée'],
  ['booked', 'Votre rendez-vous'],
  ['moved', 'Votre rendez-vous change de date'],
  ['laptop', 'Votre ordinateur est prêt'],
  ['follow-up', 'Un point sur votre parcours'],
  ['end', 'Votre parcours est terminé'],
]

it('who has only a home receives a letter at each point, which the lieu prints', async () => {
  const journey = await refer(1, { address: '3 rue Exemple' })
  const letters: (readonly string[])[] = []
  const seen = new Set<string>()
  await wholeRoad(journey, async (name) => {
    await leave(journey)
    const waiting = `SELECT id FROM mail WHERE stream = $1 AND status = 'to_print' ORDER BY version`
    const fresh = (await rowsOf<{ id: string }>(world, waiting, [journey])).filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) {
      seen.add(id)
      const printed = await printLetter({ ...world.deps, renderer }, actors.mediator, id)
      if (!printed.ok) throw new Error(printed.rule)
      const { text } = readPdf(printed.bytes)
      expect(text).toContain('3 rue Exemple')
      letters.push([name, titles.find(([, title]) => text.includes(`\n${title}\n`))?.[1] ?? text])
    }
  })
  expect(letters).toEqual(titles)
})

it('who has nothing at all is told by whoever referred them, at each point', async () => {
  const journey = await refer(2, {})
  const told: (readonly string[])[] = []
  await wholeRoad(journey, async (name) => {
    smtp.caught.length = 0
    await leave(journey)
    const own = smtp.caught.filter(({ subject }) => subject.startsWith('Une personne est à prévenir'))
    for (const { to, text } of own) {
      expect(to).toEqual(['prescriber@exemple.invalid'])
      expect(text).not.toMatch(/niveau|absen|manqu|raison/i)
      told.push([name, /Dites-lui dès que possible (?:- )?(.*?)[.] /.exec(text)?.[1] ?? text])
    }
  })
  expect(told).toEqual([
    ['accepted', 'Lieu A1 inventé va vous accompagner'],
    ['booked', expect.stringMatching(/^Vous avez rendez-vous le /) as string],
    ['moved', expect.stringMatching(/^Votre nouveau rendez-vous est le /) as string],
    ['laptop', 'Un ordinateur est prêt pour vous'],
    ['follow-up', 'Le lieu va vous contacter pour faire un point avec vous'],
    ['end', 'Votre parcours est terminé'],
  ])
})
