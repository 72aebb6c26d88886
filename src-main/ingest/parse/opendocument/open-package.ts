import { AppError } from '../../../support/errors.ts'
import type { PartSource } from '../read-xml-part.ts'
import { ZipArchive } from '../zip-archive.ts'
import { unlockEntries } from './unlock-entries.ts'

export interface OpenDocumentPackage {
  readonly parts: PartSource
  readonly names: readonly string[]
}

/**
 * An OpenDocument file (ISO/IEC 26300-3): an archive of parts, or "flat" as one XML file, which stands for its content and
 * its styles alike. Errors: `document-encrypted`, `document-damaged`; `wrong-password` when a locked part is read.
 */
export function openPackage(bytes: Uint8Array, password: string | null = null): OpenDocumentPackage {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) return { parts: flatParts(bytes), names: ['content.xml'] }
  const archive = new ZipArchive(bytes)
  const parts = unlockEntries(archive, password)
  if (!archive.has('content.xml')) throw new AppError('document-damaged')
  return { parts, names: archive.names() }
}

function flatParts(bytes: Uint8Array): PartSource {
  const stepBytes = 65_536
  return {
    read(name, onChunk) {
      if (name !== 'content.xml') return false
      for (let at = 0; at < bytes.length; at += stepBytes) onChunk(bytes.subarray(at, at + stepBytes))
      return true
    },
  }
}

/** What a text element other than characters stands for: spaces, a tab or a line end; '' for everything else. */
export function blankOf(name: string, attributes: Readonly<Record<string, string>>): string {
  if (name === 's') return ' '.repeat(Math.min(1_000, Math.max(1, Math.trunc(Number(attributes['c'] ?? 1)) || 1)))
  return name === 'tab' ? '\t' : name === 'line-break' ? '\n' : ''
}
