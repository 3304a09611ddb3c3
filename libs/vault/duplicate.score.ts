import { nameWords, oneLetterApart, soundOf } from './name.normal'
import { phoneDigits } from './phone.normal'

/** What duplicates are recognised by. Never leaves memory. */
export interface Identity {
  readonly lastName: string
  readonly firstName: string
  readonly birthDate: string | null
  readonly birthYear: number | null
  readonly phone: string | null
  readonly email: string | null
}

/** How alike two identities are, from 0 to 1, and why, in codes. */
export interface Likeness {
  readonly score: number
  readonly why: readonly string[]
}

/** From this score on a human is asked to look. */
export const likelyDuplicate = 0.65

type Clue = readonly [weight: number, code: string | null]

/** Compares two identities: names (swapped, misspelt, joined), birth, phone, mailbox. Symmetric. */
export function score(a: Identity, b: Identity): Likeness {
  const clues = [nameClue(a, b), birthClue(a, b), contactClue(a, b, 'phone'), contactClue(a, b, 'email')]
  const total = clues.reduce((sum, [weight]) => sum + weight, 0)
  return {
    score: Math.round(Math.min(1, Math.max(0, total)) * 100) / 100,
    why: clues.flatMap(([, code]) => code ?? []),
  }
}

function nameClue(a: Identity, b: Identity): Clue {
  const [lastA, firstA] = [nameWords(a.lastName), nameWords(a.firstName)]
  const [lastB, firstB] = [nameWords(b.lastName), nameWords(b.firstName)]
  if (same(lastA, lastB) && same(firstA, firstB)) return [0.5, 'same_name']
  if (same(lastA, firstB) && same(firstA, lastB)) return [0.5, 'swapped_name']
  if (alike(lastA, lastB) && alike(firstA, firstB)) return [0.4, 'alike_name']
  if (alike(lastA, firstB) && alike(firstA, lastB)) return [0.4, 'swapped_alike_name']
  // Another last name may be a married one; another first name under the same roof is a brother, a sister or a twin.
  return same(firstA, firstB) ? [0.15, 'same_first_name'] : [-0.1, null]
}

/** Written in one word or in several: Jean-Pierre and Jeanpierre, O'Brien and Obrien, Le Goff and Legoff. */
const same = (a: readonly string[], b: readonly string[]) => a.join('') === b.join('')

const alike = (a: readonly string[], b: readonly string[]) =>
  wordAlike(a.join(''), b.join('')) || everyWordAlike(a, b) || within(a, b) || within(b, a)

const wordAlike = (a: string, b: string) =>
  soundOf(a) === soundOf(b) || (Math.min(a.length, b.length) >= 4 && oneLetterApart(a, b))

const everyWordAlike = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, index) => wordAlike(word, b[index] ?? ''))

/** A married name beside a birth name, one of several first names, a particle left out: what is there is all there. */
const within = (part: readonly string[], whole: readonly string[]) =>
  part.length < whole.length &&
  part.some((word) => word.length >= 4) &&
  part.every((word) => whole.some((other) => wordAlike(word, other)))

function birthClue(a: Identity, b: Identity): Clue {
  if (a.birthDate && b.birthDate) {
    if (a.birthDate === b.birthDate) return [0.4, 'same_birth_date']
    if (swappedDay(a.birthDate) === b.birthDate) return [0.3, 'swapped_birth_day']
    return digitsApart(a.birthDate, b.birthDate) === 1 ? [0.1, 'alike_birth_date'] : [-0.3, null]
  }
  const [yearA, yearB] = [yearOf(a), yearOf(b)]
  if (yearA === null || yearB === null) return [0.15, 'birth_unknown']
  return yearA === yearB ? [0.25, 'same_birth_year'] : [-0.3, null]
}

const swappedDay = (date: string) => `${date.slice(0, 5)}${date.slice(8, 10)}-${date.slice(5, 7)}`

/** How many characters differ between two days, which are written with as many. */
const digitsApart = (a: string, b: string) => [...a].filter((digit, index) => digit !== b[index]).length

export const yearOf = ({ birthDate, birthYear }: Pick<Identity, 'birthDate' | 'birthYear'>): number | null =>
  birthDate ? Number(birthDate.slice(0, 4)) : birthYear

const contacts = {
  phone: phoneDigits,
  email: (text: string) => text.trim().toLowerCase(),
} as const

/** A phone or a mailbox is often shared in a household or with an aidant: a clue, not a proof. */
function contactClue(a: Identity, b: Identity, kind: 'phone' | 'email'): Clue {
  const [one, other] = [a[kind], b[kind]].map((text) => text && contacts[kind](text))
  return one && one === other ? [0.15, `same_${kind}`] : [0, null]
}
