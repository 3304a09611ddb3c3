import { agent, done, refer, uuidOfNumber } from '../../../libs/testing/engine.world'
import { ids } from '../../../libs/testing/journey.fixtures'
import { createMailWorld, type MailWorld } from './mail.world'
import { until } from './redis.server'

let all: MailWorld
beforeEach(async () => {
  all = await createMailWorld('postgres')
})
afterEach(() => all.close())

const dominique = `actor-${uuidOfNumber(701)}`
const claude = `actor-${uuidOfNumber(702)}`

/** Whom the lieu's mail about the n-th referral has reached. */
async function toldOf(number: number): Promise<readonly string[]> {
  const before = all.smtp.caught.length
  await refer(all.world, number)
  await all.relay()
  await until('the mail', async () => (await all.mails()).every(({ status }) => status === 'sent'))
  return all.smtp.caught
    .slice(before)
    .flatMap(({ to }) => to)
    .sort()
}

it('a lieu’s mail reaches all its mediators, those with a permanence included, and nobody who has left', async () => {
  const { world } = all
  await agent(world, dominique, 'mediator', ids.otherStructure, ids.otherPlace, 'dominique@exemple.invalid')
  const permanences = [{ place: ids.place, weekday: 'Tu', hours: '09:00-12:00' }]
  await done(world, 'SetPermanences', dominique, { permanences }, { version: 1 })
  await agent(world, claude, 'mediator', ids.lieuStructure, ids.place, 'claude@exemple.invalid')
  await all.startMailer()
  const everyone = ['claude@exemple.invalid', 'dominique@exemple.invalid', 'mediator@exemple.invalid']
  expect(await toldOf(1)).toEqual(everyone)

  await done(world, 'RecordDeparture', claude, { on: '2026-03-02' }, { version: 1 })
  await done(world, 'SetPermanences', dominique, { permanences: [] }, { version: 2 })
  expect(await toldOf(2)).toEqual(['mediator@exemple.invalid'])
})

it('a lieu whose only mediator has left has the public address of the directory', async () => {
  const { world } = all
  await done(world, 'RecordDeparture', ids.mediator, { on: '2026-03-02' }, { version: 1 })
  await all.startMailer()
  await done(world, 'UpdatePlace', ids.place, { emails: ['lieu@exemple.invalid', 'b@exemple.invalid'] }, { version: 1 })
  expect(await toldOf(3)).toEqual(['lieu@exemple.invalid'])
})
