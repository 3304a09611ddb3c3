import { definitionStore } from '../../../libs/engine/definition.store'
import type { Plan } from '../../../libs/contracts/plan'
import { actors } from '../../../libs/testing/engine.world'
import { ids, landes } from '../../../libs/testing/journey.fixtures'
import { createReads } from './reads'

const lost = { ...landes.ends.plan_training, outcome: 'lost_to_follow_up' } as const
const other = { ...landes, id: 'ailleurs.v1', ends: { ...landes.ends, plan_training: lost } }

const until = '2026-05-10T09:00:00.000Z'
const waiting = { stream: ids.journey, task: 'plan_training', deadline_at: until, deadline_command: 'Expire' }
const head = { ...waiting, kind: 'journey', version: 4, stage: 'training', owner_role: 'mediator' }

const none = () => Promise.resolve(new Map())

/** Reads of a database that has one head, of a journey that follows `definition`. */
function readsOf(definition: string) {
  const asked: string[] = []
  const row = { ...head, owner_id: ids.mediator, referred_on: '2026-03-02', definition }
  const query = (sql: string) => {
    asked.push(sql)
    // Nothing was published since this process began.
    return Promise.resolve({ rows: sql.includes('content') ? [] : [row] })
  }
  const reads = createReads({
    readAs: (_actor, read) => read({ query } as unknown as Parameters<typeof read>[0]),
    vault: { ofStreams: none, ofSubjects: none, ofVersions: none },
    clock: { now: () => '2026-04-01T09:00:00.000Z' },
    definitions: definitionStore([landes, other], { production: false }),
  })
  return { reads, asked }
}

const plan = (command: Plan['command']): Plan => ({
  ...{ planVersion: 1, stream: ids.journey, epoch: 1, version: 4, stage: 'training', task: 'plan_training' },
  ...{ owner: { role: 'mediator', id: ids.mediator }, until, command, territory: '40', child: null },
})

test.each([
  [landes.id, 'non commencé'],
  [other.id, 'sans bilan de fin'],
])('how a wait ends is told as %s says: %s', async (definition, words) => {
  const { reads } = readsOf(definition)
  const ending = expect.stringContaining(`le parcours se termine : ${words}.`)
  expect(await reads.otherwise(actors.mediator, plan('Expire'))).toMatchObject({ fr: ending })
  const { items } = await reads.tasks(actors.mediator, { limit: 50 })
  expect(items.map(({ otherwise }) => otherwise)).toMatchObject([{ fr: ending }])
})

test('nothing is looked up where a reminder comes next, or nothing does', async () => {
  const { reads, asked } = readsOf(landes.id)
  expect((await reads.otherwise(actors.mediator, plan('Remind')))?.fr).toContain('rappel')
  expect(await reads.otherwise(actors.mediator, plan(null))).toBeNull()
  expect(await reads.otherwise(actors.mediator, null)).toBeNull()
  expect(asked).toEqual([])
})
