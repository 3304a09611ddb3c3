import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lightCall } from '../../libs/testing/call.fixtures'
import { callCommand } from './call.commands'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-call-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: unknown): string {
  const path = join(folder, 'call.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

/** Runs a command that needs no service; one that asks for them is told that there are none. */
const run = (...args: readonly string[]) => callCommand(args, () => Promise.reject(new Error('no services')))

test('a call is checked and described without any service', async () => {
  const good = file(lightCall)
  expect(await run('check', good)).toEqual({ code: 0, text: `${good} : aucune faute.` })
  const schema = JSON.parse((await run('schema')).text) as object
  expect(schema).toMatchObject({ title: 'Appel à projets', properties: { course: {} } })
})

test('every fault is a line with its place, and the command fails', async () => {
  const path = file({ ...lightCall, zone: 'Mars/Olympus', closesOn: '2026-01-01', course: [] })
  const { code, text } = await run('check', path)
  expect(code).toBe(1)
  expect(text.split('\n')).toEqual([
    `${path} : 3 fautes.`,
    expect.stringMatching(/^ {2}zone : attendu : un fuseau horaire/),
    '  course : au moins 1 élément',
    '  closesOn : l’appel fermerait avant d’ouvrir',
  ])
})

test.each([[[]], [['publish']], [['diagram', 'a']], [['publish', lightCall.id, '--by', 'me']]])(
  'what cannot be understood shows how to say it: %j',
  async (args) => {
    await expect(run(...args)).rejects.toThrow(/call publish <id>/)
  },
)

test('an id that is none is told before any service is asked', async () => {
  await expect(run('retire', 'Mon Appel')).rejects.toThrow(/n’est pas l’id d’une version/)
  await expect(run('retire', lightCall.id)).rejects.toThrow('no services')
})
