import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createWorld, type World } from '../../libs/testing/engine.world'
import { openNamespace, type TestNamespace } from '../../libs/testing/temporal.server'
import { type CutProxy, cutProxy } from '../integration/mails/cut.proxy'
import { freePort, settingsFor } from './api.process'

/** The built worker, as a supervisor runs it, with a Temporal that comes and goes. */
let world: World
let temporal: TestNamespace
let proxy: CutProxy
let health: number
beforeAll(async () => {
  world = await createWorld()
  temporal = await openNamespace()
  proxy = await cutProxy(`http://${temporal.settings.TEMPORAL_ADDRESS}`, 'cut')
  health = await freePort()
})
afterAll(async () => {
  await proxy.close()
  await temporal.close()
  await world.close()
})

function startWorker(): ChildProcess {
  const env = {
    ...settingsFor(world, health),
    HEALTH_PORT: String(health),
    TEMPORAL_ADDRESS: new URL(proxy.url).host,
    TEMPORAL_NAMESPACE: temporal.settings.TEMPORAL_NAMESPACE,
    LOG_LEVEL: 'silent',
  }
  return spawn(process.execPath, ['dist/apps/worker/main.js'], { env, stdio: 'inherit' })
}

const ask = (path: string) => fetch(`http://127.0.0.1:${health}${path}`).catch(() => null)

/** Waits until the process says that it still waits for this, and for nothing else. */
async function untilWaitingFor(...causes: readonly string[]): Promise<void> {
  const expected = JSON.stringify(causes.length === 0 ? { status: 'ready' } : { status: 'not_ready', causes })
  for (let look = 0; look < 300; look++) {
    const answer = await ask('/health/ready')
    if ((await answer?.text()) === expected) {
      expect(answer?.status).toBe(causes.length === 0 ? 200 : 503)
      return
    }
    await sleep(100)
  }
  throw new Error(`the worker was not waiting for ${causes.join() || 'nothing'} within 30 seconds`)
}

/** Asks it to stop, and answers its exit code and how long that took. */
async function stopped(worker: ChildProcess): Promise<{ code: number | null; seconds: number }> {
  const asked = performance.now()
  worker.kill('SIGTERM')
  if (worker.exitCode === null) await once(worker, 'exit')
  return { code: worker.exitCode, seconds: (performance.now() - asked) / 1_000 }
}

test('it says that it waits for Temporal, works once it is there, and stops in time wherever it is', async () => {
  const waiting = startWorker()
  await untilWaitingFor('temporal')
  expect((await ask('/health/live'))?.status).toBe(200)
  const first = await stopped(waiting)
  expect(first.code).toBe(0)
  expect(first.seconds).toBeLessThan(10)

  const working = startWorker()
  proxy.restore()
  await untilWaitingFor()
  const metrics = await (await ask('/metrics'))?.text()
  expect(metrics).toContain('parcours_lateness_seconds 0\n')
  expect((await ask('/elsewhere'))?.status).toBe(404)

  proxy.cut()
  await untilWaitingFor('temporal')
  const second = await stopped(working)
  expect(second.code).toBe(0)
  expect(second.seconds).toBeLessThan(10)
}, 60_000)
