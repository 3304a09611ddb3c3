import { definitionSchema } from './definition.schema'
import { definitionWords } from './definition.words'
import { type JsonSchema, wordedSchema } from './worded.schema'

/** The JSON Schema of a definition, for editors. */
export const definitionJsonSchema = (): JsonSchema =>
  wordedSchema(definitionSchema, 'Modèle de parcours', definitionWords)
