/**
 * The characters that a TrueType font can show, from its table of 32-bit characters ('cmap', platform 3, encoding 10,
 * format 12). Throws where the font has none: the fonts of the project do.
 * https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const cmap = tableOf(font, 'cmap')
  const subtable = subtableOf(font, cmap)
  const groups = Array.from({ length: font.readUInt32BE(subtable + 12) }, (_, index) => {
    const at = subtable + 16 + index * 12
    return { first: font.readUInt32BE(at), last: font.readUInt32BE(at + 4) }
  })
  return (codePoint) => groups.some(({ first, last }) => codePoint >= first && codePoint <= last)
}

function tableOf(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4)
  for (let at = 12; at < 12 + count * 16; at += 16) {
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8)
  }
  throw new Error(`a font without table ${name}`)
}

function subtableOf(font: Buffer, cmap: number): number {
  const count = font.readUInt16BE(cmap + 2)
  for (let at = cmap + 4; at < cmap + 4 + count * 8; at += 8) {
    const subtable = cmap + font.readUInt32BE(at + 4)
    const isWide = font.readUInt16BE(at) === 3 && font.readUInt16BE(at + 2) === 10
    if (isWide && font.readUInt16BE(subtable) === 12) return subtable
  }
  throw new Error('a font without a table of 32-bit characters')
}
