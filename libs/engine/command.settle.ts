import { deadlineCommandId, type Result } from '../contracts/command'
import type { Plan } from '../contracts/plan'
import { never, type Refusal, refuse } from '../domain/kernel/refusal'
import type { Transaction } from '../event-store/database'
import { mayAny } from '../policy/policy'
import { sharedRefusal } from '../policy/shared.history'
import type { SubjectKey } from '../vault/key.store'
import { writeChanges, writeNothing } from './command.append'
import { decideAll } from './command.decide'
import { bodyHash } from './command.hash'
import type { ParsedCommand } from './command.parse'
import type { EngineDeps } from './engine.deps'
import { correctedDigests } from './facts/person.facts'
import { buildFacts, definitionsOf } from './facts.build'
import { borrowingFacts } from './facts/borrowing.facts'
import { shippedVersion } from './facts/publication.facts'
import { payForJourneys } from './journey.cost'
import { offerFreedLaptops } from './laptop.offer'
import { offerFreedPlaces } from './place.offer'
import { planOfHead } from './plan.build'
import { withAgreement } from './agreement.print'
import { withReceipt } from './receipt.print'
import { resourcesOf } from './resource.build'
import type { LoadedStream } from './stream.load'
import { chooseDevice, deviceFact, type OpenedCommand } from './streams.open'
import { isMachine, versionRefusal } from './version.check'

export type Outcome = Result

/** What a command comes to: its outcome, and what is to be committed for it to be true; null writes nothing. */
export interface Settled {
  readonly outcome: Outcome
  readonly write: readonly string[] | null
}

export const refused = (refusal: Refusal, lead: LoadedStream | null): Outcome => ({
  ...refusal,
  version: lead?.head?.version ?? null,
})

/** An answer as it was stored. */
type Answered = { readonly stream: string; readonly version: number; readonly plan: Plan | null }

const granted = (stream: string, version: number, plan: Plan | null): Outcome => ({
  ok: true,
  answer: { stream, version },
  plan,
})

/** Judges a command on its locked streams, in the order that the design gives. */
export async function settle(
  deps: EngineDeps,
  command: ParsedCommand,
  opened: OpenedCommand,
  key: SubjectKey | null,
  transaction: Transaction,
): Promise<Settled> {
  const lead = opened.streams.get(command.stream) as LoadedStream
  const no = (refusal: Refusal): Settled => ({ outcome: refused(refusal, lead), write: null })
  if (!lead.head && !command.spec.opens) return no(refuse('unknown_stream'))
  const shipped = shippedVersion(deps.definitions, command)
  const acting = { ...command.actor, places: opened.found.ownPlaces ?? [] }
  const allowed = mayAny(acting, command.type, resourcesOf(command, opened.streams, opened.found, shipped))
  if (allowed !== true) return no(refuse(allowed))
  const before = earlier(deps, command, opened, lead)
  if (before) return before
  const stale = versionRefusal(command, lead)
  if (stale) return no(stale)
  const ready = command.spec.chooses === 'readyDevice' ? await withDevice(command, opened, transaction) : opened
  const chosen = await printed(deps, command, ready, transaction)
  const facts = await buildFacts(deps, command, chosen.streams, chosen.found, transaction)
  const decision = decideAll(
    command,
    chosen.streams,
    facts,
    await definitionsOf(deps, command, chosen.streams, transaction),
  )
  if (!decision.ok) return no(sharedRefusal(command.actor.role, decision))
  const version = lead.head?.version ?? 0
  if (decision.changed.length === 0) {
    const plan = presentPlan(lead, opened.epoch)
    const write = isMachine(command.actor) ? null : writeNothing(deps, command, { version, plan }, facts.now)
    return { outcome: granted(lead.stream, version, plan), write }
  }
  const places = await offerFreedPlaces(deps, decision.changed, facts, transaction)
  const moved = await offerFreedLaptops(deps, [...decision.changed, ...places], facts, transaction)
  const costs = command.spec.reprise ? [] : await payForJourneys(deps, moved, facts, transaction)
  const changed = [...moved, ...costs]
  const digests =
    command.type === 'CorrectPerson' ? await correctedDigests(deps.vault, transaction, command, chosen.streams) : []
  const written = writeChanges(deps, command, chosen, changed, { now: facts.now, key, digests })
  // The keys go first: an event that says erased is only ever true.
  if (command.type === 'ErasePerson')
    for (const { loaded } of decision.changed) await deps.vault.keys.erase(loaded.stream)
  return { outcome: granted(lead.stream, written.version, written.plan), write: written.executions }
}

const presentPlan = (lead: LoadedStream, epoch: number): Plan | null =>
  lead.head ? planOfHead(lead.head, epoch) : null

/** What was already settled: a deadline that the stream has left behind, or a command that was answered before. */
function earlier(deps: EngineDeps, command: ParsedCommand, opened: OpenedCommand, lead: LoadedStream): Settled | null {
  const { answered, epoch } = opened
  if (command.spec.deadline) {
    const plan = presentPlan(lead, epoch)
    const awaited = plan && plan.command === command.type && deadlineCommandId(plan) === command.commandId
    return awaited ? null : { outcome: granted(lead.stream, lead.head?.version ?? 0, plan), write: null }
  }
  if (!answered) return null
  if (answered.bodyHash !== bodyHash(deps.digestKey, command)) {
    return { outcome: refused(refuse('key_reused'), lead), write: null }
  }
  const { stream, version, plan } = answered.answer as Answered
  return { outcome: granted(stream, version, plan), write: null }
}

async function withDevice(
  command: ParsedCommand,
  opened: OpenedCommand,
  transaction: Transaction,
): Promise<OpenedCommand> {
  const device = await chooseDevice(command, opened, transaction)
  const streams = device ? new Map([...opened.streams, [device.stream, device]]) : opened.streams
  const borrowing = await borrowingFacts(command, opened.streams.get(command.stream), device, transaction)
  return { ...opened, streams, found: { ...opened.found, ...borrowing, device: deviceFact(device) } }
}

/** The document that the engine makes of a command, as it is before anybody decides. */
const printed = async (
  deps: EngineDeps,
  command: ParsedCommand,
  opened: OpenedCommand,
  transaction: Transaction,
): Promise<OpenedCommand> => {
  switch (command.spec.prints) {
    case 'receipt':
      return withReceipt(deps, command, opened)
    case 'agreement':
      return withAgreement(deps, command, opened, transaction)
    case null:
      return opened
    default:
      return never(command.spec.prints)
  }
}
