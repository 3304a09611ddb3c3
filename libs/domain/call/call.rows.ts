import { versionRow } from '../definition/version.rows'
import type { Row } from '../registry.rows'
import type { CallState } from './call.state'

/** A call as lists show it and as grants look it up; of a draft, title and zone are told once they are texts. */
export function callRows(state: CallState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const call = state.status === 'draft' ? null : state.content
  const row = {
    ...versionRow(state, stream),
    strand: call?.strand.code ?? null,
    opens_on: call?.opensOn ?? null,
    closes_on: call?.closesOn ?? null,
    envelope_cents: call?.envelopeCents ?? null,
  }
  return [{ table: 'call', row }]
}
