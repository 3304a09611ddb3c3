import type { Row } from '../registry.rows'
import type { DefinitionState } from './definition.state'

/** A version as lists show it and as referrals look it up; of a draft, title and zone are told once they are texts. */
export function definitionRows(state: DefinitionState, stream: string): readonly Row[] {
  if (state.status === 'unknown') return []
  const { status, content } = state
  const { id, territory } = content
  const published = state.status === 'draft' ? null : state
  const row = {
    ...{ stream, territory, id, status, content },
    title: text(content.title),
    zone: text(content.zone),
    adopted_by: published?.adoptedBy ?? null,
    published_at: published?.publishedAt ?? null,
    retired_at: published?.retiredAt ?? null,
  }
  return [{ table: 'definition', row }]
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
