import type { z } from 'zod'
import { agreementCommands } from '../../../libs/contracts/commands/agreement.commands'
import { callCommands } from '../../../libs/contracts/commands/call.commands'
import { definitionCommands } from '../../../libs/contracts/commands/definition.commands'
import {
  actorCommands,
  structureCommands,
  territoryCommands,
} from '../../../libs/contracts/commands/directory.commands'
import { deviceCommands } from '../../../libs/contracts/commands/device.commands'
import { dotationCommands } from '../../../libs/contracts/commands/dotation.commands'
import { fundLineCommands } from '../../../libs/contracts/commands/fund.commands'
import { grantCommands } from '../../../libs/contracts/commands/grant.commands'
import { journeyCommands } from '../../../libs/contracts/commands/journey.commands'
import { personCommands } from '../../../libs/contracts/commands/person.commands'
import { placeCommands } from '../../../libs/contracts/commands/place.commands'
import { coverageCommands } from '../../../libs/contracts/commands/coverage.commands'
import { sessionCommands } from '../../../libs/contracts/commands/session.commands'
import { lotCommands } from '../../../libs/contracts/commands/lot.commands'
import { uuidSchema } from '../../../libs/contracts/api/common.schemas'
import { definitionIdSchema } from '../../../libs/contracts/api/definition.schemas'
import { repriseCommands } from '../../../libs/contracts/commands/reprise.commands'
import { commandExamples } from '../../../libs/contracts/api/command.examples'
import { commandWords, type PersonsCommand } from '../../../libs/contracts/api/command.words'
import type { StreamKind } from '../../../libs/contracts/stream'
import { streamNamed } from '../../../libs/engine/stream.named'

interface CommandShape {
  readonly data: z.ZodObject
  readonly personal?: z.ZodObject | z.ZodOptional<z.ZodObject>
}

/** One route of one command: `POST /v1/<collection>/{id}/<path>`. */
export interface CommandRoute {
  readonly type: PersonsCommand
  readonly path: string
  readonly body: z.ZodObject
}

export interface CommandCollection {
  readonly kind: StreamKind
  readonly collection: string
  readonly routes: readonly CommandRoute[]
  /** What stands for one of its items in an address. */
  readonly id: z.ZodString
  /** The stream that an address is about, and the data of a command on it. */
  readonly addressed: (
    id: string,
    data: Record<string, unknown>,
  ) => readonly [stream: string, data: Record<string, unknown>]
}

/** `RecordDiagnostic` becomes `record-diagnostic`. */
const kebab = (type: string) => type.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

/** Sent as the bytes of a file, to a route of its own. */
const sentAsFile = new Set(['AttachDocument', 'ProvideDocument'])

const isPersons = (type: string): type is PersonsCommand => type in commandWords && !sentAsFile.has(type)

/** A command's body: its data and, where it has one, its `personal` part, in one strict object. */
function routeOf(type: PersonsCommand, { data, personal }: CommandShape): CommandRoute {
  const example = commandExamples[type]
  const body = (personal ? data.extend({ personal }) : data).meta({
    id: `${type}Body`,
    ...(example ? { example } : {}),
  })
  return { type, path: kebab(type), body }
}

function collectionOf(
  kind: StreamKind,
  collection: string,
  commands: Readonly<Record<string, CommandShape>>,
): CommandCollection {
  const routes = Object.entries(commands).flatMap(([type, shape]) => (isPersons(type) ? [routeOf(type, shape)] : []))
  return { kind, collection, routes, id: uuidSchema, addressed: (id, data) => [`${kind}-${id}`, data] }
}

/** Versions are called by their ids, and the commands after what becomes of them: `…/publish`. */
function versionCollection(
  kind: 'definition' | 'call',
  collection: string,
  commands: Readonly<Record<string, { readonly data: z.ZodObject<{ id: z.ZodString }> }>>,
): CommandCollection {
  const routes = Object.entries(commands).map(([type, { data }]): CommandRoute => {
    const route = routeOf(type as PersonsCommand, { data: data.omit({ id: true }) })
    return { ...route, path: route.path.replace(`-${kind}`, '') }
  })
  const addressed: CommandCollection['addressed'] = (id, data) => [streamNamed(kind, id), { ...data, id }]
  return { kind, collection, routes, id: definitionIdSchema, addressed }
}

/** Every route of every command that people give as JSON; those of deadlines have none. */
export const commandCollections: readonly CommandCollection[] = [
  collectionOf('journey', 'journeys', { ...journeyCommands, TakeOverJourney: repriseCommands.TakeOverJourney }),
  collectionOf('dotation', 'dotations', dotationCommands),
  collectionOf('device', 'devices', deviceCommands),
  collectionOf('lot', 'lots', lotCommands),
  collectionOf('person', 'people', { ...personCommands, TakeOverHandOver: repriseCommands.TakeOverHandOver }),
  collectionOf('structure', 'structures', { ...structureCommands, ...agreementCommands }),
  collectionOf('place', 'places', placeCommands),
  collectionOf('actor', 'agents', actorCommands),
  collectionOf('grant', 'grants', grantCommands),
  collectionOf('session', 'sessions', sessionCommands),
  collectionOf('coverage', 'coverages', coverageCommands),
  collectionOf('territory', 'territories', territoryCommands),
  versionCollection('definition', 'definitions', definitionCommands),
  versionCollection('call', 'calls', callCommands),
  collectionOf('fund_line', 'fund-lines', fundLineCommands),
]
