import { z } from 'zod'
import { referralImportQuerySchema } from '../../../libs/contracts/api/import.schemas'
import { outcomeQuerySchema } from '../../../libs/contracts/api/outcome.schema'
import { patternWords } from '../../../libs/contracts/api/pattern.words'
import { freeTextSchema, lineSchema, markSchema } from '../../../libs/contracts/commands/parts'
import { commandCollections } from '../commands/command.routes'
import { invalidData } from './issue.words'

const refer = commandCollections[0]?.routes.find(({ type }) => type === 'Refer')?.body as z.ZodObject

function problemFor(schema: z.ZodType, input: unknown, name?: string) {
  const { error } = schema.safeParse(input)
  return invalidData(error?.issues ?? [], input, name).problem
}

/** The patterns of a JSON schema, wherever they are; those of dates and addresses come with the name of a format. */
function patternsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { pattern, format } = schema as { pattern?: unknown; format?: unknown }
  const inside = Object.values(schema).flatMap(patternsIn)
  return typeof pattern === 'string' && format === undefined ? [pattern, ...inside] : inside
}

describe('what a schema refused', () => {
  it('names the field and what was expected, in both languages', () => {
    const schema = z.strictObject({ reasons: z.strictObject({ shareable: z.string() }) })
    expect(problemFor(schema, { reasons: { shareable: 3 } })).toMatchObject({
      status: 400,
      code: 'invalid_data',
      field: 'reasons.shareable',
      fr: 'Le champ « reasons.shareable » n’est pas valable : attendu : un texte.',
      en: 'The field "reasons.shareable" is not valid: expected: a text.',
    })
  })

  it.each([
    [z.object({ on: z.iso.date() }), { on: '2026-13-01' }, 'on', 'attendu : une date AAAA-MM-JJ qui existe'],
    [z.object({ on: z.iso.date() }), {}, 'on', 'il manque'],
    [z.object({ mode: z.enum(['alone', 'group']) }), { mode: 'x' }, 'mode', 'attendu : alone ou group'],
    [z.object({ mode: z.enum(['alone', 'group']) }), {}, 'mode', 'il manque'],
    [z.object({ list: z.array(z.int()) }), { list: [1, 1.5] }, 'list[1]', 'attendu : un nombre entier'],
    [z.object({ list: z.array(z.string()).min(1) }), { list: [] }, 'list', 'au moins 1 élément'],
    [z.object({ list: z.array(z.string()).min(2) }), { list: [] }, 'list', 'au moins 2 éléments'],
    [z.object({ text: z.string().min(1) }), { text: '' }, 'text', 'au moins 1 caractère'],
    [z.object({ name: lineSchema(20) }), { name: 'a\u202eb' }, 'name', 'attendu : un texte sur une seule ligne'],
    [z.object({ name: lineSchema(20) }), { name: 'a\0b' }, 'name', 'attendu : un texte sur une seule ligne'],
    [z.object({ text: freeTextSchema }), { text: 'a\u0007' }, 'text', 'attendu : un texte sans caractère de contrôle'],
    [z.object({ mark: markSchema }), { mark: 'RBI 5' }, 'mark', 'attendu : des lettres sans accent, des chiffres'],
    [z.object({ a: z.string().regex(/^x{3}$/) }), { a: 'y' }, 'a', 'attendu : une valeur d’une autre forme'],
    [z.object({ text: z.string().max(3) }), { text: 'long' }, 'text', 'au plus 3 caractères'],
    [z.object({ n: z.int().max(3) }), { n: 4 }, 'n', 'au plus 3'],
    [z.strictObject({ a: z.string() }), { a: '', b: 1 }, 'b', 'ce champ n’existe pas ici'],
    [z.object({ a: z.record(z.string().regex(/^[a-z]+$/), z.int()) }), { a: { B: 1 } }, 'a.B', 'ce nom n’a pas'],
    [z.union([z.string(), z.int()]), true, 'body', 'la valeur n’est pas admise'],
  ])('%#: tells %p for field %p', (schema, input, field, fr) => {
    const problem = problemFor(schema, input)
    expect(problem.field).toBe(field)
    expect(problem.issues?.[0]?.fr).toContain(fr)
    expect(problem.issues?.[0]?.en).not.toBe('')
  })

  it('tells an identifier by its kind, and a parameter of the address by its name', () => {
    expect(problemFor(refer, { place: 'x' }).issues).toContainEqual({
      field: 'place',
      fr: 'attendu : un identifiant place-<uuid>',
      en: 'expected: an identifier place-<uuid>',
    })
    expect(problemFor(z.int(), 'x', 'limit').field).toBe('limit')
  })

  it('never repeats a value, whatever is wrong with it', () => {
    const secret = 'Zzyzx-Invente'
    const personal = {
      ...{ lastName: [secret], firstName: secret.repeat(20), birthDate: secret, birthYear: secret },
      ...{ communeInsee: secret, phone: secret, email: secret, gender: secret, freeText: { secret } },
    }
    const problem = problemFor(refer, { personal, place: secret, consent: secret, reasons: [secret] })
    expect(problem.issues?.length).toBeGreaterThan(10)
    expect(JSON.stringify(problem)).not.toContain(secret)
  })

  it('has words for every pattern that a body or an address may break', () => {
    const bodies = commandCollections.flatMap(({ routes }) => routes.map(({ body }) => body))
    const asked = [...bodies, referralImportQuerySchema, outcomeQuerySchema]
    const patterns = asked.flatMap((schema) =>
      patternsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
    )
    expect(new Set(patterns).size).toBeGreaterThan(8)
    expect(patterns.filter((pattern) => patternWords(`/${pattern}/`) === null)).toEqual([])
  })

  it('tells twenty faults at most', () => {
    const schema = z.array(z.int())
    expect(problemFor(schema, Array.from({ length: 500 }, String)).issues).toHaveLength(20)
  })
})
