import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'

/** An OpenDocument file with its parts locked as LibreOffice did it from 2012 on (ISO/IEC 26300-3, § 4.8). */
export function lockOpenDocument(bytes: Uint8Array, password: string, algorithm = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc'): Uint8Array {
  const [salt, vector] = [Buffer.alloc(16, 3), Buffer.alloc(16, 4)]
  const key = pbkdf2Sync(createHash('sha256').update(password).digest(), salt, 1_000, 32, 'sha1')
  const entries: string[] = []
  const parts: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (name === 'mimetype') {
      parts[name] = content
      continue
    }
    const packed = deflateRawSync(content)
    const fill = 16 - (packed.length % 16)
    parts[name] = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false).update(Buffer.concat([packed, Buffer.alloc(fill, fill)]))
    const check = createHash('sha256').update(packed.subarray(0, 1_024)).digest('base64')
    entries.push(`<m:file-entry m:full-path="${name}" m:size="${content.length}"><m:encryption-data m:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" m:checksum="${check}"><m:algorithm m:algorithm-name="${algorithm}" m:initialisation-vector="${vector.toString('base64')}"/><m:key-derivation m:key-derivation-name="PBKDF2" m:key-size="32" m:iteration-count="1000" m:salt="${salt.toString('base64')}"/><m:start-key-generation m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" m:key-size="32"/></m:encryption-data></m:file-entry>`)
  }
  return zipSync({ ...parts, 'META-INF/manifest.xml': strToU8(`<m:manifest xmlns:m="m">${entries.join('')}</m:manifest>`) })
}
