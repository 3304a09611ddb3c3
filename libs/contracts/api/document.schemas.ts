import { z } from 'zod'
import { documentKindSchema } from '../commands/document.parts'
import { codeSchema } from '../commands/parts'
import { uuidSchema } from './common.schemas'

export const documentQuerySchema = z.strictObject({
  kind: documentKindSchema.meta({ description: 'Ce que c’est : fiche de prescription, reçu signé, pouvoir, autre' }),
})
export type DocumentQuery = z.output<typeof documentQuerySchema>

export const grantDocumentQuerySchema = z.strictObject({
  code: codeSchema.meta({ description: 'La pièce que l’appel demande, par son code' }),
})
export type GrantDocumentQuery = z.output<typeof grantDocumentQuerySchema>

/** A document that is kept: its id, the hash of its bytes, and the version that its journey or grant reached. */
export const attachedSchema = z
  .object({ id: uuidSchema, sha256: z.string().regex(/^[0-9a-f]{64}$/), version: z.int().positive() })
  .meta({ id: 'AttachedDocument' })
export type Attached = z.infer<typeof attachedSchema>
