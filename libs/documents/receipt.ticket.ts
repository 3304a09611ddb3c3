import { createHash } from 'node:crypto'

/** Without I, L, O and U: nobody mistakes one for another when it is read out (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const ticketLetters = 10

/**
 * The ticket of a laptop that was promised to a dotation, such as T-4QK2M-9XW7C: the same for ever, on every version of
 * the receipt, and it tells nothing of anybody. Of a million tickets, two alike are less likely than one in a thousand.
 */
export function ticketOf(dotation: string, device: string): string {
  const hash = createHash('sha256').update(`ticket\n${dotation}\n${device}`).digest()
  const text = [...hash.subarray(0, ticketLetters)].map((byte) => letters[byte % letters.length]).join('')
  return `T-${text.slice(0, 5)}-${text.slice(5)}`
}
