import { gzipSync } from 'node:zlib'

const block = 512

/** An entry of a TAR archive; `kind` is the letter of its header, a file's where nothing is said. */
export interface TarPart { readonly name: string; readonly bytes: Uint8Array; readonly kind?: string; readonly prefix?: string }

/** A ustar archive. */
export function makeTar(parts: readonly TarPart[]): Uint8Array {
  const entries = parts.flatMap((part) => [tarHeader(part), part.bytes, Buffer.alloc((block - (part.bytes.byteLength % block)) % block)])
  return Uint8Array.from(Buffer.concat([...entries, Buffer.alloc(2 * block)]))
}

/** A gzipped ustar archive of files, as npm packs them. */
export function makeTarball(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return gzipSync(makeTar(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))))
}

/** A header with its sum. `size` may be what eleven octal digits cannot say. */
export function tarHeader({ name, bytes, kind = '0', prefix = '', size = bytes.byteLength }: TarPart & { readonly size?: number }): Uint8Array {
  const header = Buffer.alloc(block)
  header.write(name, 0, 100)
  header.write('0000644\0', 100)
  if (size < 8 ** 11) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  else {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(size), 128)
  }
  header.write(kind, 156)
  header.write('ustar\x0000', 257)
  header.write(prefix, 345, 155)
  header.fill(0x20, 148, 156)
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0`, 148)
  return header
}
