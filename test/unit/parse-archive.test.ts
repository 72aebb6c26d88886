import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseBook } from '../../src-main/ingest/parse/book/parse-book.ts'
import { parseArchive } from '../../src-main/ingest/parse/parse-archive.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { collectChildren } from '../support/collect-children.ts'
import { makeLockedZip } from '../support/make-locked-zip.ts'

const onPages = (): void => {}
const read = (bytes: Uint8Array, password: string | null = null, children = collectChildren()): ParsedDocument => parseArchive(bytes, { children, password, onPages })

describe('an archive', () => {
  test('hands over every file that can be read, under its name with its folders, and lists them all', () => {
    const children = collectChildren()
    const { pages, warnings } = read(zipSync({ 'a/b/letter.txt': strToU8('Dear'), 'a/film.mp4': strToU8('x'), '__MACOSX/._a': strToU8('x'), 'a/.DS_Store': strToU8('x'), 'page.html': strToU8('<p>x'), 'empty.txt': strToU8('') }), null, children)
    expect(children.files.map(({ name, bytes }) => [name, bytes])).toEqual([['a/b/letter.txt', 4], ['page.html', 4]])
    expect(pages[0]?.text).toBe('Files in this archive: 4\na/b/letter.txt\na/film.mp4\npage.html\nempty.txt')
    expect(warnings).toEqual(['1 file in the archive is of a kind that cannot be read.'])
  })

  test('whose names lead out of it gives them as names only', () => {
    const children = collectChildren()
    read(zipSync({ '../../etc/cron.d/x.txt': strToU8('x'), '/var/y.txt': strToU8('y'), 'C:\\z.txt': strToU8('z') }), null, children)
    expect(children.files.map(({ name }) => name)).toEqual(['../../etc/cron.d/x.txt', '/var/y.txt', 'C:/z.txt'])
    for (const { file } of children.files) expect(file).toMatch(/^child-\d+$/)
  })

  test('in another archive is a file of it', () => {
    const children = collectChildren()
    read(zipSync({ 'inner.zip': zipSync({ 'x.txt': strToU8('x') }) }), null, children)
    expect(children.files.map(({ name }) => name)).toEqual(['inner.zip'])
  })

  test.each(['zipcrypto', 'aes'] as const)('with a password (%s) asks for it, refuses a wrong one and opens with the right one', (kind) => {
    const bytes = makeLockedZip('will.txt', strToU8('To my sister, all of it.'), 'sesam', kind)
    expect(() => read(bytes)).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(() => read(bytes, 'wrong')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
    const children = collectChildren()
    read(bytes, 'sesam', children)
    expect(new TextDecoder().decode(children.contents.get('will.txt'))).toBe('To my sister, all of it.')
  })

  test('after a program that unpacks it is found', () => {
    const children = collectChildren()
    read(new Uint8Array(Buffer.concat([Buffer.alloc(500, 1), zipSync({ 'x.txt': strToU8('x') })])), null, children)
    expect(children.files).toHaveLength(1)
  })

  test('with 64-bit figures is read', () => {
    const plain = Buffer.from(zipSync({ 'x.txt': [strToU8('wide'), { level: 0 }] }))
    const end = plain.length - 22
    const [size, start] = [plain.readUInt32LE(end + 12), plain.readUInt32LE(end + 16)]
    const wide = Buffer.alloc(76)
    wide.writeUInt32LE(0x06064b50, 0)
    wide.writeBigUInt64LE(1n, 32)
    wide.writeBigUInt64LE(BigInt(size), 40)
    wide.writeBigUInt64LE(BigInt(start), 48)
    wide.writeUInt32LE(0x07064b50, 56)
    wide.writeBigUInt64LE(BigInt(end), 64)
    const tail = Buffer.from(plain.subarray(end))
    tail.writeUInt16LE(0xffff, 10)
    tail.writeUInt32LE(0xffff_ffff, 16)
    const children = collectChildren()
    read(new Uint8Array(Buffer.concat([plain.subarray(0, end), wide, tail])), null, children)
    expect(new TextDecoder().decode(children.contents.get('x.txt'))).toBe('wide')
  })

  test('goes on after a damaged entry', () => {
    const bytes = Buffer.from(zipSync({ 'bad.txt': strToU8('abc'.repeat(500)), 'good.txt': strToU8('fine') }))
    bytes.fill(0xff, 40, 50)
    const children = collectChildren()
    expect(read(new Uint8Array(bytes), null, children).warnings).toEqual(['1 file in the archive is damaged.'])
    expect(children.files.map(({ name }) => name)).toEqual(['good.txt'])
  })

  test('that is a bomb is refused', () => {
    expect(() => read(zipSync({ 'zeros.txt': new Uint8Array(60_000_000) }))).toThrow(expect.objectContaining({ code: 'archive-expands-too-far' }))
  })
})

describe('a book', () => {
  const book = (more: Zippable = {}): Uint8Array => zipSync({
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8('<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'),
    'OEBPS/content.opf': strToU8(`<package xmlns:dc="x"><metadata><dc:title>On Leases</dc:title><dc:creator>A. Writer</dc:creator></metadata><manifest>
      <item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="b" href="text/two%20b.xhtml"/><item id="a" href="text/one.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`),
    'OEBPS/nav.xhtml': strToU8('<html><nav><ol><li><a href="text/one.xhtml">The first</a></li><li><a href="text/two%20b.xhtml#x">The <i>second</i></a></li></ol></nav></html>'),
    'OEBPS/text/one.xhtml': strToU8('<html><head><title>t</title><script>no()</script></head><body><h1>One</h1><p>First text.</p></body></html>'),
    'OEBPS/text/two b.xhtml': strToU8('<html><body><p>Second text.</p><img src="https://example.org/x.png"/></body></html>'), ...more,
  })

  test('is read in its own order; a chapter without a heading has the one of the table of contents', () => {
    const { pages } = parseBook(book(), { onPages })
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      [null, 'On Leases\nA. Writer'], ['One', 'One\n\nFirst text.'], ['The second', 'The second\n\nSecond text.'],
    ])
  })

  test('that its seller locked is refused, one with scrambled fonts is not', () => {
    const encryption = (method: string): Zippable => ({ 'META-INF/encryption.xml': strToU8(`<encryption><EncryptedData><EncryptionMethod Algorithm="${method}"/></EncryptedData></encryption>`) })
    expect(() => parseBook(book(encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc')), { onPages })).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(parseBook(book(encryption('http://www.idpf.org/2008/embedding')), { onPages }).pages).toHaveLength(3)
  })

  test('without its package is damaged', () => {
    expect(() => parseBook(zipSync({ mimetype: strToU8('application/epub+zip') }), { onPages })).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })
})
