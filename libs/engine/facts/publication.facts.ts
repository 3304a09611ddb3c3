import type { Definition } from '../../domain/definition/definition.schema'
import type { OutsideFacts } from '../../domain/facts'
import type { ParsedCommand } from '../command.parse'
import { type DefinitionStore, knownZone } from '../definition.store'
import type { Found } from './fact.parts'

/** The version that a command is about, where it came with the project. */
export function shippedVersion(definitions: DefinitionStore, { spec, data }: ParsedCommand): Definition | null {
  if (spec.leads !== 'definition') return null
  return definitions.shipped().find(({ id }) => id === data.id) ?? null
}

/** What a version may become, besides what its stream says. */
export function publicationFact(
  definitions: DefinitionStore,
  command: ParsedCommand,
  { publishedZone = null }: Found,
): Pick<OutsideFacts, 'publication'> {
  if (command.spec.leads !== 'definition' && command.spec.leads !== 'call') return {}
  const zone = knownZone(definitions.shipped(), command.actor.territory) ?? publishedZone
  const shipped = shippedVersion(definitions, command)
  return { publication: { shipped, zone, demonstration: !definitions.production } }
}
