import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { landes } from '../../libs/testing/journey.fixtures'
import { definitionCommand } from './definition.commands'
import { UsageError } from './version.files'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-definition-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: unknown): string {
  const path = join(folder, 'definition.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Runs a command that needs no service; one that asks for them is told that there are none. */
const run = (...args: readonly string[]) => definitionCommand(args, () => Promise.reject(new Error('no services')))
const id = 'landes-mon-ordi-pin40.v2'

test('a definition is checked, drawn and described without any service', async () => {
  const good = file({ ...landes, id })
  expect(await run('check', good)).toEqual({ code: 0, text: `${good} : aucune faute.` })
  expect((await run('diagram', good)).text).toMatch(/^stateDiagram-v2\n/)
  expect(JSON.parse((await run('schema')).text)).toMatchObject({ type: 'object' })
})

test('every fault is a line with its place, and the command fails', async () => {
  const { choose_lieu: _, ...waits } = landes.waits
  const path = file({ ...landes, id, zone: 'Mars/Olympus', waits })
  const { code, text } = await run('check', path)
  expect(code).toBe(1)
  expect(text.split('\n')).toEqual([
    `${path} : 2 fautes.`,
    expect.stringMatching(/^ {2}zone : attendu : un fuseau horaire/),
    expect.stringMatching(/^ {2}waits\.choose_lieu : cette attente n’a pas d’échéance/),
  ])
  await expect(run('diagram', path)).rejects.toThrow(/2 fautes/)
})

test.each([
  ['a file that is not there', () => join(folder, 'nowhere.json'), /ne se lit pas \(ENOENT\)/],
  ['a file that is no JSON', () => file('{'), /pas du JSON/],
  ['a list', () => file('[]'), /objet JSON/],
])('%s is told as such', async (_, path, words) => {
  const checked = run('check', path())
  await expect(checked).rejects.toThrow(words)
  await expect(checked).rejects.toBeInstanceOf(UsageError)
})

test.each([[[]], [['publish']], [['check', 'a', 'b']], [['burn', 'a']], [['publish', id, '--by', 'me']]])(
  'what cannot be understood shows how to say it: %j',
  async (args) => {
    await expect(run(...args)).rejects.toThrow(/definition publish <id>/)
  },
)

test('an id that is none is told before any service is asked', async () => {
  await expect(run('retire', 'Mon Parcours')).rejects.toThrow(/n’est pas l’id d’une version/)
  await expect(run('retire', id)).rejects.toThrow('no services')
})
