import { crc32 } from 'node:zlib'
import { gzipSync, strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseBook } from '../../src-main/ingest/parse/book/parse-book.ts'
import { parseArchive } from '../../src-main/ingest/parse/parse-archive.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { collectChildren } from '../support/collect-children.ts'
import { makeTar } from '../support/make-tarball.ts'
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

  test('goes by a name that can be read, not by another that stands beside it', () => {
    const beside = (name: string): Uint8Array => {
      const extra = Buffer.alloc(5)
      extra.writeUInt8(1)
      extra.writeUInt32LE(crc32(name), 1)
      return Uint8Array.from([...extra, ...strToU8('Sharky.txt')])
    }
    const children = collectChildren()
    read(zipSync({ 'letter.txt': [strToU8('x'), { extra: { 0x7075: beside('letter.txt') } }], '\u0001\u0002': [strToU8('y'), { extra: { 0x7075: beside('\u0001\u0002') } }] }), null, children)
    expect(children.files.map(({ name }) => name)).toEqual(['letter.txt', 'Sharky.txt'])
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

  test('with one name for two files gives both', () => {
    const bytes = Buffer.from(zipSync({ 'a.txt': strToU8('first'), 'b.txt': strToU8('second') }).map((byte, at, all) => (byte === 0x62 && all[at + 1] === 0x2e ? 0x61 : byte)))
    const contents: string[] = []
    const children = { files: [], add: (name: string, content: Uint8Array) => { contents.push(`${name} ${new TextDecoder().decode(content)}`) } }
    parseArchive(bytes, { children, password: null, onPages })
    expect(contents).toEqual(['a.txt first', 'a.txt second'])
  })

  test('goes on after a damaged entry', () => {
    const bytes = Buffer.from(zipSync({ 'bad.txt': strToU8('abc'.repeat(500)), 'good.txt': strToU8('fine') }))
    bytes.fill(0xff, 40, 50)
    const children = collectChildren()
    expect(read(new Uint8Array(bytes), null, children).warnings).toEqual(['1 file in the archive is damaged.'])
    expect(children.files.map(({ name }) => name)).toEqual(['good.txt'])
  })

  test.each([
    ['Shift-JIS', '文書一.txt', [0x95, 0xb6, 0x8f, 0x91, 0x88, 0xea]], ['code page 437', 'Vertrag für Größe.txt', [...Buffer.from('Vertrag f\x81r Gr\x94\xe1e', 'latin1')]],
    ['code page 850', 'Ação João.txt', [...Buffer.from('A\x87\xc6o Jo\xc6o', 'latin1')]], ['Cyrillic', 'Договор аренды.txt', [...Buffer.from('\x84\xae\xa3\xae\xa2\xae\xe0 \xa0\xe0\xa5\xad\xa4\xeb', 'latin1')]],
  ])('whose names are in %s gives them right', (_name, expected, raw) => {
    const stand = 'n'.repeat(raw.length)
    const bytes = Buffer.from(zipSync({ [`${stand}.txt`]: strToU8('x') }))
    for (let at = bytes.indexOf(stand); at >= 0; at = bytes.indexOf(stand, at + 1)) bytes.set(raw, at)
    const children = collectChildren()
    read(new Uint8Array(bytes), null, children)
    expect(children.files.map(({ name }) => name)).toEqual([expected])
  })

  test('packed in a way that is not known says so', () => {
    const bytes = Buffer.from(zipSync({ 'a.txt': strToU8('abc') }))
    bytes.writeUInt16LE(14, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 10)
    expect(read(new Uint8Array(bytes)).warnings).toEqual(['1 file in the archive is packed in a way that is not known here; pack it anew as ZIP.'])
  })

  test('that is a bomb is refused', () => {
    expect(() => read(zipSync({ 'zeros.txt': new Uint8Array(60_000_000) }))).toThrow(expect.objectContaining({ code: 'archive-expands-too-far' }))
  })
})

const tar = (...files: [string, string, string?][]): Uint8Array => makeTar(files.map(([name, text, kind = '0']) => ({ name, bytes: Buffer.from(text, 'latin1'), kind })))

describe('files packed in other ways', () => {
  const names = (bytes: Uint8Array): readonly (readonly [string, string])[] => {
    const children = collectChildren()
    read(bytes, null, children)
    return [...children.contents].map(([name, content]) => [name, Buffer.from(content).toString('latin1')])
  }
  const long = `${'folder/'.repeat(30)}long.txt`
  const archive = tar(['a/one.txt', 'First.'], ['././@LongLink', `${long}\0`, 'L'], ['cut.txt', 'Second.'], ['x', `${` path=${'ä'}.txt\n`.length + 3} path=\xc3\xa4.txt\n`, 'x'], ['z.txt', 'Third.'], ['../../link.txt', '', '2'])

  test('a TAR archive, packed by GZIP or not, gives its files under their whole names, and no links', () => {
    const expected = [['a/one.txt', 'First.'], [long, 'Second.'], ['ä.txt', 'Third.']]
    expect(names(archive)).toEqual(expected)
    expect(names(gzipSync(archive))).toEqual(expected)
    expect([sniffFormat(archive, '.tar'), sniffFormat(gzipSync(archive), '.tgz')]).toEqual(['archive', 'archive'])
  })

  test('a GZIP file gives the one file in it, also one that was cut off', () => {
    const letter = gzipSync(strToU8('Dear Ann. '.repeat(5_000)), { filename: 'letter.txt' })
    expect(names(letter)).toEqual([['letter.txt', 'Dear Ann. '.repeat(5_000)]])
    expect(names(letter.subarray(0, letter.length - 10))[0]?.[1]).toMatch(/^Dear Ann\. Dear/)
  })

  test('a GZIP bomb is refused', () => {
    expect(() => read(gzipSync(new Uint8Array(60_000_000)))).toThrow(expect.objectContaining({ code: 'archive-expands-too-far' }))
  })

  test('a signed file gives the file that was signed, one that is sealed is said to be of a kind that cannot be read', () => {
    const element = (tag: number, ...parts: Uint8Array[]): Buffer => {
      const body = Buffer.concat(parts)
      return Buffer.concat([Buffer.from([tag, 0x82, body.length >> 8, body.length & 255]), body])
    }
    const oid = (last: number): Buffer => Buffer.from([6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, last])
    const signed = element(0x30, oid(2), element(0xa0, element(0x30, element(2, Buffer.from([1])), element(0x31), element(0x30, oid(1), element(0xa0, element(4, Buffer.from('The lease.')))))))
    expect(names(Uint8Array.from(signed))).toEqual([['content', 'The lease.']])
    expect(names(strToU8(`-----BEGIN PKCS7-----\n${signed.toString('base64')}\n-----END PKCS7-----\n`))).toEqual([['content', 'The lease.']])
    expect(sniffFormat(Uint8Array.from(signed), '.p7m')).toBe('archive')
    expect(() => names(Uint8Array.from(element(0x30, oid(3), element(0xa0))))).toThrow(expect.objectContaining({ code: 'format-unsupported' }))
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
    const { pages } = parseBook(book(), { onPages, children: collectChildren() })
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      [null, 'On Leases\nA. Writer'], ['One', 'One\n\nFirst text.'], ['The second', 'The second\n\nSecond text.'],
    ])
  })

  test('whose package is cut off, orders nothing or is not there gives its documents, and says what else is missing', () => {
    const texts = (opf: Zippable): unknown => {
      const { pages, warnings } = parseBook(book(opf), { onPages, children: collectChildren() })
      return [pages.map(({ text }) => text).join('|'), ...warnings]
    }
    const items = '<item id="a" href="/OEBPS/text/one.xhtml" media-type="application/xhtml+xml"/>'
    expect(texts({ 'OEBPS/content.opf': strToU8(`<package><manifest>${items}`) })).toEqual(['One\n\nFirst text.'])
    expect(texts({ 'OEBPS/content.opf': strToU8(`<package><manifest>${items}</manifest><spine><itemref idref="a"/><itemref idref="gone"/></spine></package>`) })).toEqual(['One\n\nFirst text.', '1 part of the book is missing or damaged.'])
    expect(texts({ 'OEBPS/content.opf': strToU8('') })).toEqual([expect.stringMatching(/First text.*Second text/s)])
  })

  test('in Latin 1 has its title right, and its hidden notes are read', () => {
    const opf = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><package xmlns:dc="x"><metadata><dc:title>Gr\xfc\xdfe</dc:title></metadata><manifest><item id="a" href="text/one.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>', 'latin1')
    const note = strToU8('<html><body><p>Text</p><aside epub:type="footnote" hidden="hidden">A note.</aside></body></html>')
    expect(parseBook(book({ 'OEBPS/content.opf': opf, 'OEBPS/text/one.xhtml': note }), { onPages, children: collectChildren() }).pages[0]?.text).toBe('Grüße\n\nText\n\nA note.')
  })

  test('that names one part again and again holds it once', () => {
    const opf = `<package><manifest><item id="a" href="text/one.xhtml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(1_000)}</spine></package>`
    expect(parseBook(book({ 'OEBPS/content.opf': strToU8(opf) }), { onPages, children: collectChildren() }).pages).toHaveLength(1)
  })

  test('that its seller locked is refused, one with scrambled fonts is not', () => {
    const encryption = (method: string): Zippable => ({ 'META-INF/encryption.xml': strToU8(`<encryption><EncryptedData><EncryptionMethod Algorithm="${method}"/></EncryptedData></encryption>`) })
    expect(() => parseBook(book(encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc')), { onPages, children: collectChildren() })).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(parseBook(book(encryption('http://www.idpf.org/2008/embedding')), { onPages, children: collectChildren() }).pages).toHaveLength(3)
  })

  test('says who published it and when, and what it is about', () => {
    const opf = '<package xmlns:dc="x"><metadata><dc:title>T</dc:title><dc:publisher>Press</dc:publisher><dc:date>1949</dc:date><dc:description>&lt;p&gt;About &lt;b&gt;it&lt;/b&gt;.&lt;/p&gt;</dc:description></metadata><manifest><item id="a" href="text/one.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>'
    expect(parseBook(book({ 'OEBPS/content.opf': strToU8(opf) }), { onPages, children: collectChildren() }).pages[0]?.text).toBe('T\n\nPublisher: Press\nDate: 1949\n\nAbout it.')
  })

  test('whose pages are pictures hands them on to be read by recognition', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
    const opf = '<package xmlns:dc="x"><metadata><dc:title>T</dc:title></metadata><manifest><item id="a" href="1.xhtml" media-type="application/xhtml+xml"/><item id="b" href="2.xhtml" media-type="application/xhtml+xml"/><item id="c" href="i/3.png" media-type="image/png"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'
    const children = collectChildren()
    const { warnings } = parseBook(book({
      'OEBPS/content.opf': strToU8(opf), 'OEBPS/1.xhtml': strToU8('<html><body><img alt="Page 1" src="i/1.png"/></body></html>'), 'OEBPS/i/1.png': png, 'OEBPS/i/3.png': png,
      'OEBPS/2.xhtml': strToU8('<html><body><svg><image xlink:href="i/2.png"/></svg></body></html>'),
    }), { onPages, children })
    expect([children.files.map(({ name }) => name), warnings]).toEqual([['OEBPS/i/1.png', 'OEBPS/i/3.png'], ['1 picture that is a page of the book was not read.']])
  })

  test('without its package is damaged', () => {
    expect(() => parseBook(zipSync({ mimetype: strToU8('application/epub+zip') }), { onPages, children: collectChildren() })).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })
})
