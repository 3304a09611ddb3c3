import { receiptData } from '../documents/receipt.data'
import { ticketOf } from '../documents/receipt.ticket'
import { firstOfKind } from '../domain/definition/stage.graph'
import type { DeviceState } from '../domain/device/device.state'
import type { DotationState } from '../domain/dotation/dotation.state'
import { identityOf } from '../vault/document.identity'
import type { ParsedCommand } from './command.parse'
import type { EngineDeps } from './engine.deps'
import { knownDefinition } from './definition.lookup'
import type { OpenedCommand } from './streams.open'

/**
 * Prints the next receipt of a dotation from what is stored of it and of its laptop, so that nobody can bring another
 * paper; where there is no laptop there is nothing to print, which the core refuses.
 */
export function withReceipt(deps: EngineDeps, { stream }: ParsedCommand, opened: OpenedCommand): OpenedCommand {
  const lead = opened.streams.get(stream)
  const state = lead?.state as DotationState
  if (state.stage !== 'handover' || !lead?.head?.definition) return opened
  const laptop = opened.streams.get(state.device)?.state as DeviceState
  if (laptop.status === 'unknown') return opened
  const definition = knownDefinition(deps.definitions, lead.head.definition)
  const { receiptVersion: textVersion, commitments } = firstOfKind(definition, 'dotation')
  const version = state.receipts + 1
  const ticket = ticketOf(stream, state.device)
  const given = { programme: definition.title, ticket, version, textVersion, commitments, laptop: laptop.device }
  const { bytes: printed, sha256 } = deps.printer.render('receipt', receiptData(given))
  const { id: document } = identityOf(state.opening.journey, 'receipt', printed)
  return { ...opened, found: { ...opened.found, printed, receipt: { version, ticket, sha256, document } } }
}
