import { z } from 'zod'

export const definitionIdSchema = z.string().regex(/^[a-z0-9-]{1,80}\.v\d{1,6}$/)
