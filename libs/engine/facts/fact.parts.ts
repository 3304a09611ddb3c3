import type { AgentFact, OutsideFacts, PlaceFact } from '../../domain/facts'
import { execute } from '../../event-store/database'

/** What was found in the database; a referral's facts are composed from it. */
export interface Found extends OutsideFacts {
  readonly lastHandedOverOn?: string | null
}

/** One question to the database, sent with the locks, and the facts that its rows make. */
export interface FactPart {
  readonly execution: string
  read(rows: readonly unknown[]): Found
}

export const placeFact = (stream: string): FactPart => ({
  execution: execute('fact_place', stream),
  read: (rows) => ({ place: (rows[0] as PlaceFact | undefined) ?? null }),
})

export const agentFact = (stream: string): FactPart => ({
  execution: execute('fact_agent', stream),
  read: (rows) => ({ agent: (rows[0] as AgentFact | undefined) ?? null }),
})

/** `structure` is the one whose stock a dotation would draw from. */
export const stockFact = (structure: string): FactPart => ({
  execution: execute('fact_stock', structure),
  read: (rows) => ({ stock: rows[0] as OutsideFacts['stock'] }),
})

interface StructureRow {
  stream: string
  roles: readonly string[]
  territory: string
}

export const structuresFact = (streams: readonly string[]): FactPart => ({
  execution: execute('fact_structures', streams),
  read: (rows) => ({
    structures: Object.fromEntries(
      (rows as StructureRow[]).map(({ stream, roles, territory }) => [stream, { roles, territory }]),
    ),
  }),
})

export const communeFact = (territory: string, insee: string): FactPart => ({
  execution: execute('fact_commune', territory, insee),
  read: (rows) => ({ commune: (rows[0] as OutsideFacts['commune'] | undefined) ?? null }),
})

export const personFact = (stream: string): FactPart => ({
  execution: execute('fact_person', stream),
  read: (rows) => ({
    lastHandedOverOn: (rows[0] as { last_handed_over_on: string | null } | undefined)?.last_handed_over_on ?? null,
  }),
})
