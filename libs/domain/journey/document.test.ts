import { facts, fold, journeyAt, type Moment } from '../../testing/journey.fixtures'
import type { OutsideFacts } from '../facts'
import type { JourneyCommand } from './journey.commands'
import { decide } from './journey.decide'

const document: NonNullable<OutsideFacts['document']> = {
  id: '00000000-0000-8000-8000-000000000001',
  sha256: 'a'.repeat(64),
  mediaType: 'application/pdf',
  bytes: 1234,
  known: false,
}
const attach: JourneyCommand = { type: 'AttachDocument', data: { kind: 'signed_receipt' } }
const asked = (over: Partial<typeof document> = {}) => facts({ document: { ...document, ...over } })

const moments = (Object.keys(journeyAt) as Moment[]).filter((moment) => moment !== 'unknown')

test.each(moments)('at %s a document is kept, and what is awaited stays awaited', (moment) => {
  const state = journeyAt[moment]()
  const decision = decide(attach, state, asked())
  const { id, sha256, mediaType, bytes } = document
  const data = { document: id, kind: 'signed_receipt', mediaType, sha256, bytes }
  expect(decision).toMatchObject({ ok: true, events: [{ type: 'DocumentAttached', data }] })
  if (decision.ok) expect(fold(state, decision.events)).toEqual(state)
})

test('the same one again changes nothing', () => {
  expect(decide(attach, journeyAt.closed(), asked({ known: true }))).toEqual({ ok: true, events: [] })
})

test('what is neither a PDF nor an image is refused, and so is a journey that is not there', () => {
  const no = decide(attach, journeyAt.dotation(), asked({ mediaType: null }))
  expect(no).toMatchObject({ ok: false, rule: 'unsupported_document', details: { field: 'content' } })
  expect(decide(attach, journeyAt.unknown(), asked())).toMatchObject({ rule: 'unknown_stream' })
})
