import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { DocumentData, Template } from './document.data'
import { coverageOf } from './font.coverage'
import { printableData } from './printable.text'

/** A document as it is printed, signed or kept. `sha256` is in hexadecimal. */
export interface RenderedPdf {
  readonly bytes: Buffer
  readonly sha256: string
}

export interface PdfRenderer {
  /**
   * Makes a PDF/UA-1 document: tagged, in French, with a title. The same template and data always make the same bytes.
   * Data reach the template as values, so that nothing in them is ever read as markup. Throws where a template is wrong.
   */
  render<T extends Template>(template: T, data: DocumentData[T]): RenderedPdf
}

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']

/** How many renderings the compiler remembers parts of; without an end to it, it would remember all of them. */
const rememberedRenderings = 10

/** `root`: the project's folder, where `documents/` is. The fonts are read at once, the compiler is made at the first use. */
export function createPdfRenderer(root: string): PdfRenderer {
  const workspace = join(root, 'documents')
  const fontBlobs = fontFiles.map((file) => readFileSync(join(workspace, 'fonts', file)))
  const coverages = fontBlobs.map(coverageOf)
  const covers = (codePoint: number) => coverages.every((covered) => covered(codePoint))
  let compiler: NodeCompiler | null = null
  return {
    render(template, data) {
      compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
      const inputs = { data: JSON.stringify(printableData(data, covers)) }
      const bytes = printed(compiler, join(workspace, `${template}.typ`), inputs)
      compiler.evictCache(rememberedRenderings)
      return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
  }
}

/** What the compiler complains of may quote what was to be printed: only where it complained is told. */
function printed(compiler: NodeCompiler, mainFilePath: string, inputs: Record<string, string>): Buffer {
  const { result } = compiler.compile({ mainFilePath, inputs })
  if (!result) throw new Error(`the template ${basename(mainFilePath)} does not compile`)
  try {
    return compiler.pdf(result, { pdfStandard: 'ua-1' })
  } catch {
    throw new Error(`what was made of ${basename(mainFilePath)} is no PDF/UA document`)
  }
}
