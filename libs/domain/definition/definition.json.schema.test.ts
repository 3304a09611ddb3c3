import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { landes } from '../../testing/journey.fixtures'
import { definitionJsonSchema, type JsonSchema } from './definition.json.schema'
import { definitionWords } from './definition.words'
import { eligibilityFactTypes } from './eligibility'
import { eligibilityFactWords, foundFactWords, lineFactWords } from './fact.words'
import { lineFactTypes } from './line.priority'
import { foundFactTypes } from './stage.graph'

const read = (path: string) => readFileSync(join(process.cwd(), path), 'utf8')
const schema = definitionJsonSchema()

/** Every field with its path and its words; the kinds of stages share theirs. */
function fieldsOf(inside: JsonSchema, path = ''): readonly (readonly [path: string, words: string | undefined])[] {
  const others: Readonly<Record<string, JsonSchema>> =
    typeof inside.additionalProperties === 'object' ? { '*': inside.additionalProperties } : {}
  const own = Object.entries<JsonSchema>({ ...inside.properties, ...others }).flatMap(([name, field]) => {
    const at = path ? `${path}.${name}` : name
    return [[at, field.description] as const, ...fieldsOf(field, at)]
  })
  const unnamed = [...(inside.items ? [inside.items] : []), ...(inside.oneOf ?? [])]
  const all = [...own, ...unnamed.flatMap((each) => fieldsOf(each, path))]
  return all.filter(([name], index) => all.findIndex(([other]) => other === name) === index)
}

test('the schema that is kept with the documentation is the one of the code: definition schema > docs/definition.schema.json', () => {
  expect(read('docs/definition.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`)
})

test.each(['landes-mon-ordi-pin40.v1', 'landes-formation-emploi.v1'])('%s is valid by it', (id) => {
  const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  const definition = JSON.parse(read(`definitions/${id}.json`)) as Record<string, unknown>
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

const between = (mark: string) =>
  new RegExp(`<!-- ${mark} -->\\n([\\s\\S]*?)\\n<!-- /${mark} -->`).exec(read('docs/definitions.md'))?.[1]
const cell = (words: string) => words.replace(/\|/g, '\\|')

test('the guide for working groups lists every field', () => {
  const short = (words: string) => words.replace(/ Elle peut lire : .*$/, ' Voir les faits plus bas.')
  const rows = fieldsOf(schema)
    .filter(([path]) => !/\.(code|fr|en)$/.test(path))
    .map(([path, words = '']) => `| \`${path}\` | ${cell(short(words))} |`)
  expect(between('champs')).toBe(['| champ | ce qu’il veut dire |', '|---|---|', ...rows].join('\n'))
})

test.each([
  ['faits de la prescription', eligibilityFactTypes, eligibilityFactWords],
  ['faits des branches', foundFactTypes, foundFactWords],
  ['faits de la liste d’attente', lineFactTypes, lineFactWords],
])('and every fact that a rule may read: %s', (mark, types: Record<string, string>, words) => {
  const rows = Object.entries(words).map(([name, word]) => `| \`${name}\` | ${types[name]} | ${cell(word)} |`)
  expect(between(mark)).toBe(['| fait | type | ce qu’il veut dire |', '|---|---|---|', ...rows].join('\n'))
})

test('its example of a rule is the one that ships', () => {
  expect(between('exemple de règle')).toContain(landes.eligibility.at(-1)?.rule)
})
