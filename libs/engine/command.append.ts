import type { Command } from '../contracts/command'
import type { Plan } from '../contracts/plan'
import { appendExecutions } from '../event-store/append'
import { execute } from '../event-store/database'
import type { CommandRow } from '../event-store/stored.rows'
import type { Digest } from '../vault/digests'
import type { SubjectKey } from '../vault/key.store'
import { type StreamAppend, streamAppend } from './append.build'
import type { Changed } from './command.decide'
import { bodyHash, causeOf } from './command.hash'
import type { ParsedCommand } from './command.parse'
import type { EngineDeps } from './engine.deps'
import { planOfHead } from './plan.build'
import type { OpenedCommand } from './streams.open'
import { erasurePart, type Made, type VaultPart, vaultPart } from './vault.part'

/** What a decision writes, and what it answers. */
export interface Written {
  readonly executions: readonly string[]
  readonly version: number
  /** The Plan of the leading stream, whether the command has changed it or not. */
  readonly plan: Plan | null
}

/** Everything that a decided command writes, to be committed in one round trip. */
export function writeChanges(
  deps: EngineDeps,
  command: ParsedCommand,
  opened: OpenedCommand,
  changed: readonly Changed[],
  decided: { now: string; key: SubjectKey | null; digests: readonly Digest[] },
): Written {
  const origin = {
    epoch: opened.epoch,
    actor: command.actor.sub,
    onBehalfOf: onBehalfOf(command),
    cause: causeOf(command),
    origin: command.spec.reprise ? ('reprise' as const) : command.spec.origin,
  }
  const appends = changed.map((change) => streamAppend(change, origin))
  const lead = appends.find(({ stream }) => stream === command.stream)
  const { printed, document } = opened.found
  const vault = vaultOf(deps, command, changed, lead, { ...decided, printed, isKept: document?.known ?? false })
  const before = opened.streams.get(command.stream)?.head ?? null
  const version = lead?.head.version ?? before?.version ?? 0
  const plan = lead ? lead.plan : before && planOfHead(before, opened.epoch)
  const executions = appendExecutions({
    ...allOf(appends),
    command: commandRow(deps, command, { version, plan }, decided.now),
    entries: vault?.entries ?? [],
    documents: vault?.documents ?? [],
    digests: vault?.digests ?? [],
  })
  return { executions: [...(vault?.removals ?? []), ...executions], version, plan }
}

function vaultOf(
  { vault }: EngineDeps,
  command: ParsedCommand,
  changed: readonly Changed[],
  lead: StreamAppend | undefined,
  kept: Made,
): VaultPart | undefined {
  if (command.type === 'ErasePerson') {
    return erasurePart(
      vault,
      changed.map(({ loaded }) => loaded).filter(({ kind }) => kind === 'person'),
    )
  }
  const loaded = changed.find((change) => change.loaded.stream === command.stream)?.loaded
  return lead && loaded && vaultPart(vault, command, loaded, lead, kept)
}

/** What a command that changes nothing leaves: a person's answer, so that the same key is answered alike for ever. */
export const writeNothing = (deps: EngineDeps, command: ParsedCommand, at: Reached, now: string) => [
  execute('put_command', [commandRow(deps, command, at, now)]),
]

/** Where a command has led its stream; kept with its answer, so that the same key is told the same for ever. */
type Reached = Pick<Written, 'version' | 'plan'>

const allOf = (appends: readonly StreamAppend[]) => ({
  events: appends.flatMap(({ events }) => events),
  heads: appends.map(({ head }) => head),
  snapshots: appends.map(({ snapshot }) => snapshot),
  rows: appends.flatMap(({ rows }) => rows),
  mails: appends.flatMap(({ mails }) => mails),
  outbox: appends.flatMap(({ outbox }) => outbox),
})

function commandRow(deps: EngineDeps, command: ParsedCommand, { version, plan }: Reached, at: string): CommandRow {
  return {
    actor: command.actor.sub,
    command_id: command.commandKey,
    body_hash: bodyHash(deps.digestKey, command),
    answer: { stream: command.stream, version, plan },
    at,
  }
}

/** A referral names its prescriber's agent whoever typed it. */
function onBehalfOf({ type, actor, data }: ParsedCommand): Command['actor']['sub'] | null {
  if (type !== 'Refer') return null
  const { agent } = data.prescriber as { agent: string | null }
  return agent === actor.sub ? null : agent
}
