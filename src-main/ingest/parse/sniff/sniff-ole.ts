import type { MediaType } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { CompoundFile } from '../doc/compound-file.ts'

/**
 * What an OLE compound file is, by the streams in its root; names in storages below are left out: a Word file may hold a
 * workbook, and is a Word file all the same. Errors: `document-encrypted` for a DOCX, XLSX or PPTX with a password
 * ([MS-OFFCRYPTO] 2.3.2), `format-unsupported` for other programs' files, `document-damaged`.
 */
export function sniffOle(bytes: Uint8Array): Extract<MediaType, 'doc' | 'spreadsheet' | 'presentation' | 'email'> {
  const names = new Set(new CompoundFile(bytes).names)
  if (names.has('drmencrypteddatastream')) throw new AppError('document-encrypted', { kind: 'lock' })
  if (names.has('encryptedpackage')) throw new AppError('document-encrypted')
  if (names.has('worddocument')) return 'doc'
  if (names.has('workbook') || names.has('book')) return 'spreadsheet'
  if (names.has('__properties_version1.0')) return 'email'
  if (names.has('powerpoint document') || names.has('pp97_dualstorage')) return 'presentation'
  throw new AppError(names.size === 0 ? 'document-damaged' : 'format-unsupported')
}
