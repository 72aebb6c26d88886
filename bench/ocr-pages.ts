import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseFile } from '../src-main/ingest/parse/parse-file.ts'

/** A page whose text is known: whole (`known`), or some lines of it (`parts`). */
export interface KnownPage {
  readonly file: string
  readonly page: number
  readonly languages: readonly string[]
  readonly known: string | null
  readonly parts: readonly string[]
  /** `scan`: a real one. `drawn`: a page with a text layer, which is the known text, read from what it looks like. */
  readonly kind: 'scan' | 'drawn'
  /** By a hash of the name, pages of one original together. The figures of both parts were seen while this was built, so neither is unseen. */
  readonly split: 'dev' | 'report'
}

const fileSchema = z.object({ file: z.string(), kind: z.string(), pages: z.number().nullish(), goldTextFile: z.string().nullish(), goldFacts: z.array(z.object({ text: z.string() })).nullish() })

const languagesOf: Readonly<Record<string, readonly string[]>> = {
  'pdf-scanned/ocrmypdf__francais.pdf': ['fra'], 'images/ocrmypdf__typewriter.png': ['nld'], 'images/test__eurotext.tif': ['eng', 'deu', 'fra', 'spa', 'ita'],
}
/** The publisher's text of these is what an engine made of them; what they say was seen by eye in the unturned one. */
const bundles = 'Docling bundles PDF document conversion to JSON and Markdown in an easy self contained package'
const phototest = 'images__test__phototest.tif.txt'

/** Pages with a text layer: prose in two languages, two columns, tables. */
const drawn: readonly (readonly [string, number, string])[] = [
  ['pdf-text/sample-files__GeoTopo-komprimiert.pdf', 9, 'deu'], ['pdf-text/sample-files__GeoTopo-komprimiert.pdf', 30, 'deu'], ['pdf-text/pdfjs__freeculture.pdf', 40, 'eng'],
  ['pdf-text/pdfjs__tracemonkey.pdf', 1, 'eng'], ['pdf-text/pdfjs__tracemonkey.pdf', 3, 'eng'], ['pdf-text/sample-files__multicolumn.pdf', 1, 'eng'], ['pdf-tables/tabula-java__eu-001.pdf', 1, 'eng'],
  ['pdf-tables/tabula-java__us-018.pdf', 1, 'eng'], ['pdf-tables/tabula-java__argentina_diputados_voting_record.pdf', 1, 'spa'], ['pdf-tables/tabula-java__schools.pdf', 1, 'eng'],
]

export async function knownPages(docs: string): Promise<KnownPage[]> {
  const pages: KnownPage[] = []
  for (const file of z.array(fileSchema).parse(JSON.parse(readFileSync(join(docs, 'MANIFEST.json'), 'utf8')))) {
    if (file.kind !== 'pdf-scanned' && file.kind !== 'images') continue
    const known = knownText(docs, file.file, file.goldTextFile ?? null)
    const parts = known === null ? (file.goldFacts ?? []).map(({ text }) => text) : []
    if (known === null && parts.length === 0) continue
    // Lines of a text of several pages may stand on any of them: such a file is measured on the page that holds most.
    const pageCount = known === null ? 1 : file.pages ?? 1
    for (let page = 1; page <= pageCount; page++) pages.push({ file: file.file, page, languages: languagesOf[file.file] ?? ['eng'], known, parts, kind: 'scan', split: splitOf(file.file) })
  }
  for (const [file, page, language] of drawn) {
    const { pages: source } = await parseFile(join(docs, file))
    pages.push({ file, page, languages: [language], known: source[page - 1]?.text ?? '', parts: [], kind: 'drawn', split: splitOf(file) })
  }
  return pages
}

function knownText(docs: string, file: string, goldFile: string | null): string | null {
  if (/docling__(?:ocr_test|nemotron)/.test(file) || file.endsWith('webp-test.webp')) return bundles
  if (file.includes('phototest')) return readFileSync(join(docs, 'gold', phototest), 'utf8')
  return goldFile?.endsWith('.txt') === true ? readFileSync(join(docs, goldFile), 'utf8') : null
}

/** The same sheet, however it was turned or packed, is in the same part. */
function splitOf(file: string): 'dev' | 'report' {
  const sheet = file.replace(/^.*__/, '').replace(/\.\w+$/, '').replace(/^(?:ocr_test|nemotron|webp).*/, 'bundles').replace(/^(?:linn|skew|rotated_skew|ccitt|jbig2|cardinal)$/, 'linn').replace(/^phototest.*/, 'phototest')
  return (createHash('sha256').update(sheet).digest()[0] ?? 0) % 2 === 0 ? 'dev' : 'report'
}
