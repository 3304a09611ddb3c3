import type { DotationEvent } from '../domain/dotation/dotation.events'

const at = '2026-05-01T09:00:00Z'
const on = '2026-05-01'

/** Some of the 64 digits of a hash, the same for the same version. */
export const hashOf = (version: number): string => String(version).padStart(64, '0')

export const signatureDocument = '00000000-0000-8000-8000-000000000002'

/** What the engine tells of the receipt that it has printed. */
export const printedReceipt = (version: number) => ({
  ...{ version, ticket: 'T-00000-00001', sha256: hashOf(version) },
  document: '00000000-0000-8000-8000-000000000001',
})

/** A receipt issued on 1 May, in this version. */
export const printed = (version: number): DotationEvent => ({
  ...{ type: 'ReceiptIssued', at, on },
  data: printedReceipt(version),
})

/** The signature of its first version, on paper, on the same day. */
export const signature: DotationEvent = {
  ...{ type: 'ReceiptSigned', at, on },
  data: { version: 1, sha256: hashOf(1), mode: 'papier', document: signatureDocument },
}
