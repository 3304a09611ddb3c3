import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ServicesRegistry } from '../services/services.registry'
import type { Program } from './program'
import { spawnRun } from './program.run'
import { Supervisor } from './supervisor'

/** Says that it is ready, and writes its name when it is asked to stop; `stubborn` ignores that. */
const SCRIPT = `
const { appendFileSync, writeFileSync } = require('node:fs')
const [name, folder, kind] = process.argv.slice(2)
if (kind === 'dying') { console.log('out of order'); process.exit(3) }
process.on('SIGTERM', () => {
  appendFileSync(folder + '/stopped', name + ' ')
  if (kind !== 'stubborn') process.exit(0)
})
writeFileSync(folder + '/ready-' + name, String(process.pid))
setInterval(() => undefined, 1000)
`

let folder: string
let lines: string[]
let supervisors: Supervisor[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parcours-supervisor-'))
  writeFileSync(join(folder, 'program.js'), SCRIPT)
  lines = []
  supervisors = []
})

afterEach(async () => {
  for (const supervisor of supervisors) await supervisor.stop()
  rmSync(folder, { recursive: true })
})

function supervise(): Supervisor {
  const registry = new ServicesRegistry(join(folder, 'services.json'))
  const policy = { max: 5, windowMs: 60_000, backoffMs: 5 }
  const supervisor = new Supervisor(registry, join(folder, 'logs'), (line) => lines.push(line), policy)
  supervisors.push(supervisor)
  return supervisor
}

function program(name: string, kind: 'plain' | 'stubborn' | 'dying' = 'plain'): Program {
  return {
    name,
    title: name,
    command: process.execPath,
    args: [join(folder, 'program.js'), name, folder, kind],
    isReady: () => Promise.resolve(existsSync(join(folder, `ready-${name}`))),
    readyWithinMs: 5000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 300,
  }
}

const pidOf = (name: string) => new ServicesRegistry(join(folder, 'services.json')).livingProcess(name)?.pid

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await delay(10)
  }
}

/** A process as a killed supervisor leaves it: known to the registry, watched by nobody. Returns its pid. */
async function leftBehind(left: Program): Promise<number> {
  const { pid } = spawnRun(left, join(folder, 'logs', 'left.log'))
  new ServicesRegistry(join(folder, 'services.json')).serves(left.name, pid)
  await until(() => existsSync(join(folder, `ready-${left.name}`)))
  return pid
}

describe('the supervisor', () => {
  it('stops programs in the reverse order of their start', async () => {
    const supervisor = supervise()
    for (const name of ['a', 'b', 'c']) await supervisor.start(program(name))
    await supervisor.stop()
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('c b a ')
    expect(['a', 'b', 'c'].map(pidOf)).toEqual([undefined, undefined, undefined])
  })

  it('starts again a program that was killed', async () => {
    const supervisor = supervise()
    await supervisor.start(program('a'))
    const first = pidOf('a')
    process.kill(first ?? 0, 'SIGKILL')
    // A dead process is no more living at once; that it died is told a moment later, and then it starts again.
    await until(() => lines.some((line) => line.includes('redémarrage 1/5')))
    await until(() => pidOf('a') !== undefined && pidOf('a') !== first)
    expect(lines).toContainEqual("a s'est arrêté (SIGKILL) : redémarrage 1/5.")
  })

  it('fails, with the end of its log, once a program has died five times and once more', async () => {
    const supervisor = supervise()
    await expect(supervisor.start(program('a', 'dying'))).rejects.toThrow(/a s'arrête sans cesse[^]*out of order/)
    await expect(supervisor.failed).rejects.toThrow(/a keeps ending/)
    expect(lines.filter((line) => line.includes('redémarrage'))).toHaveLength(5)
  })

  it('kills a program that does not end when asked', async () => {
    const supervisor = supervise()
    await supervisor.start(program('a', 'stubborn'))
    await supervisor.stop()
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('a ')
    expect(pidOf('a')).toBeUndefined()
  })

  it('says which program is not ready in time', async () => {
    const never = { ...program('a'), isReady: () => Promise.resolve(false), readyWithinMs: 200 }
    await expect(supervise().start(never)).rejects.toThrow(/a n'est pas prêt après 0.2 s/)
  })

  it('adopts what a killed supervisor left, watches it, and stops it', async () => {
    const left = await leftBehind(program('a'))
    const next = supervise()
    await next.stopLeftovers(['a'])
    await next.start(program('a'))
    expect(pidOf('a')).toBe(left)
    await next.stop()
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('a ')
  })

  it('stops what a killed supervisor left and nobody asks for', async () => {
    const left = await leftBehind(program('a'))
    await supervise().stopLeftovers([])
    expect(() => process.kill(left, 0)).toThrow('ESRCH')
    expect(lines).toContainEqual(`a : resté d'une exécution interrompue (processus ${left}), arrêté.`)
  })

  it('lets followers give way, at every start, and nobody else', async () => {
    const supervisor = supervise()
    supervisor.giveWay(['follower'])
    for (const name of ['follower', 'other']) await supervisor.start(program(name))
    expect(['follower', 'other'].map((name) => getPriority(pidOf(name)))).toEqual([10, getPriority()])
    const first = pidOf('follower')
    process.kill(first ?? 0, 'SIGKILL')
    await until(() => pidOf('follower') !== undefined && pidOf('follower') !== first)
    await until(() => getPriority(pidOf('follower')) === 10)
    expect(lines).toEqual([expect.stringContaining('redémarrage 1/5')])
  })

  it('starts nothing once it is stopping', async () => {
    const supervisor = supervise()
    await supervisor.stop()
    await expect(supervisor.start(program('a'))).rejects.toThrow(/Stopped while starting/)
    expect(pidOf('a')).toBeUndefined()
  })
})
