import { gzipSync } from 'node:zlib'

const block = 512

/** A gzipped ustar archive of files, as npm packs them. */
export function makeTarball(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = Object.entries(files).flatMap(([name, bytes]) => {
    const header = Buffer.alloc(block)
    header.write(name, 0)
    header.write('0000644\0', 100)
    header.write(`${bytes.byteLength.toString(8).padStart(11, '0')}\0`, 124)
    header.write('0ustar\x0000', 156)
    return [header, bytes, Buffer.alloc((block - (bytes.byteLength % block)) % block)]
  })
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]))
}
