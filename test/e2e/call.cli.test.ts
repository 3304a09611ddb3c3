import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { lightCall } from '../../libs/testing/call.fixtures'
import { freePort, settingsFor } from './api.process'
import { upkeep } from './upkeep.process'

let clone: TestDatabase
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  clone = await createTestDatabase()
  env = { ...settingsFor({ clone }, await freePort()), DATABASE_OWNER_URL: clone.ownerUrl }
})
afterAll(() => clone.drop())

const call = (...args: readonly string[]) => upkeep(env, 'call', ...args)
const { id } = lightCall
const file = `definitions/calls/${id}.json`

test('a call that ships is nobody’s until it is drafted and published; then it is retired', async () => {
  expect(await call('check', file)).toMatchObject({ code: 0, out: `${file} : aucune faute.\n` })
  expect(await call('publish', id)).toMatchObject({ code: 1, err: expect.stringContaining('nulle part') })
  expect(await call('draft', file)).toMatchObject({
    code: 0,
    out: `${id} est écrit en brouillon (version 1 du flux).\n`,
  })
  const adopted = ['--group', 'copil_fonds', '--on', '2026-01-10', '--reference', 'CR-1']
  expect(await call('publish', id, ...adopted)).toMatchObject({
    code: 0,
    out: `${id} est publié (version 2 du flux).\n`,
  })
  expect(await call('draft', file)).toMatchObject({ code: 1, out: expect.stringContaining('ne change plus') })
  expect(await call('retire', id)).toMatchObject({ code: 0, out: `${id} est retiré (version 3 du flux).\n` })
  expect(await call('publish', id, ...adopted)).toMatchObject({ code: 1, out: expect.stringContaining('retiré') })
}, 90_000)
