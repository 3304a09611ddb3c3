import { type Definition, definitionSchema } from './definition.schema'
import { type Known, readerOf } from './known.read'

/** What is known of a definition, part by part, so that a fault of one part silences nothing of the others. */
export type KnownDefinition = NonNullable<Known<Definition>>
export type KnownStage = NonNullable<NonNullable<KnownDefinition['stages']>[number]>

/** A definition as far as it can be read. Its shape's own faults are not told here. */
export const known: (input: unknown) => KnownDefinition = readerOf(definitionSchema)
