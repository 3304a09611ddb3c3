import { type JsonSchema, wordedSchema } from '../definition/worded.schema'
import { callSchema } from './call.schema'
import { callWords } from './call.words'

/** The JSON Schema of a call for projects, for editors. */
export const callJsonSchema = (): JsonSchema => wordedSchema(callSchema, 'Appel à projets', callWords)
