import type { Command, Result } from '../contracts/command'
import { type Refusal, refuse } from '../domain/kernel/refusal'
import type { RuleCode } from '../domain/kernel/rules'
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
const rulesOfConstraints: Readonly<Record<string, RuleCode>> = {
  binding_one_per_device: 'laptop_already_bound',
  binding_one_per_journey: 'journey_already_has_laptop',
  binding_one_per_person: 'person_already_has_laptop',
  device_serial: 'serial_already_registered',
  // Still there after every try: the stream exists where this actor cannot see it.
  head_pkey: 'already_exists',
  event_pkey: 'already_exists',
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

function refusalOf(error: unknown): Refusal | null {
  const rule = rulesOfConstraints[brokenConstraint(error) ?? '']
  if (!rule) return null
  return rule === 'serial_already_registered' ? refuse(rule, { field: 'serial' }) : refuse(rule)
}
