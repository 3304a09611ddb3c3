import type { z } from 'zod'
import { patternWords } from './pattern.words'
import type { ProblemIssue } from './problem.schema'

type Issue = z.core.$ZodIssue
type Words = readonly [fr: string, en: string]

/** A body with a thousand faults is told its first twenty. */
const MAX_ISSUES = 20
/** A name that the sender invented is repeated, so that it can be found, but only its beginning. */
const MAX_NAME_CHARS = 60

const types: Readonly<Record<string, Words>> = {
  string: ['un texte', 'a text'],
  number: ['un nombre', 'a number'],
  int: ['un nombre entier', 'a whole number'],
  boolean: ['true ou false', 'true or false'],
  object: ['un objet', 'an object'],
  record: ['un objet', 'an object'],
  array: ['une liste', 'a list'],
}

const formats: Readonly<Record<string, Words>> = {
  date: ['une date AAAA-MM-JJ qui existe', 'a date YYYY-MM-DD that exists'],
  datetime: ['un instant UTC, par exemple 2026-03-29T01:30:00Z', 'a UTC instant such as 2026-03-29T01:30:00Z'],
  email: ['une adresse électronique', 'an e-mail address'],
  e164: ['un numéro de téléphone international, par exemple +33639980000', 'a phone number such as +33639980000'],
}

const notAccepted: Words = ['la valeur n’est pas admise', 'the value is not accepted']
const otherForm: Words = ['une valeur d’une autre forme', 'a value of another form']
const missing: Words = ['il manque', 'it is missing']

/** What checks of our own ask for, by the `words` that they give with their issue. */
const checks: Readonly<Record<string, Words>> = {
  one_line: [
    'un texte sur une seule ligne, sans caractère de contrôle ni changement du sens de lecture',
    'a text on one line, without control characters or changes of the reading direction',
  ],
  no_bar: [
    'une seule valeur, sur une ligne et sans « | », qui sépare les valeurs',
    'one value, on one line and without “|”, which splits values',
  ],
  duration: [
    'un délai en années, mois, semaines et jours entiers (P10D, P3M) ou exact (PT60S), jamais les deux ni nul',
    'a delay in whole years, months, weeks and days (P10D, P3M) or exact (PT60S), never both nor zero',
  ],
  zone: ['un fuseau horaire, comme Europe/Paris', 'a time zone such as Europe/Paris'],
  plain_text: [
    'un texte sans caractère de contrôle ni changement du sens de lecture',
    'a text without control characters or changes of the reading direction',
  ],
}

/** What a schema found wrong with `input`, in both languages: each names its field, and none repeats a value. */
export function issuesOf(issues: readonly Issue[], input: unknown): readonly ProblemIssue[] {
  return issues.slice(0, MAX_ISSUES).flatMap((issue) => wordsOf(issue, input))
}

function wordsOf(issue: Issue, input: unknown): ProblemIssue[] {
  if (issue.code === 'unrecognized_keys') {
    const [fr, en] = ['ce champ n’existe pas ici', 'there is no such field here']
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), fr, en }))
  }
  const [fr, en] = isMissing(issue, input) ? missing : reasonOf(issue)
  return [{ field: fieldOf(issue.path), fr, en }]
}

function reasonOf(issue: Issue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return expected(types[issue.expected] ?? [issue.expected, issue.expected])
    case 'invalid_value':
      return expected([oneOf(issue.values, 'ou'), oneOf(issue.values, 'or')])
    case 'invalid_format':
      return expected(formats[issue.format] ?? patternWords(issue.pattern ?? '') ?? otherForm)
    case 'too_small':
      return bound(issue.origin, issue.minimum, ['au moins', 'at least'])
    case 'too_big':
      return bound(issue.origin, issue.maximum, ['au plus', 'at most'])
    case 'invalid_key':
      return ['ce nom n’a pas la forme attendue', 'this name is not of the expected form']
    case 'custom':
      return checked(checks[String(issue.params?.words)])
    default:
      return notAccepted
  }
}

const checked = (words: Words | undefined) => (words ? expected(words) : notAccepted)

const expected = ([fr, en]: Words): Words => [`attendu : ${fr}`, `expected: ${en}`]

const oneOf = (values: readonly unknown[], or: string) => values.map(String).join(` ${or} `)

function bound(origin: string, limit: number | bigint, [fr, en]: Words): Words {
  const units: Readonly<Record<string, Words>> = {
    string: [' caractère', ' character'],
    array: [' élément', ' item'],
  }
  const [unitFr, unitEn] = units[origin] ?? ['', '']
  // French counts as one whatever is less than two, English one alone.
  const [many, others] = [unitFr && limit >= 2 ? 's' : '', unitEn && Number(limit) !== 1 ? 's' : '']
  return [`${fr} ${limit}${unitFr}${many}`, `${en} ${limit}${unitEn}${others}`]
}

/** True where nothing at all was sent for the field, which is told otherwise than a wrong value. */
function isMissing(issue: Issue, input: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false
  const value = issue.path.reduce<unknown>((inside, key) => {
    return typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined
  }, input)
  return value === undefined
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    const name = String(key).slice(0, MAX_NAME_CHARS)
    return before ? `${before}.${name}` : name
  }, '')
}
