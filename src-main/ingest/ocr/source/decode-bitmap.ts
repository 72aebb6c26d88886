import { AppError } from '../../../support/errors.ts'
import type { Drawing } from './page-source.ts'

/**
 * An uncompressed Windows bitmap (BITMAPFILEHEADER and BITMAPINFOHEADER, [MS-WMF] 2.2.2): 1, 4, 8, 24 or 32 bits a pixel;
 * null for other files. Errors: `document-damaged`, `format-unsupported` (compressed or 16 bits), `file-too-large`.
 */
export function decodeBitmap(bytes: Uint8Array, maxPixels: number): Drawing | null {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d) return null
  if (bytes.length < 54) throw new AppError('document-damaged')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [pixelsAt, headerBytes] = [view.getUint32(10, true), view.getUint32(14, true)]
  const old = headerBytes === 12
  const [width, signedHeight] = old ? [view.getUint16(18, true), view.getUint16(20, true)] : [view.getInt32(18, true), view.getInt32(22, true)]
  const [bits, compression] = old ? [view.getUint16(24, true), 0] : [view.getUint16(28, true), view.getUint32(30, true)]
  const height = Math.abs(signedHeight)
  if (width <= 0 || height === 0) throw new AppError('document-damaged')
  if (width * height > maxPixels) throw new AppError('file-too-large', { limitPixels: maxPixels })
  const masked = compression === 3 && bits === 32
  if ((compression !== 0 && !masked) || ![1, 4, 8, 24, 32].includes(bits)) throw new AppError('format-unsupported')
  const stride = Math.ceil((width * bits) / 32) * 4
  if (pixelsAt + stride * height > bytes.length) throw new AppError('document-damaged')
  const rgba = new Uint8Array(width * height * 4).fill(255)
  const colourBytes = old ? 3 : 4
  for (let y = 0; y < height; y++) {
    // Rows run from the bottom unless the height is negative.
    const row = pixelsAt + (signedHeight < 0 ? y : height - 1 - y) * stride
    for (let x = 0; x < width; x++) {
      const colourAt = bits > 8 ? row + x * (bits / 8) : 14 + headerBytes + colourBytes * indexAt(bytes, row, x, bits)
      const at = (y * width + x) * 4
      rgba[at] = bytes[colourAt + 2] ?? 0
      rgba[at + 1] = bytes[colourAt + 1] ?? 0
      rgba[at + 2] = bytes[colourAt] ?? 0
    }
  }
  return { width, height, rgba }
}

/** Which colour of the palette a pixel has; several pixels lie in one byte, the leftmost in its highest bits. */
function indexAt(bytes: Uint8Array, row: number, x: number, bits: number): number {
  const perByte = 8 / bits
  const byte = bytes[row + Math.floor(x / perByte)] ?? 0
  return (byte >> (8 - bits - (x % perByte) * bits)) & (2 ** bits - 1)
}
