import { identityOf } from './document.identity'

const journey = 'journey-00000000-0000-4000-8000-000000000001'
const of = (content: Buffer, kind = 'other_proof', stream = journey) => identityOf(stream, kind, content)

test.each([
  ['a PDF', Buffer.from('%PDF-1.7 inventé'), 'application/pdf'],
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), 'image/jpeg'],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
  ['a page', Buffer.from('<html>%PDF-'), null],
  ['a program', Buffer.from('MZ'), null],
  ['half a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47]), null],
  ['nothing', Buffer.alloc(0), null],
])('%s is known by its first bytes', (_, content, mediaType) => {
  expect(of(content).mediaType).toBe(mediaType)
})

test('the same bytes as the same thing of the same journey are one document, anything else is another', () => {
  const content = Buffer.from('%PDF-1.7')
  const others = [of(content, 'signed_receipt'), of(content, 'other_proof', `${journey.slice(0, -1)}2`)]
  expect(of(content)).toEqual(of(Buffer.from('%PDF-1.7')))
  expect(new Set([of(content), ...others, of(Buffer.from('%PDF-1.6'))].map(({ id }) => id)).size).toBe(4)
  expect(of(content).id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
})
