import type { Attached } from '../../../libs/contracts/api/document.schemas'
import type { Actor } from '../../../libs/contracts/command'
import { kindOf } from '../../../libs/contracts/stream'
import type { DocumentKind } from '../../../libs/contracts/commands/document.parts'
import { readsGrantDocuments } from '../../../libs/policy/grant.policy'
import { readsWholeJourney } from '../../../libs/policy/read.policy'
import { readGrantLine } from '../../../libs/read-models/lists/grant.list'
import { isReadable } from '../../../libs/read-models/lists/journey.detail'
import type { Queryable, Reader } from '../../../libs/read-models/lists/list.sql'
import { identityOf } from '../../../libs/vault/document.identity'
import { type OpenedDocument, openDocument, streamOfDocument } from '../../../libs/vault/document.store'
import type { Clock } from '../../../libs/engine/clock.port'
import type { KeyStore } from '../../../libs/vault/key.store'
import type { CommandHeaders } from '../commands/command.headers'
import { problem, problemOf, ProblemError } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Execute } from '../service/api.parts'

/** A document of a journey as it arrives, or one that a grant's call asks for, by its code. */
export type Arrived =
  | { readonly journey: string; readonly kind: DocumentKind; readonly bytes: Buffer }
  | { readonly grant: string; readonly code: string; readonly bytes: Buffer }

export interface Documents {
  /** Keeps a document with a journey or a grant, by the one door of commands. */
  attach(actor: Actor, arrived: Arrived, headers: CommandHeaders): Promise<Attached>
  /** For those who read the whole journey, or the documents of the grant; others do not even learn that it is there. */
  read(actor: Actor, id: string): Promise<OpenedDocument>
}

export const DOCUMENTS = Symbol('Documents')

const commandFor = (arrived: Arrived) =>
  'journey' in arrived
    ? { stream: arrived.journey, type: 'AttachDocument', data: { kind: arrived.kind } }
    : { stream: arrived.grant, type: 'ProvideDocument', data: { code: arrived.code } }

export function createDocuments(execute: Execute, readAs: ReadAs, keys: KeyStore, clock: Clock): Documents {
  return {
    async attach(actor, arrived, { commandId, ifVersion }) {
      const { bytes } = arrived
      const personal = { content: bytes.toString('base64') }
      const given = commandFor(arrived)
      const result = await execute({ actor, commandId, ifVersion, ...given, personal })
      if (!result.ok) throw new ProblemError(problemOf(result))
      const { id, sha256 } = identityOf(given.stream, 'journey' in arrived ? arrived.kind : arrived.code, bytes)
      return { id, sha256, version: result.answer.version }
    },
    async read(actor, id) {
      const opened = await readAs(actor, async (sql) => {
        const stream = await streamOfDocument(sql, id)
        return stream && (await mayRead(sql, { ...actor, now: clock.now() }, stream))
          ? openDocument(keys, sql, id)
          : null
      })
      if (!opened) throw problem('unknown_document')
      return opened
    },
  }
}

/** Whether an actor reads the documents of a journey or a grant. */
async function mayRead(sql: Queryable, actor: Reader, stream: string): Promise<boolean> {
  if (kindOf(stream) !== 'grant') return readsWholeJourney(actor.role) && isReadable(sql, actor, stream)
  return readsGrantDocuments(actor.role) && (await readGrantLine(sql, actor, stream)) !== null
}
