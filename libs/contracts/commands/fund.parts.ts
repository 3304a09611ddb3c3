import { z } from 'zod'

/** A version of a call, for example landes-actions-2026.v1. */
export const callIdSchema = z.string().regex(/^[a-z0-9-]{1,80}\.v\d{1,6}$/)

/** Integer cents of euros, up to ten million euros. */
export const centsSchema = z.int().min(1).max(1_000_000_000)
