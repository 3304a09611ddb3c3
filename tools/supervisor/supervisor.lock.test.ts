import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock } from './supervisor.lock'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-lock-'))
  file = join(folder, 'supervisor.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('takeLock', () => {
  it('refuses a second set with the pid and the command of the first, until it is given back', () => {
    const release = takeLock(file, 'npm start')
    expect(() => takeLock(file, 'npm run demo')).toThrow(new RegExp(`« npm start » \\(processus ${process.pid}\\)`))
    release()
    expect(existsSync(file)).toBe(false)
    takeLock(file, 'npm run demo')()
  })

  it('takes over the lock of a process that is gone', () => {
    const { pid } = spawnSync('true')
    writeFileSync(file, JSON.stringify({ pid, started: 'x', command: 'npm start' }))
    expect(() => takeLock(file, 'npm start')).not.toThrow()
  })

  it('takes over the lock of a pid that now belongs to another process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'an earlier boot/1', command: 'npm start' }))
    expect(() => takeLock(file, 'npm start')).not.toThrow()
  })
})
