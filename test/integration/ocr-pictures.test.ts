import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { drawPage } from '../../src-main/ingest/ocr/draw-page.ts'
import { parseImage } from '../../src-main/ingest/ocr/parse-image.ts'
import { closeSource, openSource } from '../../src-main/ingest/ocr/source/open-source.ts'
import { halfHeic } from '../support/half-heic.ts'
import { makePdf } from '../support/make-pdf.ts'
import { pictureFolder } from '../support/paint-page.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

const folder = pictureFolder()
const signal = new AbortController().signal
afterAll(closeSource)

/** Left half dark, right half white: 60 by 40. */
const half = Buffer.from(Array.from({ length: 60 * 40 }, (_, i) => (i % 60 < 30 ? 0 : 255)))
const picture = (): Sharp => sharp(half, { raw: { width: 60, height: 40, channels: 1 } })

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function scan(path: string, page = 1): Promise<{ readonly width: number; readonly height: number; readonly left: number; readonly right: number }> {
  const { image } = await (await openSource(path, null)).scan(page, 1)
  const row = Math.floor(image.height / 2) * image.width
  return { width: image.width, height: image.height, left: image.data[row + Math.floor(image.width / 4)] ?? -1, right: image.data[row + Math.floor(image.width * 0.75)] ?? -1 }
}

describe('pictures that are scanned or photographed', () => {
  test.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('%s is read as it looks', async (format) => {
    const seen = await scan(write(`half.${format}`, await picture().toFormat(format).toBuffer()))
    expect(seen).toMatchObject({ width: 60, height: 40 })
    expect(seen.left).toBeLessThan(20)
    expect(seen.right).toBeGreaterThan(235)
  })

  test.each(['ccittfax4', 'lzw', 'jpeg', 'deflate', 'packbits'] as const)('a TIFF packed with %s', async (compression) => {
    const packed = picture().toColourspace('b-w').tiff({ compression, ...(compression === 'ccittfax4' && { bitdepth: 1 }) })
    const seen = await scan(write(`${compression}.tif`, await packed.toBuffer()))
    expect(seen.left).toBeLessThan(20)
    expect(seen.right).toBeGreaterThan(235)
  })

  test.each([24, 32, 8, 1] as const)('a bitmap of %i bits', async (bits) => {
    expect(await scan(write(`${bits}.bmp`, bitmap(bits)))).toEqual({ width: 60, height: 40, left: 0, right: 255 })
  })

  test('a photograph of a telephone (HEIC)', async () => {
    const seen = await scan(write('half.heic', halfHeic))
    expect(seen).toMatchObject({ width: 64, height: 48 })
    expect(seen.left).toBeLessThan(20)
    expect(seen.right).toBeGreaterThan(235)
  })

  test('a photograph is turned as its camera says', async () => {
    const seen = await scan(write('turned.jpg', await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer()))
    expect(seen).toMatchObject({ width: 40, height: 60 })
  })

  test('what is transparent is paper, not ink', async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png().toBuffer()
    expect(await scan(write('clear.png', clear))).toMatchObject({ left: 255, right: 255 })
  })

  test('light ink on nothing is seen, as on the dark paper that it was made for', async () => {
    const ink = { create: { width: 30, height: 40, channels: 4 as const, background: { r: 255, g: 255, b: 255, alpha: 1 } } }
    const light = await sharp({ create: { width: 60, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).composite([{ input: ink, left: 0, top: 0 }]).png().toBuffer()
    expect(await scan(write('light.png', light))).toMatchObject({ left: 255, right: 0 })
  })

  test('every page of a TIFF is a page that waits for recognition', async () => {
    const tiff = await sharp([await picture().png().toBuffer(), await picture().negate().png().toBuffer(), await picture().png().toBuffer()], { join: { animated: true } }).tiff().toBuffer()
    const { mediaType, pages } = await parseImage(tiff)
    expect(mediaType).toBe('image')
    expect(pages.map(({ page, text, coverage, method }) => ({ page, text, coverage, method }))).toEqual([1, 2, 3].map((page) => ({ page, text: '', coverage: 'waiting', method: 'none' })))
    const path = write('pages.tif', tiff)
    expect(await scan(path, 1)).toMatchObject({ left: 0, right: 255 })
    expect(await scan(path, 2)).toMatchObject({ left: 255, right: 0 })
    await expect(scan(path, 4)).rejects.toMatchObject({ code: 'not-found' })
  })

  test.skipIf(!hasSharedData)('real pictures that other projects test with', async () => {
    const images = join(sharedData, 'docs', 'images')
    for (const name of readdirSync(images)) {
      const { pages } = await parseImage(readFileSync(join(images, name)))
      const { width, height } = await scan(join(images, name))
      expect(pages.length, name).toBeGreaterThanOrEqual(1)
      expect(width * height, name).toBeGreaterThan(100_000)
    }
  })
})

describe('broken and hostile pictures', () => {
  test.each([['png', 40_000, 40_000], ['png', 2_000_000_000, 2]] as const)('a %s that claims %i by %i pixels is refused before it is unpacked', async (_kind, width, height) => {
    await expect(parseImage(claimingPng(width, height))).rejects.toMatchObject({ code: /file-too-large|document-damaged/ })
  })

  test('a bitmap that claims more than it holds is damaged', async () => {
    const bytes = bitmap(24)
    new DataView(bytes.buffer).setInt32(18, 60_000, true)
    await expect(parseImage(bytes)).rejects.toMatchObject({ code: /document-damaged|file-too-large/ })
  })

  test.each(['\x89PNG\r\n\x1a\nnothing more', '\xff\xd8\xff\xe0nothing more', 'II*\0nothing more', 'GIF89a', 'RIFF\x10\0\0\0WEBPVP8 ', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'])('a file that only begins like a picture is damaged: %j', async (head) => {
    await expect(parseImage(new Uint8Array(Buffer.from(head, 'latin1')))).rejects.toMatchObject({ code: 'document-damaged' })
  })

  test('a HEIC whose picture is packed in a way that is not read here is unsupported, not damaged', async () => {
    const foreign = Buffer.from(halfHeic)
    const item = foreign.indexOf('infe')
    expect(foreign.subarray(item + 12, item + 16).toString('latin1')).toBe('hvc1')
    foreign.write('unci', item + 12, 'latin1')
    await expect(parseImage(new Uint8Array(foreign))).rejects.toMatchObject({ code: 'format-unsupported' })
  })

  test('a drawing that could refer to other files is no picture', async () => {
    await expect(parseImage(new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')))).rejects.toMatchObject({ code: 'document-damaged' })
  })
})

describe('drawing a page for the screen', () => {
  test('gives a PNG no larger than asked for', async () => {
    const path = write('drawn.pdf', makePdf([['Drawn']]))
    const { format, width, height } = await sharp(await drawPage(path, 1, { maxPixels: 300, signal })).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 212, height: 300 })
  })

  test('of a PDF with a password opens with it and not without', async () => {
    const path = join(sharedData, 'docs', 'pdf-broken-or-encrypted')
    const locked = hasSharedData ? readdirSync(path).find((name) => /password|encrypt/i.test(name)) : undefined
    if (locked === undefined) return
    await expect(drawPage(join(path, locked), 1, { maxPixels: 100, password: 'surely not this one', signal })).rejects.toMatchObject({ code: /wrong-password|document-encrypted|document-damaged/ })
  })

  test('refuses what has no pages', async () => {
    await expect(drawPage(write('plain.txt', Buffer.from('Only text')), 1, { maxPixels: 100, signal })).rejects.toMatchObject({ code: 'format-unsupported' })
    await expect(drawPage(join(folder, 'absent.pdf'), 1, { maxPixels: 100, signal })).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

/** An uncompressed Windows bitmap, its left half black, its right half white. */
function bitmap(bits: 1 | 8 | 24 | 32): Uint8Array {
  const [width, height] = [60, 40]
  const palette = bits <= 8 ? [0, 0, 0, 0, 255, 255, 255, 0] : []
  const stride = Math.ceil((width * bits) / 32) * 4
  const bytes = new Uint8Array(54 + palette.length + stride * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(10, 54 + palette.length, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  view.setInt32(22, height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, bits, true)
  bytes.set(palette, 54)
  for (let y = 0; y < height; y++) {
    for (let x = width / 2; x < width; x++) {
      const row = 54 + palette.length + y * stride
      if (bits === 1) bytes[row + (x >> 3)] = (bytes[row + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
      else if (bits === 8) bytes[row + x] = 1
      else bytes.fill(255, row + x * (bits / 8), row + (x + 1) * (bits / 8))
    }
  }
  return bytes
}

/** A PNG whose header claims a size that its few bytes do not hold. */
function claimingPng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
