import { createPdfRenderer } from '../../../libs/documents/pdf.renderer'
import type { CommandType } from '../../../libs/domain/command.table'
import { printLetter } from '../../../libs/mail/paper/letter.print'
import { listLetters } from '../../../libs/read-models/lists/letter.list'
import { actors, done, journeyIds, laptop, refer } from '../../../libs/testing/engine.world'
import { commands } from '../../../libs/testing/journey.fixtures'
import { readPdf } from '../../../libs/testing/pdf.text'
import { handOverOn, versionOf } from '../../../libs/testing/receipt.steps'
import { createMailWorld, type MailWorld } from './mail.world'

/** What a dotation writes to the person leaves like what their journey does: by mail, with its entry, or on paper. */
let all: MailWorld
beforeEach(async () => {
  all = await createMailWorld(process.env.REDIS_URL ? 'redis' : 'postgres')
})
afterEach(() => all.close())

const { journey, dotation } = journeyIds(1)
const give = async (type: CommandType, stream: string, data: object) =>
  done(all.world, type, stream, data, { actor: actors.mediator, version: await versionOf(all.world, stream) })

/** Brings somebody to the counter, with a laptop that is kept for them. */
async function toTheCounter(personal: Record<string, unknown>): Promise<void> {
  const device = await laptop(all.world, 1)
  all.world.setClock('2026-03-02T09:00:00Z')
  const referred = await refer(all.world, 1, personal)
  if (!referred.ok) throw new Error(referred.rule)
  await give('Accept', journey, commands.Accept.data)
  all.world.setClock('2026-04-20T15:00:00Z')
  for (const type of ['RecordDiagnostic', 'PlanTraining', 'RecordAttendance', 'AssessTraining'] as const)
    await give(type, journey, commands[type].data)
  await give('Bind', dotation, { device })
}

/** Lets everything leave that is to leave. */
async function leave() {
  await all.relay()
  const mailer = await all.startMailer()
  for (let look = 0; look < 300; look += 1) {
    if ((await all.mails()).every(({ status }) => !/pending|queued/.test(status))) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await mailer.close(2000)
}

const lineOf = (calendar: string | null | undefined, name: string) =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(calendar ?? '')?.[1]

test('the day of a hand-over is one entry in the calendar, moved and taken out with it', async () => {
  await toTheCounter({ email: 'zoe@exemple.invalid' })
  await give('BookHandOver', dotation, { at: '2026-04-28T13:00:00Z' })
  await leave()
  await give('BookHandOver', dotation, { at: '2026-04-29T08:30:00Z' })
  await leave()
  await give('Withdraw', journey, { ...commands.Withdraw.data, on: '2026-04-20' })
  await leave()
  const entries = all.smtp.caught
    .filter(({ to, calendar }) => to.join() === 'zoe@exemple.invalid' && calendar)
    .map(({ calendar }) => ['METHOD', 'UID', 'DTSTART'].map((name) => lineOf(calendar, name)))
  const uid = `${journey.replace('journey-', '')}-dotation@parcours`
  expect(entries).toEqual([
    ['REQUEST', uid, '20260428T130000Z'],
    ['REQUEST', uid, '20260429T083000Z'],
    ['CANCEL', uid, '20260429T083000Z'],
  ])
  const sequences = all.smtp.caught.flatMap(({ calendar }) => Number(lineOf(calendar, 'SEQUENCE') ?? -1))
  expect(sequences.filter((each) => each >= 0)).toEqual(
    [...sequences.filter((each) => each >= 0)].sort((a, b) => a - b),
  )
  for (const { text } of all.smtp.caught) expect(text).not.toMatch(/Invent[ée]\w/)
})

test('whoever has only a home is told on paper that another laptop is coming', async () => {
  await toTheCounter({ email: null, phone: null, address: '3 rue Exemple' })
  await handOverOn(all.world, dotation, '2026-04-20')
  all.world.setClock('2026-06-02T09:00:00Z')
  await give('ReplaceLaptop', dotation, { on: '2026-06-02', fault: 'ecran' })
  await leave()
  const { items } = await all.world.database.withTransaction(actors.mediator, (sql) =>
    listLetters(sql, actors.mediator, { limit: 50, status: 'to_print' }),
  )
  const letter = items.find(({ kind }) => kind === 'replacement_awaited_you')
  expect(letter).toMatchObject({ journey: journey.replace('journey-', '') })
  const renderer = createPdfRenderer(process.cwd())
  const printed = await printLetter({ ...all.world.deps, renderer }, actors.mediator, letter?.id ?? '')
  if (!printed.ok) throw new Error(printed.rule)
  const { text } = readPdf(printed.bytes)
  for (const line of ['3 rue Exemple', 'Votre ordinateur en panne est repris.']) expect(text).toContain(line)
})
