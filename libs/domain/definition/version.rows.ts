import type { Row } from '../registry.rows'
import type { Version, VersionState } from './version.state'

/** What lists show of any version; of a draft, title and zone are told once they are texts. */
export function versionRow<C extends Version>(
  state: Exclude<VersionState<C>, { readonly status: 'unknown' }>,
  stream: string,
): Row['row'] {
  const { status, content } = state
  const { id, territory } = content
  const published = state.status === 'draft' ? null : state
  return {
    ...{ stream, territory, id, status, content },
    title: text(content.title),
    zone: text(content.zone),
    adopted_by: published?.adoptedBy ?? null,
    published_at: published?.publishedAt ?? null,
    retired_at: published?.retiredAt ?? null,
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
