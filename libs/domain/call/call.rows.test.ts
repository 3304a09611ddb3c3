import { lightCall } from '../../testing/call.fixtures'
import { callRows } from './call.rows'

const stream = 'call-1'
const publishedAt = '2026-03-02T09:00:00Z'
const { id, title } = lightCall
const common = { stream, territory: '40', id, title, zone: 'Europe/Paris', adopted_by: null, retired_at: null }
const told = { strand: 'actions_proximite', opens_on: '2026-01-15', closes_on: '2026-12-31', envelope_cents: 2_000_000 }

test('a call that nobody has drafted has no row', () => {
  expect(callRows({ status: 'unknown' }, stream)).toEqual([])
})

test('a published call is listed with its days and its envelope', () => {
  const state = { status: 'published', content: lightCall, adoptedBy: null, publishedAt, retiredAt: null } as const
  const row = { ...common, ...told, status: 'published', content: lightCall, published_at: publishedAt }
  expect(callRows(state, stream)).toEqual([{ table: 'call', row }])
  const retired = callRows({ ...state, status: 'retired', retiredAt: publishedAt }, stream)
  expect(retired).toEqual([{ table: 'call', row: { ...row, status: 'retired', retired_at: publishedAt } }])
})

test('a draft is listed without what may still be anything', () => {
  const content = { ...lightCall, title: 3, closesOn: 'demain' }
  const none = { title: null, published_at: null, strand: null, opens_on: null, closes_on: null, envelope_cents: null }
  const row = { ...common, ...none, status: 'draft', content }
  expect(callRows({ status: 'draft', content }, stream)).toEqual([{ table: 'call', row }])
})
