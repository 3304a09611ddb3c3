import type { VersionData } from '../../contracts/commands/version.parts'
import type { Facts } from '../facts'
import type { Decider } from '../kernel/decider'
import { never } from '../kernel/refusal'
import { faultsOf } from './definition.check'
import { type Definition, definitionSchema } from './definition.schema'
import { type DefinitionEvent, type DefinitionState, evolveDefinition } from './definition.state'
import { publicationOf, versionDecisions } from './version.decide'
import { demonstrationWaits } from './wait.check'

type DefinitionCommand =
  | { type: 'DraftDefinition'; data: VersionData['draft'] }
  | { type: 'PublishDefinition'; data: VersionData['publish'] }
  | { type: 'RetireDefinition'; data: VersionData['retire'] }

const versions = versionDecisions<Definition, DefinitionEvent>({
  ...{ faultsOf, demonstrationWaits, named: 'definition' },
  parse: (content) => definitionSchema.parse(content),
  shipped: (facts) => publicationOf(facts).shipped,
  rules: {
    faulty: 'definition_faulty',
    published: 'definition_published',
    not_published: 'definition_not_published',
    retired: 'definition_retired',
  },
  events: {
    drafted: (content, at) => ({ type: 'DefinitionDrafted', data: { content }, at }),
    published: (data, at) => ({ type: 'DefinitionPublished', data, at }),
    retired: (at) => ({ type: 'DefinitionRetired', data: {}, at }),
  },
})

/** A version of a journey's definition: drafted as often as one likes, published once, retired once. */
export const definitionDecider: Decider<DefinitionState, DefinitionCommand, DefinitionEvent, Facts> = {
  initialState: { status: 'unknown' },
  decide(command, state, facts) {
    switch (command.type) {
      case 'DraftDefinition':
        return versions.draft(command.data, state, facts)
      case 'PublishDefinition':
        return versions.publish(command.data.adoptedBy, state, facts)
      case 'RetireDefinition':
        return versions.retire(state, facts)
      default:
        return never(command)
    }
  },
  evolve: evolveDefinition,
}
