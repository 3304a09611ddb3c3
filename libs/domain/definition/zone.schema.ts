import { z } from 'zod'

/** A time zone by its IANA name, for example Europe/Paris. */
export const zoneSchema = z.string().refine(
  (text) => {
    try {
      return new Intl.DateTimeFormat('fr', { timeZone: text }).resolvedOptions().timeZone !== ''
    } catch {
      // An unknown zone is told by a RangeError alone.
      return false
    }
  },
  { params: { words: 'zone' } },
)
