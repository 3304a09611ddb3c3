import type { z } from 'zod'
import type { ProblemIssue } from '../../../libs/contracts/api/problem.schema'
import { sentencesOf } from './api.rules'
import { problemOf, ProblemError } from './problem.error'

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

const missing: Words = ['il manque', 'it is missing']

/**
 * The refusal of what a schema refused: it names each field and what was expected, and repeats no value.
 * `name`: the parameter that was read, where it is one of the address; a body's fields stand by themselves.
 */
export function invalidData(issues: readonly Issue[], input: unknown, name = ''): ProblemError {
  const told = issues
    .slice(0, MAX_ISSUES)
    .flatMap((issue) => wordsOf(issue, input))
    .map((one) => ({ ...one, field: one.field || name || 'body' }))
  const [first = { field: 'body', fr: 'la valeur n’est pas admise', en: 'the value is not accepted' }] = told
  const [fr, en] = sentencesOf('invalid_data')
  const fill = (sentence: string, why: string) =>
    sentence.replace('{field}', () => first.field).replace('{why}', () => why)
  const sentences = { fr: fill(fr, first.fr), en: fill(en, first.en) }
  return new ProblemError(problemOf({ rule: 'invalid_data', field: first.field, issues: told, ...sentences }))
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
      return expected(formats[issue.format] ?? formOf(issue.pattern ?? ''))
    case 'too_small':
      return bound(issue.origin, issue.minimum, ['au moins', 'at least'])
    case 'too_big':
      return bound(issue.origin, issue.maximum, ['au plus', 'at most'])
    case 'invalid_key':
      return ['ce nom n’a pas la forme attendue', 'this name is not of the expected form']
    default:
      return ['la valeur n’est pas admise', 'the value is not accepted']
  }
}

/** A pattern in words: the ids of streams by their kind, other forms as they are written in the contract. */
function formOf(pattern: string): Words {
  const kind = /^\/\^(?:([a-z]+)-)?\[0-9a-f\]\{8\}/.exec(pattern)
  if (!kind) return [`la forme ${pattern}`, `the form ${pattern}`]
  const id = kind[1] ? `${kind[1]}-<uuid>` : '<uuid>'
  return [`un identifiant ${id}`, `an identifier ${id}`]
}

const expected = ([fr, en]: Words): Words => [`attendu : ${fr}`, `expected: ${en}`]

const oneOf = (values: readonly unknown[], or: string) => values.map(String).join(` ${or} `)

function bound(origin: string, limit: number | bigint, [fr, en]: Words): Words {
  const units: Readonly<Record<string, Words>> = {
    string: [' caractères', ' characters'],
    array: [' éléments', ' items'],
  }
  const [unitFr, unitEn] = units[origin] ?? ['', '']
  return [`${fr} ${limit}${unitFr}`, `${en} ${limit}${unitEn}`]
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
