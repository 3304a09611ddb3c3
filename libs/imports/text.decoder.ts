import { type LineProblem, problem } from './line.problem'

// 10 000 lines of 1 kB: far above any real list of people or places, and small enough to be parsed in one go.
export const MAX_FILE_BYTES = 10 * 1024 * 1024

// Node's own windows-1252 decoder leaves 0x80–0x9F untouched in several releases (it decodes as Latin-1), so the
// 27 characters that differ from Latin-1 are written out. A blank is a byte that Windows-1252 does not define.
const WINDOWS_1252_80_TO_9F = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

export type Decoded = { ok: true; text: string } | { ok: false; problems: LineProblem[] }

/**
 * Text of a file: UTF-8 with or without a byte order mark, otherwise Windows-1252. Line ends become `\n`.
 * Workbooks, UTF-16, NUL bytes and bytes that neither encoding defines are refused.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const refuse = (line: number, rule: LineProblem['rule'], detail?: string): Decoded => {
    return { ok: false, problems: [problem(line, null, rule, detail)] }
  }
  if (bytes.length > MAX_FILE_BYTES) return refuse(0, 'file_too_large', String(MAX_FILE_BYTES / 1024 / 1024))
  if (isWorkbook(bytes)) return refuse(0, 'file_is_spreadsheet')
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return refuse(0, 'file_is_utf16')
  const decoded = fromUtf8(bytes) ?? fromWindows1252(bytes)
  const text = decoded.replace(/\r\n?/g, '\n')
  const nul = text.indexOf('\0')
  if (nul >= 0) return refuse(lineAt(text, nul), 'file_has_nul')
  const undefinedByte = text.indexOf('\uFFFD')
  if (undefinedByte >= 0) return refuse(lineAt(text, undefinedByte), 'file_encoding_unknown')
  if (text.trim() === '') return refuse(0, 'file_empty')
  return { ok: true, text }
}

/** XLSX and ODS are zip archives; the older XLS is an OLE2 file. */
function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])
}

function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not an error: a fatal decoder is how bytes are known not to be UTF-8.
    return null
  }
}

function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => {
      const defined = WINDOWS_1252_80_TO_9F.charAt(char.charCodeAt(0) - 0x80)
      return defined === ' ' ? '\uFFFD' : defined
    })
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
