import { z } from 'zod'
import { fullCall } from '../../testing/call.fixtures'
import {
  between,
  factTable,
  type Field,
  fieldsOf,
  fieldTable,
  onceEach,
  projectFile,
} from '../../testing/schema.fields'
import { applicationFactTypes, applicationFactWords } from './application.facts'
import { callJsonSchema } from './call.json.schema'
import { callWords } from './call.words'

const schema = callJsonSchema()
const guide = 'docs/calls.md'

test('the schema that is kept with the documentation is the one of the code: call schema > docs/call.schema.json', () => {
  expect(projectFile('docs/call.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`)
})

test.each(['landes-actions-2026.v1', 'landes-projets-2026.v1'])('%s is valid by it', (id) => {
  const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  const call = JSON.parse(projectFile(`definitions/calls/${id}.json`)) as Record<string, unknown>
  expect(validator.safeParse(call).error).toBeUndefined()
  for (const wrong of [{ title: '' }, { surprise: 1 }, { course: [] }, { envelopeCents: 0.5 }, { committee: {} }])
    expect(validator.safeParse({ ...call, ...wrong }).success).toBe(false)
})

test('every field says what it means, and no words are left over', () => {
  const fields = fieldsOf(schema)
  expect(fields.filter(([, words]) => !words)).toEqual([])
  const ends = fields.map(([path]) => `.${path}`)
  expect(Object.keys(callWords).filter((key) => !ends.some((path) => path.endsWith(`.${key}`)))).toEqual([])
})

/** The waits of one kind have the same fields. */
const alike = ([path, words]: Field): Field => [path.replace(/^(waits)\.\w+\./, '$1.*.'), words]

test('the guide for the governance of the fund lists every field', () => {
  expect(between(guide, 'champs')).toBe(fieldTable(onceEach(fieldsOf(schema).map(alike))))
})

test('and every fact that a rule may read', () => {
  expect(between(guide, 'faits de la demande')).toBe(factTable(applicationFactTypes, applicationFactWords))
})

test('its example of a rule is the one that ships', () => {
  const rule = fullCall.eligibility.find(({ code }) => code === 'own_share')
  expect(JSON.parse(between(guide, 'exemple de règle')?.replace(/```(json)?/g, '') ?? '')).toEqual(rule)
})
