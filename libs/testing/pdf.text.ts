import { inflateSync } from 'node:zlib'

/** A PDF as a screen reader meets it, as far as our own documents go: one file of numbered objects, none compressed. */
export interface ReadPdf {
  /** Text of the pages, in the order of the paper, one line each; a character that no font names is '?'. */
  readonly text: string
  /** Types of the structure elements, in the order of their objects: H1, P, LI… */
  readonly tags: readonly string[]
  /** Everything of the objects that is not a stream. */
  readonly plain: string
}

export function readPdf(bytes: Buffer): ReadPdf {
  const source = bytes.toString('latin1')
  const objects = new Map(
    [...source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [Number(id), body ?? '']),
  )
  const plain = [...objects.values()].map((body) => body.split('\nstream\n')[0]).join('\n')
  const pages = [...objects.values()].filter((body) => /\/Contents \d+ 0 R/.test(body))
  const tags = [...plain.matchAll(/\/Type \/StructElem\n\s*\/S \/(\w+)/g)].map(([, tag]) => tag ?? '')
  return { text: pages.flatMap((page) => linesOfPage(page, objects)).join('\n'), tags, plain }
}

/** A page names its fonts itself: the same name is another font on another page. */
function linesOfPage(page: string, objects: ReadonlyMap<number, string>): readonly string[] {
  const fonts = new Map(
    [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, charactersOf(objects, Number(id))]),
  )
  return linesOf(streamOf(objects.get(Number(/\/Contents (\d+) 0 R/.exec(page)?.[1]))), fonts)
}

type Characters = ReadonlyMap<number, string>

function streamOf(object = ''): string {
  const [head = '', ...rest] = object.split('\nstream\n')
  const body = Buffer.from(rest.join('\nstream\n').replace(/\nendstream$/, ''), 'latin1')
  return (head.includes('/FlateDecode') ? inflateSync(body) : body).toString('latin1')
}

/** What the glyphs of a font mean, by its table ToUnicode. */
function charactersOf(objects: ReadonlyMap<number, string>, font: number): Characters {
  const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1]
  const map = table ? streamOf(objects.get(Number(table))) : ''
  return new Map(
    [...map.matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(([, glyph = '', text = '']) => [parseInt(glyph, 16), textOf(text)]),
  )
}

const textOf = (utf16: string) => Buffer.from(utf16, 'hex').swap16().toString('utf16le')

/** A literal string; parentheses in pairs stand for themselves. */
const literal = String.raw`\((?:\\[\s\S]|[^\\()]|\([^()]*\))*\)`
const shows = new RegExp(
  String.raw`/(?<font>f\d+) [\d.]+ Tf|/ActualText <FEFF(?<actual>\w*)>|(?<one>${literal}) Tj|\[(?<several>(?:${literal}|[-\d.\s])*)\] TJ`,
  'g',
)

/** The lines of a page: what each block of text shows, or what it says that it stands for. */
function linesOf(content: string, fonts: ReadonlyMap<string | undefined, Characters>): readonly string[] {
  return content.split('\nET\n').map((block) => {
    let [font, actual]: [Characters | undefined, string | undefined] = [undefined, undefined]
    let line = ''
    for (const { groups = {} } of block.matchAll(shows)) {
      if (groups.font) font = fonts.get(groups.font)
      else if (groups.actual) actual = textOf(groups.actual)
      else {
        line += actual ?? glyphsOf(groups.one ?? groups.several ?? '', font)
        actual = undefined
      }
    }
    return line
  })
}

function glyphsOf(shown: string, font: Characters | undefined): string {
  const codes = Buffer.from(
    [...shown.matchAll(new RegExp(literal, 'g'))].map(([text]) => bytesOf(text)).join(''),
    'latin1',
  )
  return Array.from({ length: codes.length / 2 }, (_, at) => font?.get(codes.readUInt16BE(at * 2)) ?? '?').join('')
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The bytes of a literal string, its escapes read. */
const bytesOf = (text: string) =>
  text
    .slice(1, -1)
    .replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal: string | undefined, one: string) =>
      octal ? String.fromCharCode(parseInt(octal, 8)) : (escapes[one] ?? one),
    )
