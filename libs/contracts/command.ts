import { z } from 'zod'
import { roleSchema } from './codes'
import { instantSchema, type Plan } from './plan'
import { streamSchema } from './stream'

/** Who acts, as the token says. `territory` is a code, or '*' for the machine's own actor. */
export const actorSchema = z.object({
  /** An opaque id, never an address or a name: it is kept with every event. */
  sub: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/),
  role: roleSchema,
  structure: z.string().nullable(),
  lieu: z.string().nullable(),
  territory: z.string().min(1),
})
export type Actor = z.infer<typeof actorSchema>

/** The actor of deadlines and of reconciliation. */
export const systemActor: Actor = { sub: 'system', role: 'system', structure: null, lieu: null, territory: '*' }

/** One command for the one door `execute`. `personal` goes to the vault and never reaches `decide`. */
export const commandSchema = z.object({
  actor: actorSchema,
  commandId: z.string().min(1).max(200),
  stream: streamSchema,
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  personal: z.record(z.string(), z.unknown()).optional(),
  ifVersion: z.int().nonnegative().optional(),
  due: instantSchema.optional(),
})
export type Command = z.infer<typeof commandSchema>

/** What a command answers: refusals are values, only infrastructure throws. */
export type Result =
  | { ok: true; answer: { stream: string; version: number }; plan: Plan | null }
  | ({ ok: false; rule: string; fr: string; en: string; version: number | null } & {
      details?: Record<string, unknown>
      issues?: readonly { field: string; fr: string; en: string }[]
    })

/** The id of a deadline's command: the same for every try of the same deadline. */
export const deadlineCommandId = (plan: Plan): string =>
  `${plan.stream}/${plan.epoch}/${plan.version}/${plan.command ?? ''}`
