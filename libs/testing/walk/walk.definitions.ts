import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Definition, definitionSchema } from '../../domain/definition/definition.schema'
import { landes } from '../journey.fixtures'
import { shaped } from '../shape.fixtures'

const read = (name: string): Definition =>
  definitionSchema.parse(JSON.parse(readFileSync(join(process.cwd(), `definitions/${name}.json`), 'utf8')))

const named = (definition: Definition, name: string): Definition => ({ ...definition, id: `${name}.v1` })

/** Definitions of many shapes: those that ship, and some that nobody has written yet. */
export const walkedDefinitions: readonly Definition[] = [
  landes,
  read('landes-formation-emploi.v1'),
  named(shaped('diagnostic', 'support', 'dotation', 'evaluation'), 'forme-appui'),
  named(shaped('training', 'dotation', 'training'), 'forme-ateliers'),
  named(shaped('diagnostic', 'training', 'evaluation', 'support', 'evaluation'), 'forme-suivis'),
  named(shaped('diagnostic', 'diagnostic', 'dotation', 'support'), 'forme-deux-fois'),
]

/** The next version of a definition, the same but for its name. */
export const newer = (definition: Definition): Definition => ({
  ...definition,
  id: definition.id.replace(/\.v1$/, '.v2'),
})

const byId = new Map(walkedDefinitions.flatMap((each) => [each, newer(each)]).map((each) => [each.id, each]))

/** A definition by its id, in either of its versions. */
export const definitionNamed = (id: string): Definition | null => byId.get(id) ?? null
