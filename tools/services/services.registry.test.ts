import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFree } from './port.draw'
import { ServicesRegistry } from './services.registry'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-registry-'))
  file = join(folder, 'services.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the registry of services', () => {
  it('draws a free port once and keeps it', async () => {
    const port = await new ServicesRegistry(file).port('postgres', 'sql')
    expect(await isFree(port)).toBe(true)
    expect(await new ServicesRegistry(file).port('postgres', 'sql')).toBe(port)
  })

  it('gives every name a port of its own, even when asked at the same moment', async () => {
    const registry = new ServicesRegistry(file)
    const names = Array.from({ length: 20 }, (_, index) => `service-${index}`)
    const ports = await Promise.all(names.map((name) => registry.port(name, 'http')))
    expect(new Set(ports).size).toBe(20)
  })

  it('draws again when something else has taken the port meanwhile', async () => {
    const port = await new ServicesRegistry(file).port('postgres', 'sql')
    const taker = createServer()
    await new Promise<void>((resolve) => taker.listen(port, '127.0.0.1', resolve))
    expect(await new ServicesRegistry(file).port('postgres', 'sql')).not.toBe(port)
    await new Promise((resolve) => taker.close(resolve))
  })

  it('knows the living process of an earlier run, and its end', async () => {
    const child = spawn('sleep', ['60'])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    new ServicesRegistry(file).serves('redis', child.pid ?? null)
    const later = new ServicesRegistry(file)
    expect(later.livingProcess('redis')?.pid).toBe(child.pid)
    expect(later.livingServices()).toEqual(['redis'])
    child.kill('SIGKILL')
    await ended
    expect(later.livingProcess('redis')).toBeNull()
  })

  it('takes no other process of the same pid for its own', () => {
    writeFileSync(file, JSON.stringify({ redis: { ports: {}, process: { pid: process.pid, started: 'earlier' } } }))
    expect(new ServicesRegistry(file).livingProcess('redis')).toBeNull()
  })

  it('is written for its owner alone, and whole', async () => {
    await new ServicesRegistry(file).port('postgres', 'sql')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      postgres: { ports: { sql: expect.any(Number) as number }, process: null },
    })
  })
})
