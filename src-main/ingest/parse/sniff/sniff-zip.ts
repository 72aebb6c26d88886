import type { MediaType } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { ZipArchive } from '../zip-archive.ts'

type ZipKind = Extract<MediaType, 'docx' | 'spreadsheet' | 'presentation' | 'odt' | 'book' | 'archive'>

/** Parts of the names that media types of documents have in the packages' own lists (ISO/IEC 29500-2, ODF 1.3 part 3, EPUB OCF). */
const packageTypes: readonly (readonly [RegExp, ZipKind])[] = [
  [/wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main/i, 'docx'],
  [/spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template|addin)\.(?:macroEnabled|binary\.macroEnabled)\.main/i, 'spreadsheet'],
  [/presentationml\.(?:presentation|slideshow|template)\.main|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled\.main/i, 'presentation'],
]
const mimeTypes: readonly (readonly [RegExp, ZipKind])[] = [
  [/opendocument\.text/, 'odt'], [/opendocument\.spreadsheet/, 'spreadsheet'], [/opendocument\.presentation/, 'presentation'], [/epub\+zip/, 'book'],
]
/** Where the main part lies when the list of types does not say. */
const mainParts: readonly (readonly [string, ZipKind])[] = [
  ['word/document.xml', 'docx'], ['xl/workbook.xml', 'spreadsheet'], ['xl/workbook.bin', 'spreadsheet'], ['ppt/presentation.xml', 'presentation'], ['META-INF/container.xml', 'book'],
]
const kindByExtension: Readonly<Record<string, ZipKind>> = {
  '.docx': 'docx', '.docm': 'docx', '.dotx': 'docx', '.dotm': 'docx', '.xlsx': 'spreadsheet', '.xlsm': 'spreadsheet', '.xltx': 'spreadsheet',
  '.pptx': 'presentation', '.pptm': 'presentation', '.ppsx': 'presentation', '.odt': 'odt', '.ods': 'spreadsheet', '.odp': 'presentation', '.epub': 'book',
}
/** Other programs' files that are ZIP archives too: Apple iWork, XPS, Java and Android packages. */
const foreignParts = ['Index/Document.iwa', 'Index.zip', 'FixedDocSeq.fdseq', 'FixedDocumentSequence.fdseq', 'META-INF/MANIFEST.MF', 'AndroidManifest.xml']

/**
 * What a ZIP archive is: the type that its own list states, else the kind whose main part it holds, else, for a package that
 * names no type, what its extension says. Anything else is an archive of files.
 * Errors: `format-unsupported`, `document-damaged`, `archive-expands-too-far`.
 */
export function sniffZip(bytes: Uint8Array, extension: string): ZipKind {
  const archive = new ZipArchive(bytes)
  const mime = readStart(archive, 'mimetype', 200)
  const stated = mimeTypes.find(([pattern]) => pattern.test(mime))?.[1]
  if (stated !== undefined) return stated
  const isPackage = archive.has('[Content_Types].xml')
  const types = isPackage ? readStart(archive, '[Content_Types].xml', 1_000_000) : ''
  const typed = packageTypes.find(([pattern]) => pattern.test(types))?.[1]
  if (typed !== undefined) return typed
  const held = mainParts.find(([name]) => archive.has(name))?.[1]
  if (held !== undefined) return held
  if (mime !== '' || foreignParts.some((name) => archive.has(name))) throw new AppError('format-unsupported')
  const claimed = kindByExtension[extension]
  if (claimed !== undefined) return claimed
  if (isPackage) throw new AppError('format-unsupported')
  return 'archive'
}

class Enough extends Error {}

/** The first bytes of an entry as text; '' when it is absent or cannot be read, which its own reader will say. */
function readStart(archive: ZipArchive, name: string, maxBytes: number): string {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    archive.read(name, (chunk) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > maxBytes) throw new Enough()
    })
  } catch (error) {
    if (!(error instanceof Enough) && !(error instanceof AppError)) throw error
  }
  return Buffer.concat(chunks).toString('latin1').slice(0, maxBytes)
}
