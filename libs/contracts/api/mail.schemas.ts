import { z } from 'zod'
import { readerRoles } from '../codes'
import { instantSchema } from '../plan'
import { pageOf, pageQuery, uuidSchema } from './common.schemas'

export const mailStatuses = [
  'pending',
  'queued',
  'sent',
  'failed',
  'not_due',
  'no_address',
  'to_print',
  'posted',
] as const
const channels = ['email', 'letter', 'relay'] as const

export const mailQuerySchema = z.strictObject({
  ...pageQuery(instantSchema, uuidSchema),
  status: z.enum(mailStatuses).optional(),
})
export type MailQuery = z.output<typeof mailQuerySchema>

/** A mail as it stands: to whom by role and id, never an address nor its text. */
export const mailSchema = z
  .object({
    id: uuidSchema,
    kind: z.string(),
    status: z.enum(mailStatuses),
    recipient: z.object({ role: z.enum(readerRoles), id: z.string() }).meta({ id: 'Reader' }),
    channel: z.enum(channels).nullable().meta({ description: 'relay : à qui peut prévenir la personne' }),
    about: z.object({ kind: z.string(), id: uuidSchema }),
    attempts: z.int(),
    createdAt: instantSchema,
    sentAt: instantSchema.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Mail' })
export type Mail = z.infer<typeof mailSchema>

export const mailPageSchema = pageOf(mailSchema).meta({ id: 'MailPage' })

/** A mail that leaves again; sent twice at worst, as any mail may be. */
export const resentSchema = z.object({ id: uuidSchema, status: z.literal('pending') }).meta({ id: 'ResentMail' })
export type Resent = z.infer<typeof resentSchema>
