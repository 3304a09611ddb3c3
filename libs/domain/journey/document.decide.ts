import type { DocumentKind } from '../../contracts/commands/document.parts'
import type { Facts } from '../facts'
import type { Decision } from '../kernel/decider'
import { accept, refuse } from '../kernel/refusal'
import type { JourneyEvent } from './journey.events'

/**
 * A paper is kept with a journey, at any time, after its end too: a receipt that was signed on paper is scanned when
 * somebody has the time. The same bytes again change nothing.
 */
export function attachDocument({ data }: { data: { kind: DocumentKind } }, facts: Facts): Decision<JourneyEvent> {
  const { document } = facts.outside
  if (!document) throw new TypeError('a document is decided with its facts')
  const { id, mediaType, sha256, bytes, known } = document
  if (mediaType === null) return refuse('unsupported_document', { field: 'content' })
  if (known) return accept()
  const { kind } = data
  return accept({ type: 'DocumentAttached', data: { document: id, kind, mediaType, sha256, bytes }, at: facts.now })
}
