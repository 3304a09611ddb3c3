import { systemActor } from '../../contracts/command'
import { kindOf } from '../../contracts/stream'
import type { Definition } from '../../domain/definition/definition.schema'
import type { LaptopRules } from '../../domain/device/laptop.rules'
import { type Intent, type MailKind, mailKinds } from '../../domain/kernel/decider'
import { aggregates } from '../../domain/registry'
import { findDefinition, findZone } from '../../engine/definition.lookup'
import type { DefinitionStore } from '../../engine/definition.store'
import { loadStream } from '../../engine/stream.load'
import type { TerritoryStore } from '../../engine/territory.store'
import type { Transaction } from '../../event-store/database'
import { openedFrom, readStreams } from '../../event-store/open'
import { MailError } from './mail.failure'
import type { StoredMail } from './mail.stored'

export interface KnownDeps {
  readonly definitions: DefinitionStore
  readonly territories: TerritoryStore
}

/** In whose name a mail is written; `definition` is null where it is about no journey. */
export interface Subject {
  readonly definition: Definition | null
  readonly programme: string
  readonly features: LaptopRules['features']
  readonly zone: string
}

/** A mail whose news still hold. */
export interface KnownMail {
  readonly kind: MailKind
  readonly about: Subject
}

type Told = Pick<StoredMail, 'kind' | 'stream' | 'to' | 'data' | 'task' | 'territory'>

/** The kind of a mail and in whose name it is written; null where what it tells of or asks for is over. */
export async function knownMail(deps: KnownDeps, sql: Transaction, mail: Told): Promise<KnownMail | null> {
  const kind = mailKinds.find((known) => known === mail.kind)
  if (!kind) throw new MailError({ code: 'mail_kind', permanent: true })
  const aggregate = aggregates[kindOf(mail.stream)]
  const state = await stateOf(sql, mail.stream)
  const intent: Intent = { mail: kind, to: mail.to, data: mail.data as Intent['data'], task: mail.task }
  if (!aggregate.stillDue(state, intent)) return null
  return { kind, about: await subjectOf(deps, sql, mail, aggregate.summary(state).definition) }
}

/** A journey's by its definition, a grant's by its call, a lot's by the programme of its territory. */
async function subjectOf(
  { definitions, territories }: KnownDeps,
  { batch }: Transaction,
  { territory, data }: Pick<Told, 'territory' | 'data'>,
  id: string | null,
): Promise<Subject> {
  const definition = id === null ? null : await findDefinition(definitions, batch, id)
  const laptops = territories.get(territory)?.laptops
  const { call } = data as { readonly call?: string }
  const programme = definition?.title ?? call ?? (id === null ? laptops?.programme : null)
  if (!programme) throw new MailError({ code: 'definition_missing', permanent: false })
  const zone = definition?.zone ?? (await findZone(definitions, batch, territory))
  return { definition, programme, zone, features: laptops?.features ?? [] }
}

async function stateOf(sql: Transaction, stream: string): Promise<unknown> {
  const stored = openedFrom(await sql.batch(readStreams([stream], systemActor.sub, ''))).streams.get(stream)
  if (!stored?.head) throw new MailError({ code: 'stream_missing', permanent: true })
  return (await loadStream(stored, (executions) => sql.batch(executions))).state
}
