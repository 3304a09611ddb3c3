import type { Command, Result } from '../contracts/command'
import type { CommandType } from '../domain/command.table'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import { brokenConstraint, MovedError, withRetries } from '../event-store/retry'
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
  binding_one_per_household: refuse('household_already_has_laptop'),
  binding_not_equipped_since: refuse('equipped_since_referral'),
  device_serial: refuse('serial_already_registered', { field: 'serial' }),
  place_identifier: refuse('place_already_registered', { field: 'externalId' }),
  device_inventory: refuse('inventory_already_registered', { field: 'inventory' }),
  fund_line_of_call: refuse('fund_line_exists', { field: 'funder' }),
  lot_order: refuse('order_already_registered', { field: 'order' }),
  // Still there after every try: the stream exists where this actor cannot see it.
  head_pkey: refuse('already_exists'),
  event_pkey: refuse('already_exists'),
}

/** Commands whose facts, read anew, see the laptop that was in the way: they then choose or refuse by what they see. */
const looksAgain: ReadonlySet<CommandType> = new Set([
  ...(['MergePersons', 'ConfirmReady', 'MissHandOver', 'ExpireDotation'] as const),
  ...(['Withdraw', 'ChangeLieu', 'Pause', 'Resume', 'ResumeByDate'] as const),
])
const ofPeople: ReadonlySet<string | null> = new Set([
  ...['binding_one_per_person', 'binding_one_per_household', 'binding_not_equipped_since'],
])

async function attempt(deps: EngineDeps, command: ParsedCommand): Promise<Result> {
  const run = () =>
    runCommand(deps, command).catch((error: unknown) => {
      const again = looksAgain.has(command.type) && ofPeople.has(brokenConstraint(error))
      throw again ? new MovedError('somebody got a laptop meanwhile', { cause: error }) : error
    })
  try {
    return await withRetries(run)
  } catch (error) {
    const refusal = refusalOf(error instanceof MovedError && error.cause ? error.cause : error)
    if (!refusal) throw error
    return refused(refusal, null)
  }
}

const refusalOf = (error: unknown): Refusal | null => refusalsOfConstraints[brokenConstraint(error) ?? ''] ?? null
