import { z } from 'zod'

export const definitionIdPattern = /^[a-z0-9-]{1,80}\.v\d{1,6}$/
export const definitionIdSchema = z.string().regex(definitionIdPattern)
