import type { Attached } from '../../../libs/contracts/api/document.schemas'
import type { Actor } from '../../../libs/contracts/command'
import type { DocumentKind } from '../../../libs/contracts/commands/document.parts'
import { readsWholeJourney } from '../../../libs/policy/read.policy'
import { isReadable } from '../../../libs/read-models/lists/journey.detail'
import { identityOf } from '../../../libs/vault/document.identity'
import { journeyOf, type OpenedDocument, openDocument } from '../../../libs/vault/document.store'
import type { Clock } from '../../../libs/engine/clock.port'
import type { KeyStore } from '../../../libs/vault/key.store'
import type { CommandHeaders } from '../commands/command.headers'
import { problem, problemOf, ProblemError } from '../problems/problem.error'
import type { ReadAs } from '../reads/reads'
import type { Execute } from '../service/api.parts'

/** A document as it arrives. */
export interface Arrived {
  readonly journey: string
  readonly kind: DocumentKind
  readonly bytes: Buffer
}

export interface Documents {
  /** Keeps a document with a journey, by the one door of commands. */
  attach(actor: Actor, arrived: Arrived, headers: CommandHeaders): Promise<Attached>
  /** For those who read the whole journey; others learn nothing, not even that it is there. */
  read(actor: Actor, id: string): Promise<OpenedDocument>
}

export const DOCUMENTS = Symbol('Documents')

export function createDocuments(execute: Execute, readAs: ReadAs, keys: KeyStore, clock: Clock): Documents {
  return {
    async attach(actor, { journey, kind, bytes }, { commandId, ifVersion }) {
      const personal = { content: bytes.toString('base64') }
      const command = { actor, commandId, ifVersion, stream: journey, type: 'AttachDocument', data: { kind }, personal }
      const result = await execute(command)
      if (!result.ok) throw new ProblemError(problemOf(result))
      const { id, sha256 } = identityOf(journey, kind, bytes)
      return { id, sha256, version: result.answer.version }
    },
    async read(actor, id) {
      const opened = await readAs(actor, async (sql) => {
        const journey = readsWholeJourney(actor.role) ? await journeyOf(sql, id) : null
        return journey && (await isReadable(sql, { ...actor, now: clock.now() }, journey))
          ? openDocument(keys, sql, id)
          : null
      })
      if (!opened) throw problem('unknown_document')
      return opened
    },
  }
}
