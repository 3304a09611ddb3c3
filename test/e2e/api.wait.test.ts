import { randomUUID } from 'node:crypto'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { actors, beneficiary, createWorld, referral, type World } from '../../libs/testing/engine.world'
import { commands } from '../../libs/testing/journey.fixtures'
import { type Api, freePort, settingsFor, startApi } from './api.process'

let world: World
let api: Api
let worker: ChildProcess
beforeAll(async () => {
  world = await createWorld()
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, REDIS_URL, QUEUE_DATABASE_URL, CODEC_KEY } = process.env
  if (!TEMPORAL_ADDRESS)
    throw new Error('TEMPORAL_ADDRESS is not set: these tests need a Temporal (npm test starts one)')
  const services = { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, REDIS_URL, QUEUE_DATABASE_URL, CODEC_KEY }
  const health = await freePort()
  const env = { ...settingsFor(world, health), ...services, HEALTH_PORT: String(health) }
  worker = spawn(process.execPath, ['dist/apps/worker/main.js'], { env, stdio: 'ignore' })
  api = await startApi(world, services)
  const live = () => fetch(`http://127.0.0.1:${health}/health/ready`).catch(() => null)
  for (let tries = 0; tries < 300 && !(await live())?.ok; tries += 1) await sleep(100)
}, 60_000)
afterAll(async () => {
  await api.stop()
  worker.kill('SIGTERM')
  if (worker.exitCode === null) await once(worker, 'exit')
  await world.close()
})

test('whoever prefers to wait is answered once the workflow is there, from the first step on', async () => {
  // Temporal outlives this database: no other run may have a workflow of this name.
  const path = `/v1/journeys/${randomUUID()}`
  const headers = (key: string) => ({ 'Idempotency-Key': key, Prefer: 'wait=20' })
  const body = { ...referral(1), personal: beneficiary(1) }
  const referred = await api.post(`${path}/refer`, { actor: actors.prescriber, body, headers: headers('1') })
  expect([referred.status, referred.headers.get('preference-applied')]).toEqual([200, 'wait'])
  const accepting = { ...headers('2'), 'If-Match': '"1"' }
  const accepted = await api.post(`${path}/accept`, {
    actor: actors.mediator,
    body: commands.Accept.data,
    headers: accepting,
  })
  expect([accepted.body.stage, accepted.headers.get('preference-applied')]).toEqual(['diagnostic', 'wait'])
}, 60_000)
