import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonSchema } from '../domain/definition/worded.schema'

export type Field = readonly [path: string, words: string | undefined]

/** Every field of a schema with its path and its words; the kinds of one thing share theirs. */
export function fieldsOf(inside: JsonSchema, path = ''): readonly Field[] {
  const others: Readonly<Record<string, JsonSchema>> =
    typeof inside.additionalProperties === 'object' ? { '*': inside.additionalProperties } : {}
  const own = Object.entries<JsonSchema>({ ...inside.properties, ...others }).flatMap(([name, field]) => {
    const at = path ? `${path}.${name}` : name
    return [[at, field.description] as const, ...fieldsOf(field, at)]
  })
  const unnamed = [...(inside.items ? [inside.items] : []), ...(inside.oneOf ?? []), ...(inside.anyOf ?? [])]
  return onceEach([...own, ...unnamed.flatMap((each) => fieldsOf(each, path))])
}

/** The first of each path. */
export const onceEach = (fields: readonly Field[]): readonly Field[] =>
  fields.filter(([name], index) => fields.findIndex(([other]) => other === name) === index)

/** A file of the project, by its path. */
export const projectFile = (path: string): string => readFileSync(join(process.cwd(), path), 'utf8')

/** What a page of the documentation holds between two marks. */
export const between = (page: string, mark: string): string | undefined =>
  new RegExp(`<!-- ${mark} -->\\n([\\s\\S]*?)\\n<!-- /${mark} -->`).exec(projectFile(page))?.[1]

const cell = (words: string) => words.replace(/\|/g, '\\|')

/** The table of fields that a guide must hold; codes and words of lists are told once for all. */
export function fieldTable(fields: readonly Field[]): string {
  const short = (words: string) => words.replace(/ Elle peut lire : .*$/, ' Voir les faits plus bas.')
  const rows = fields
    .filter(([path]) => !/\.(code|fr|en)$/.test(path))
    .map(([path, words = '']) => `| \`${path}\` | ${cell(short(words))} |`)
  return ['| champ | ce qu’il veut dire |', '|---|---|', ...rows].join('\n')
}

/** The table of facts that a rule may read. */
export function factTable(types: Readonly<Record<string, string>>, words: Readonly<Record<string, string>>): string {
  const rows = Object.entries(words).map(([name, word]) => `| \`${name}\` | ${types[name]} | ${cell(word)} |`)
  return ['| fait | type | ce qu’il veut dire |', '|---|---|---|', ...rows].join('\n')
}
