import { bornLeaseMs, type OutboxRow, type Settlement } from '../engine/relay.machine'
import type { OutboxPort } from '../engine/relay.ports'
import type { Stream } from '../contracts/stream'

interface Kept {
  readonly row: OutboxRow
  readonly bornAtMs: number
  attempts: number
  leasedUntilMs: number | null
}

/** An outbox in memory that behaves as the table does: each call is atomic, leases end by themselves. */
export interface MemoryOutbox extends OutboxPort {
  add(row: Omit<OutboxRow, 'id' | 'attempts'>, nowMs: number): OutboxRow
  readonly waiting: number
  /** The newest version that each stream was marked woken at. */
  readonly woken: ReadonlyMap<Stream, number>
}

export function memoryOutbox(): MemoryOutbox {
  const rows = new Map<number, Kept>()
  const woken = new Map<Stream, number>()
  let lastId = 0

  const isFree = ({ leasedUntilMs, bornAtMs }: Kept, nowMs: number) =>
    leasedUntilMs === null ? bornAtMs + bornLeaseMs <= nowMs : leasedUntilMs <= nowMs

  function settle({ done, woken: told, again }: Settlement): void {
    for (const id of done) rows.delete(id)
    for (const { stream, version } of told) woken.set(stream, Math.max(version, woken.get(stream) ?? 0))
    for (const { id, at } of again) {
      const kept = rows.get(id)
      if (kept) Object.assign(kept, { leasedUntilMs: Date.parse(at), attempts: kept.attempts + 1 })
    }
  }

  return {
    add(row, nowMs) {
      lastId += 1
      const added = { ...row, id: lastId, attempts: 0 } as OutboxRow
      rows.set(lastId, { row: added, bornAtMs: nowMs, attempts: 0, leasedUntilMs: null })
      return added
    },
    claim(now, leasedUntil, limit) {
      const isOvertaken = ({ kind, stream, version }: OutboxRow) =>
        kind === 'wake' && (woken.get(stream) ?? 0) >= version
      const first = [...rows.values()].filter((kept) => isFree(kept, Date.parse(now))).slice(0, limit)
      for (const { row } of first) if (isOvertaken(row)) rows.delete(row.id)
      const free = first.filter(({ row }) => rows.has(row.id))
      for (const kept of free) kept.leasedUntilMs = Date.parse(leasedUntil)
      return Promise.resolve(free.map(({ row, attempts }) => ({ ...row, attempts })))
    },
    settle(settlement) {
      settle(settlement)
      return Promise.resolve()
    },
    get waiting() {
      return rows.size
    },
    woken,
  }
}
