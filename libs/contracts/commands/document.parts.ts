import { z } from 'zod'

/** What a document that is kept with a journey may be. */
export const documentKinds = [
  'referral_sheet',
  'signed_receipt',
  'representative_authorisation',
  'other_proof',
] as const
export const documentKindSchema = z.enum(documentKinds)
export type DocumentKind = z.infer<typeof documentKindSchema>

/** What is kept: what people attach to a journey or provide for a grant, and the receipts and agreements that this project makes. */
export type KeptKind = DocumentKind | 'receipt' | 'grant_document' | 'grant_agreement'

/** What kept documents are: what a scanner, a telephone or this project makes. */
export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type MediaType = (typeof mediaTypes)[number]

export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024

const maxBase64Chars = Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4

/** The bytes of a document in base64, 5 MiB at most. */
export const documentContentSchema = z.base64().min(4).max(maxBase64Chars)
