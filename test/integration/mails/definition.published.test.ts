import { join } from 'node:path'
import { loadDefinitions } from '../../../libs/engine/definition.store'
import { streamNamed } from '../../../libs/engine/stream.named'
import { actors, beneficiary, done, journeyIds, referral } from '../../../libs/testing/engine.world'
import { landes } from '../../../libs/testing/journey.fixtures'
import { createMailWorld, type MailWorld } from './mail.world'
import { until } from './redis.server'

let all: MailWorld
beforeAll(async () => {
  all = await createMailWorld('postgres')
})
afterAll(() => all.close())

test('a mailer that was started before a version was published writes of its journeys', async () => {
  const content = { ...landes, id: 'essai.v1', title: 'Parcours d’essai inventé' }
  const definitions = loadDefinitions([join(process.cwd(), 'definitions')], { production: false })
  await all.startMailer({ definitions })
  const stream = streamNamed('definition', content.id)
  await done(all.world, 'DraftDefinition', stream, { id: content.id, content })
  await done(all.world, 'PublishDefinition', stream, { id: content.id }, { version: 1 })
  const sending = { actor: actors.prescriber, personal: beneficiary(1) }
  await done(all.world, 'Refer', journeyIds(1).journey, { ...referral(1), definition: content.id }, sending)
  await all.relay()
  await until('the mail', () => Promise.resolve(all.smtp.caught.length > 0))
  expect(all.smtp.caught[0]?.subject).toContain(content.title)
})
