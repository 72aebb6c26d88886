import { nameForNext, readTarHeader, tarBlockBytes } from '../../../support/tar-header.ts'
import { nameDecoder } from './entry-names.ts'

/** A regular file in a TAR archive. */
export interface TarEntry { readonly name: string; readonly bytes: Uint8Array }

const maxEntries = 65_535

/** True for a TAR archive: its first block is a header. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes[0] !== 0 && readTarHeader(bytes.subarray(0, tarBlockBytes)) !== null
}

/** The regular files of a TAR archive with their whole names. Links and devices are left out. Ends where the data ends. */
export function readTar(bytes: Uint8Array): TarEntry[] {
  const found: { readonly name: Uint8Array; readonly bytes: Uint8Array }[] = []
  let longName: Uint8Array | null = null
  for (let at = 0; found.length < maxEntries;) {
    const header = readTarHeader(bytes.subarray(at, at + tarBlockBytes))
    if (header === null) break
    const content = bytes.subarray(at + tarBlockBytes, at + tarBlockBytes + header.bytes)
    at += tarBlockBytes + header.paddedBytes
    if (header.kind === 'file') found.push({ name: longName ?? header.name, bytes: content })
    if (header.kind === 'file' || header.kind === 'other') longName = null
    else longName = nameForNext(header.kind, content) ?? longName
  }
  const decode = nameDecoder(found.map(({ name }) => name))
  return found.map(({ name, bytes: content }) => ({ name: decode(name), bytes: content }))
}
