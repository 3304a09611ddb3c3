import { bytesOf, told } from './imports.fixture'
import { decodeText, MAX_FILE_BYTES } from './text.decoder'

const problemsIn = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes)
  return decoded.ok ? [] : told(decoded.problems)
}

describe('text of a file', () => {
  it.each([
    ['UTF-8', bytesOf('prénom;œuvre')],
    ['UTF-8 with a byte order mark', bytesOf('\uFEFFprénom;œuvre')],
    ['Windows-1252', Uint8Array.of(0x70, 0x72, 0xe9, 0x6e, 0x6f, 0x6d, 0x3b, 0x9c, 0x75, 0x76, 0x72, 0x65)],
  ])('is read from %s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text: 'prénom;œuvre' })
  })

  it('reads every character that Windows-1252 adds to Latin-1', () => {
    const defined = Array.from({ length: 32 }, (_, index) => 0x80 + index).filter(
      (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
    )
    const text = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
    expect(decodeText(Uint8Array.from(defined))).toEqual({ ok: true, text })
  })

  it('makes one kind of line end', () => {
    expect(decodeText(bytesOf('a\r\nb\rc\nd'))).toEqual({ ok: true, text: 'a\nb\nc\nd' })
  })

  it.each([
    ['an XLSX or ODS', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14), '0 - file_is_spreadsheet'],
    ['an old XLS', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), '0 - file_is_spreadsheet'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00), '0 - file_is_utf16'],
    ['UTF-16, other end first', Uint8Array.of(0xfe, 0xff, 0x00, 0x61), '0 - file_is_utf16'],
    ['a NUL byte', bytesOf('a\nb\n\0'), '3 - file_has_nul'],
    ['a byte of no encoding', Uint8Array.of(0x61, 0x0a, 0x8f), '2 - file_encoding_unknown'],
    ['a character lost before us', bytesOf('a\nb\uFFFD'), '2 - file_encoding_unknown'],
    ['nothing', bytesOf(''), '0 - file_empty'],
    ['blanks alone', bytesOf(' \r\n\t\n'), '0 - file_empty'],
    ['too much', new Uint8Array(MAX_FILE_BYTES + 1), '0 - file_too_large'],
  ])('refuses %s', (_, bytes, expected) => {
    expect(problemsIn(bytes)).toEqual([expected])
  })

  it('says what to do with a workbook, in both languages', () => {
    const decoded = decodeText(Uint8Array.of(0x50, 0x4b, 0x03, 0x04))
    expect(decoded).toMatchObject({
      problems: [{ fr: expect.stringContaining('enregistrez en CSV'), en: expect.stringContaining('save as CSV') }],
    })
  })
})
