import type { QueryResult } from 'pg'
import { isFree } from '../domain/device/device.state'
import type { OutsideFacts } from '../domain/facts'
import { personOf } from '../domain/command.touches'
import { aggregates } from '../domain/registry'
import { execute, type Transaction } from '../event-store/database'
import { type Opened, openedFrom, openStreams } from '../event-store/open'
import { MovedError } from '../event-store/retry'
import type { ParsedCommand } from './command.parse'
import { factParts } from './facts/command.facts'
import type { FactPart, Found } from './facts/fact.parts'
import { neededBy } from './facts/needed.by'
import { type LoadedStream, loadStream } from './stream.load'

/** Everything a command acts on, locked, and what the database said meanwhile. */
export interface OpenedCommand {
  readonly epoch: number
  readonly answered: Opened['answered']
  readonly streams: ReadonlyMap<string, LoadedStream>
  readonly found: Found
}

/** What is sent to open a command: its facts, then its locks and its streams as they are once locked. */
export interface Opening {
  readonly streams: readonly string[]
  readonly parts: readonly FactPart[]
  readonly executions: readonly string[]
}

/** `lead` is the leading stream as read before the lock; null where the command needs no such look. */
export function openingOf(command: ParsedCommand, lead: LoadedStream | null, chosen: readonly string[] = []): Opening {
  const { spec, stream, data, actor, commandKey } = command
  const state = lead?.state ?? aggregates[spec.leads].initialState
  const streams = [...new Set([stream, ...spec.touches(stream, data, state), ...chosen])]
  const parts = factParts(command, lead)
  const open = openStreams(streams, actor.sub, commandKey)
  return { streams, parts, executions: [...open, ...parts.map((part) => part.execution)] }
}

/** Reads what an opening has found. Throws MovedError where the leading stream moved since the look before the lock. */
export async function readOpening(
  opening: Opening,
  results: readonly QueryResult[],
  command: ParsedCommand,
  before: LoadedStream | null,
  transaction: Transaction,
): Promise<OpenedCommand> {
  const facts = results.length - opening.parts.length
  const { epoch, answered, streams: stored } = openedFrom(results.slice(0, facts))
  const streams = new Map<string, LoadedStream>()
  for (const each of stored.values()) streams.set(each.stream, await loadStream(each, transaction.batch))
  const lead = streams.get(command.stream)
  if (before && lead?.head?.version !== before.head?.version) throw new MovedError('the leading stream moved')
  const read = opening.parts.map((part, index) => part.read(results[facts + index]?.rows ?? []))
  const found = read.reduce<Found>((all, each) => ({ ...all, ...each }), {})
  return { epoch, answered, streams, found }
}

/** The mediators of the lieu that a journey was referred to: none of them takes anybody while the lieu is found full. */
export async function chooseMediators(lead: LoadedStream, transaction: Transaction): Promise<readonly string[]> {
  const row = aggregates.journey.rows(lead.state, lead.stream)[0]?.row
  const results = await transaction.batch([execute('choose_mediators', row?.place, row?.place_structure)])
  return ((results[0]?.rows ?? []) as { stream: string }[]).map(({ stream }) => stream)
}

/** The journeys of a person, or of a journey's. One that is referred meanwhile moves the person, and the command begins anew. */
export async function chooseJourneys(lead: LoadedStream, transaction: Transaction): Promise<readonly string[]> {
  const person = lead.kind === 'person' ? lead.stream : personOf('', {}, lead.state)
  const results = await transaction.batch([execute('journeys_of_person', person)])
  return ((results[0]?.rows ?? []) as { stream: string }[]).map((row) => row.stream)
}

/** How often a laptop that another command has just taken is passed over before starting again. */
const mostLooks = 10

/**
 * The laptop that a dotation takes: the one named, else the longest ready of its structure's stock that has what it needs and
 * that nobody else is taking. A laptop that was taken between the choice and the lock is passed over.
 */
export async function chooseDevice(
  command: ParsedCommand,
  opened: OpenedCommand,
  transaction: Transaction,
): Promise<LoadedStream | null> {
  if (typeof command.data.device === 'string') return opened.streams.get(command.data.device) ?? null
  const lead = opened.streams.get(command.stream)
  const structure = lead?.head?.structure
  if (!structure) return null
  for (let look = 0; look < mostLooks; look += 1) {
    const chosen = (await transaction.batch([execute('choose_device', structure, neededBy(command, lead), [])]))[0]
      ?.rows[0] as { stream: string } | undefined
    if (!chosen) return null
    const open = openStreams([chosen.stream], command.actor.sub, command.commandKey)
    const stored = openedFrom(await transaction.batch(open)).streams.get(chosen.stream)
    const device = stored && (await loadStream(stored, transaction.batch))
    if (device && isFree(String(rowOf(device)?.status))) return device
  }
  throw new MovedError('every laptop that was looked at had just been taken')
}

/** What a dotation may know of the laptop. */
export function deviceFact(device: LoadedStream | null): OutsideFacts['device'] {
  const row = device && rowOf(device)
  if (!row) return null
  const { owner, status, features } = row
  return { stream: device.stream, owner: String(owner), status: String(status), features: features as string[] }
}

const rowOf = (device: LoadedStream) => aggregates.device.rows(device.state, device.stream)[0]?.row
