import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Result } from '../contracts/command'
import { noColumns } from './file.columns'
import { uuidOf } from '../contracts/stream'
import { type IntakeDeps, type RowCommand, streamFor, takeRows } from './intake'

const key = Buffer.alloc(32, 4)
const actor = { sub: 'coordination', role: 'coordinator', structure: null, lieu: null, territory: '40' } as const
const rowOf = (name: string, over: Partial<RowCommand> = {}): RowCommand => ({
  stream: streamFor(key, 'structure', '40', name),
  type: 'RegisterStructure',
  data: { name },
  ...over,
})

/** An engine that takes everything, on streams that are at the versions given; it tells how many it had at once. */
function worldOf(versions: Readonly<Record<string, number>> = {}) {
  const executed: Command[] = []
  const crowd = { now: 0, most: 0 }
  const execute = async (command: Command): Promise<Result> => {
    executed.push(command)
    crowd.now += 1
    crowd.most = Math.max(crowd.most, crowd.now)
    await sleep(1)
    crowd.now -= 1
    return { ok: true, answer: { stream: command.stream, version: (versions[command.stream] ?? 0) + 1 }, plan: null }
  }
  const heads = Object.entries(versions).map(([stream, version]) => ({ stream, version }))
  const readAs = (_: unknown, read: (sql: unknown) => unknown) =>
    read({ query: () => Promise.resolve({ rows: heads }) })
  return { deps: { key, execute, readAs } as unknown as IntakeDeps, executed, crowd }
}

const take = (deps: IntakeDeps, rows: readonly RowCommand[], together?: number) => {
  const imported = {
    ok: true as const,
    rows: rows.map((row, index) => ({ line: index + 2, row })),
    refused: [],
    ignored: [],
  }
  return takeRows(deps, actor, imported, (row) => row, { columns: noColumns, together })
}

async function idOf(row: RowCommand, versions: Readonly<Record<string, number>> = {}): Promise<string> {
  const { deps, executed } = worldOf(versions)
  await take(deps, [row])
  return executed[0]?.commandId ?? ''
}

describe('the streams of a file', () => {
  test('are the same for the same words, others for others, and tell nothing of them', () => {
    const stream = streamFor(key, 'actor', '40', 'presc-01')
    expect(streamFor(key, 'actor', '40', 'presc-01')).toBe(stream)
    expect(stream).toMatch(/^actor-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    const others = [
      streamFor(key, 'actor', '32', 'presc-01'),
      streamFor(key, 'actor', '40presc-01'),
      streamFor(Buffer.alloc(32, 5), 'actor', '40', 'presc-01'),
    ]
    expect(new Set([stream, ...others]).size).toBe(4)
  })
})

describe('the command of a line', () => {
  test('has the same id for the same content on the same version, so that a file cut short is sent again', async () => {
    const id = await idOf(rowOf('a'))
    expect(await idOf(rowOf('a'))).toBe(id)
    expect(await idOf(rowOf('a', { data: { name: 'b' } }))).not.toBe(id)
    expect(await idOf(rowOf('a', { personal: { email: 'x@exemple.invalid' } }))).not.toBe(id)
    expect(await idOf(rowOf('a'), { [rowOf('a').stream]: 2 })).not.toBe(id)
    expect(id).not.toContain('exemple')
  })

  test('has its own key for ever, where the row has one', async () => {
    const named = { commandId: 'reference' }
    const id = await idOf(rowOf('a', named))
    expect(await idOf(rowOf('a', { ...named, data: { name: 'b' } }), { [rowOf('a').stream]: 2 })).toBe(id)
  })
})

test('what is left out of a line is told with it; what is there already is not asked again', async () => {
  const { deps, executed } = worldOf()
  const left = { column: 'public_cible', rule: 'values_left_out', fr: 'x', en: 'x' }
  const imported = { ok: true as const, rows: [{ line: 2, row: 'a' }], refused: [], ignored: [] }
  const first = await takeRows(deps, actor, imported, () => rowOf('a', { warnings: [left] }), { columns: noColumns })
  expect(first).toMatchObject({ taken: 1, lines: [{ result: 'taken', problems: [], warnings: [left] }] })
  const there = await takeRows(deps, actor, imported, () => ({ there: rowOf('a').stream }), { columns: noColumns })
  expect(there).toMatchObject({ unchanged: 1, lines: [{ id: uuidOf(rowOf('a').stream), warnings: [] }] })
  expect(executed).toHaveLength(1)
})

test('lines go together, or one after another where each must find what the one before has left', async () => {
  const rows = Array.from({ length: 20 }, (_, index) => rowOf(String(index)))
  const [many, one] = [worldOf(), worldOf()]
  await take(many.deps, rows)
  await take(one.deps, rows, 1)
  expect(many.crowd.most).toBeGreaterThan(1)
  expect(one.crowd.most).toBe(1)
  expect(one.executed.map(({ stream }) => stream)).toEqual(rows.map(({ stream }) => stream))
})
