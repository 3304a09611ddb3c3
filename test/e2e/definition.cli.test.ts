import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { landes } from '../../libs/testing/journey.fixtures'
import { freePort, settingsFor } from './api.process'
import { upkeep } from './upkeep.process'

let clone: TestDatabase
let env: NodeJS.ProcessEnv
let folder: string
beforeAll(async () => {
  clone = await createTestDatabase()
  env = { ...settingsFor({ clone }, await freePort()), DATABASE_OWNER_URL: clone.ownerUrl }
  folder = mkdtempSync(join(tmpdir(), 'parcours-definition-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await clone.drop()
})

const definition = (...args: readonly string[]) => upkeep(env, 'definition', ...args)
function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const id = 'landes-mon-ordi-pin40.v2'

test('a version is drafted, published by a decision, drawn from the log and retired', async () => {
  const draft = file('draft.json', { ...landes, id, zone: 'Mars/Olympus' })
  expect(await definition('draft', draft)).toMatchObject({ code: 0, out: expect.stringContaining('brouillon') })
  const refused = await definition('publish', id)
  expect(refused.code).toBe(1)
  expect(refused.out).toMatch(/^ {2}zone : /m)
  file('draft.json', { ...landes, id })
  expect(await definition('draft', draft)).toMatchObject({ code: 0 })
  const adopted = ['--group', 'groupe_parcours', '--on', '2026-03-01', '--reference', 'CR-12']
  expect(await definition('publish', id, ...adopted)).toMatchObject({
    code: 0,
    out: `${id} est publiée (version 3 du flux).\n`,
  })
  expect((await definition('diagram', id)).out).toMatch(/^stateDiagram-v2/)
  expect(await definition('draft', draft)).toMatchObject({ code: 1, out: expect.stringContaining('ne change plus') })
  expect(await definition('retire', id)).toMatchObject({ code: 0 })
  expect(await definition('retire', 'nulle-part.v1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('nulle part'),
  })
}, 90_000)
