import type { z } from 'zod'
import type { dotationCommands } from '../../contracts/commands/dotation.commands'
import { firstOfKind } from '../definition/stage.graph'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, type Refusal, refuse, refuseBefore } from '../kernel/refusal'
import { compareInstants, dayOf } from '../kernel/wait'
import type { DotationEvent } from './dotation.events'
import type { Bound, Receipt } from './dotation.state'
import { guaranteeFrom } from './guarantee.decide'

type Data<T extends 'SignReceipt' | 'HandOver'> = z.output<(typeof dotationCommands)[T]['data']>

/** The engine has printed it from what is known of the laptop; the version before, signed or not, is worth nothing now. */
export function issueReceipt(state: Bound, facts: Facts): Decision<DotationEvent> {
  const { receipt } = facts.outside
  if (receipt?.version !== state.receipts + 1) throw new TypeError('a receipt is issued as it was printed')
  return accept({ type: 'ReceiptIssued', data: receipt, at: facts.now, on: dayOf(facts.now, facts.zone) })
}

/** A signature is about the bytes that were read: the present version, by its hash. */
export function signReceipt(state: Bound, data: Data<'SignReceipt'>, facts: Facts): Decision<DotationEvent> {
  const receipt = presentReceipt(state, data)
  if ('ok' in receipt) return receipt
  const { on, version, sha256, mode, document } = data
  if (receipt.signed) {
    const same = receipt.signed.document === document && receipt.signed.mode === mode && receipt.signed.on === on
    return same ? accept() : refuse('receipt_already_signed')
  }
  if (!facts.definition) throw new TypeError('a dotation is decided with its definition')
  const { signatures } = firstOfKind(facts.definition, 'dotation')
  if (!signatures.some(({ code }) => code === mode))
    return refuse('unknown_code', { field: 'mode', code: mode, list: 'dotation.signatures' })
  if (on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: on })
  if (on < receipt.issuedOn) return refuseBefore('receipt', receipt.issuedOn, 'on', on)
  const { signature } = facts.outside
  if (!signature) return refuse('signature_missing', { field: 'document' })
  // What was kept before these bytes were printed was signed for others.
  if (compareInstants(signature.keptAt, receipt.issuedAt) < 0)
    return refuse('signature_of_before', { field: 'document' })
  return accept({ type: 'ReceiptSigned', data: { version, sha256, mode, document }, at: facts.now, on })
}

function presentReceipt(state: Bound, { version, sha256 }: Data<'SignReceipt'>): Receipt | Refusal {
  const { receipt, receipts } = state
  const given = { field: 'version', given: version, issued: receipts }
  if (version > receipts) return refuse('receipt_not_issued', given)
  if (!receipt || version < receipt.version) return refuse('receipt_superseded', given)
  return sha256 === receipt.sha256 ? receipt : refuse('other_receipt', { field: 'sha256' })
}

/** The laptop goes into the person's hands, against the receipt that they have signed; the first one or another one. */
export function handOver(state: Bound, { on }: Data<'HandOver'>, facts: Facts): Decision<DotationEvent> {
  const { receipt, device } = state
  if (!receipt?.signed) return refuse('receipt_not_signed')
  if (on > dayOf(facts.now, facts.zone)) return refuse('date_in_future', { field: 'on', date: on })
  if (on < receipt.signed.on) return refuseBefore('signature', receipt.signed.on, 'on', on)
  const { ticket, version, sha256 } = receipt
  const given = { device, receipt: { ticket, version, sha256 } }
  if (state.guarantee) return accept({ type: 'ReplacementHandedOver', data: given, at: facts.now, on })
  const guarantee = guaranteeFrom(on, facts)
  return accept({ type: 'DotationHandedOver', data: guarantee ? { ...given, guarantee } : given, at: facts.now, on })
}
