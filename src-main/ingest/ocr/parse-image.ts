import { toPages, type ParsedDocument } from '../parse/parsed-document.ts'
import { openPicture } from './source/picture-source.ts'

/**
 * A picture's pages, all waiting for recognition; only a TIFF has several. Its pixels are not decoded here.
 * Errors: `document-damaged`, `file-too-large`, `document-too-many-pages`, `format-unsupported`.
 */
export async function parseImage(bytes: Uint8Array): Promise<ParsedDocument> {
  await using picture = await openPicture(bytes)
  const pages = toPages(Array.from({ length: picture.pageCount }, () => ({ text: '', method: 'none' as const, coverage: 'waiting' as const })))
  return { mediaType: 'image', pages, warnings: [], children: [], language: null, thread: null }
}
