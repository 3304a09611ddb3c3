import { landes } from '../../testing/journey.fixtures'
import { definitionRows } from './definition.rows'
import type { DefinitionState } from './definition.state'

const stream = 'definition-1'
const content = { ...landes, id: 'landes-mon-ordi-pin40.v2' }
const common = { stream, territory: '40', id: content.id, content, title: landes.title, zone: 'Europe/Paris' }
const adoptedBy = { group: 'groupe_parcours', on: '2026-03-01', reference: 'CR-12' }
const none = { adopted_by: null, published_at: null, retired_at: null }
const publishedAt = '2026-03-02T09:00:00Z'
const retiredAt = '2026-04-02T09:00:00Z'

test('a version that nobody has drafted has no row', () => {
  expect(definitionRows({ status: 'unknown' }, stream)).toEqual([])
})

test.each<[DefinitionState, object]>([
  [{ status: 'draft', content }, none],
  [
    { status: 'published', content, adoptedBy: null, publishedAt, retiredAt: null },
    { ...none, published_at: publishedAt },
  ],
  [
    { status: 'published', content, adoptedBy, publishedAt, retiredAt: null },
    { ...none, adopted_by: adoptedBy, published_at: publishedAt },
  ],
  [
    { status: 'retired', content, adoptedBy, publishedAt, retiredAt },
    { adopted_by: adoptedBy, published_at: publishedAt, retired_at: retiredAt },
  ],
])('a version is listed with who adopted it and since when it is followed: %j', (state, dates) => {
  const row = { ...common, ...dates, status: state.status }
  expect(definitionRows(state, stream)).toEqual([{ table: 'definition', row }])
})

test('a draft whose title and zone are no texts yet is listed without them', () => {
  const draft = { ...content, title: 3, zone: undefined }
  const [listed] = definitionRows({ status: 'draft', content: draft }, stream)
  expect(listed?.row).toMatchObject({ title: null, zone: null, content: draft })
})
