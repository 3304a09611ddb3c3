import { z } from 'zod'
import { landes } from '../../testing/journey.fixtures'
import { between, factTable, fieldsOf, fieldTable, projectFile } from '../../testing/schema.fields'
import { definitionJsonSchema } from './definition.json.schema'
import { definitionWords } from './definition.words'
import { eligibilityFactTypes } from './eligibility'
import { eligibilityFactWords, foundFactWords, lineFactWords } from './fact.words'
import { lineFactTypes } from './line.priority'
import { foundFactTypes } from './stage.graph'

const schema = definitionJsonSchema()
const guide = 'docs/definitions.md'

test('the schema that is kept with the documentation is the one of the code: definition schema > docs/definition.schema.json', () => {
  expect(projectFile('docs/definition.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`)
})

test.each(['landes-mon-ordi-pin40.v1', 'landes-formation-emploi.v1'])('%s is valid by it', (id) => {
  const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  const definition = JSON.parse(projectFile(`definitions/${id}.json`)) as Record<string, unknown>
  expect(validator.safeParse(definition).error).toBeUndefined()
  for (const wrong of [{ title: '' }, { surprise: 1 }, { stages: [] }, { pause: { longest: 'dix jours' } }])
    expect(validator.safeParse({ ...definition, ...wrong }).success).toBe(false)
})

test('every field says what it means, and no words are left over', () => {
  const fields = fieldsOf(schema)
  expect(fields.filter(([, words]) => !words)).toEqual([])
  const ends = fields.map(([path]) => `.${path}`)
  expect(Object.keys(definitionWords).filter((key) => !ends.some((path) => path.endsWith(`.${key}`)))).toEqual([])
})

test('the guide for working groups lists every field', () => {
  expect(between(guide, 'champs')).toBe(fieldTable(fieldsOf(schema)))
})

test.each([
  ['faits de la prescription', eligibilityFactTypes, eligibilityFactWords],
  ['faits des branches', foundFactTypes, foundFactWords],
  ['faits de la liste d’attente', lineFactTypes, lineFactWords],
])('and every fact that a rule may read: %s', (mark, types: Record<string, string>, words) => {
  expect(between(guide, mark)).toBe(factTable(types, words))
})

test('its example of a rule is the one that ships', () => {
  expect(between(guide, 'exemple de règle')).toContain(landes.eligibility.at(-1)?.rule)
})
