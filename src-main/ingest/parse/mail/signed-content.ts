/** Object identifiers of the Cryptographic Message Syntax (RFC 5652), as they are encoded. */
const signedData = '2a864886f70d010702'
const envelopes = new Set(['2a864886f70d010703', '2a864886f70d010706', '2a864886f70d0109100117'])
/** A signed file holds a handful of levels. */
const maxDepth = 20

interface Element { readonly tag: number; readonly body: Buffer; readonly end: number }

/**
 * What a signed file of the kind PKCS #7 holds (RFC 5652 5): `content`, its bytes; `encrypted` for an envelope, which nobody
 * reads without the key; null for anything else, and for a signature alone. No signature is checked.
 */
export function openSigned(bytes: Uint8Array): { readonly content: Buffer } | 'encrypted' | null {
  const source = unarmoured(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const outer = elementAt(source, 0)
  if (outer === null || outer.tag !== 0x30) return null
  const [kind, wrapped] = children(outer.body)
  if (kind === undefined || kind.tag !== 0x06 || wrapped === undefined) return null
  const id = kind.body.toString('hex')
  if (envelopes.has(id)) return 'encrypted'
  if (id !== signedData) return null
  const [signed] = children(wrapped.body)
  const held = signed === undefined ? undefined : children(signed.body)[2]
  const explicit = held === undefined ? undefined : children(held.body)[1]
  const octets = explicit === undefined ? undefined : children(explicit.body)[0]
  if (octets === undefined || (octets.tag & 0x1f) !== 0x04) return null
  const content = Buffer.concat(octetPieces(octets, 0))
  return content.length === 0 ? null : { content }
}

/** Signed files are also passed on as base64, with or without the lines "-----BEGIN PKCS7-----". */
function unarmoured(bytes: Buffer): Buffer {
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) return bytes
  const text = bytes.toString('latin1').replace(/-----[^-\r\n]*-----/g, '')
  return /^[\sA-Za-z0-9+/=]+$/.test(text.slice(0, 10_000)) ? Buffer.from(text, 'base64') : bytes
}

/** An octet string is whole, or made of pieces that follow each other (BER). */
function octetPieces({ tag, body }: Element, depth: number): Buffer[] {
  if ((tag & 0x20) === 0 || depth > maxDepth) return [body]
  return children(body).flatMap((child) => octetPieces(child, depth + 1))
}

function children(body: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < body.length;) {
    const element = elementAt(body, at)
    if (element === null || element.end <= at) break
    found.push(element)
    at = element.end
  }
  return found
}

/** One element of BER; an indefinite length ends at two zero bytes. Null where there is none. */
function elementAt(bytes: Buffer, at: number, depth = 0): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag === 0 && first === 0) || depth > maxDepth) return null
  if (first === 0x80) {
    let inner = at + 2
    for (;;) {
      const child = elementAt(bytes, inner, depth + 1)
      if (child === null || child.end <= inner) break
      inner = child.end
    }
    return { tag, body: bytes.subarray(at + 2, inner), end: Math.min(bytes.length, inner + 2) }
  }
  const sizeBytes = first < 0x80 ? 0 : first & 0x7f
  if (sizeBytes > 6 || at + 2 + sizeBytes > bytes.length) return null
  const length = sizeBytes === 0 ? first : bytes.readUIntBE(at + 2, sizeBytes)
  const start = at + 2 + sizeBytes
  return { tag, body: bytes.subarray(start, Math.min(bytes.length, start + length)), end: Math.min(bytes.length, start + length) }
}
