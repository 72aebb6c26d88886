const brandsOfStills = /^(?:hei[cxms]|hev[cx]|mif1|msf1|avif|avis)$/

/** True for the picture formats that recognition reads: JPEG, PNG, TIFF, WebP, GIF, BMP, HEIC and AVIF (ISO/IEC 23008-12). */
export function isImage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.byteLength)).toString('latin1')
  if (/^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(head)) return true
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return true
  if (head.slice(4, 8) === 'ftyp') return [head.slice(8, 12), ...(head.slice(16).match(/.{4}/gs) ?? [])].some((brand) => brandsOfStills.test(brand))
  return isBitmap(bytes)
}

/** "BM" begins many a text, so the size of the header that follows is looked at as well. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 30 || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return false
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true)
  return [12, 40, 52, 56, 64, 108, 124].includes(headerBytes)
}
