import type { Command, Result } from '../contracts/command'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import { brokenConstraint, withRetries } from '../event-store/retry'
import { type ParsedCommand, parseCommand } from './command.parse'
import { runCommand } from './command.run'
import { refused } from './command.settle'
import type { EngineDeps } from './engine.deps'

/** The one door: the API, the deadlines of workflows, imports and commands typed by a person all pass here. */
export interface Engine {
  /** Executes a command in one transaction. Refusals are values; only a fault of the infrastructure throws. */
  execute(command: Command): Promise<Result>
}

export const createEngine = (deps: EngineDeps): Engine => ({
  async execute(command) {
    const parsed = parseCommand(command, deps.digestKey)
    return parsed.ok ? attempt(deps, parsed) : refused(parsed, null)
  },
})

/** What the database refuses between streams, whoever acts at the same moment, is a rule like any other. */
const refusalsOfConstraints: Readonly<Record<string, Refusal>> = {
  binding_one_per_device: refuse('laptop_already_bound'),
  binding_one_per_journey: refuse('journey_already_has_laptop'),
  binding_one_per_person: refuse('person_already_has_laptop'),
  device_serial: refuse('serial_already_registered', { field: 'serial' }),
  place_identifier: refuse('place_already_registered', { field: 'externalId' }),
  device_inventory: refuse('inventory_already_registered', { field: 'inventory' }),
  lot_order: refuse('order_already_registered', { field: 'order' }),
  // Still there after every try: the stream exists where this actor cannot see it.
  head_pkey: refuse('already_exists'),
  event_pkey: refuse('already_exists'),
}

async function attempt(deps: EngineDeps, command: ParsedCommand): Promise<Result> {
  try {
    return await withRetries(() => runCommand(deps, command))
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return refused(refusal, null)
  }
}

const refusalOf = (error: unknown): Refusal | null => refusalsOfConstraints[brokenConstraint(error) ?? ''] ?? null
