import { describe, expect, test } from 'vitest'
import { parseDoc } from '../../src-main/ingest/parse/doc/parse-doc.ts'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { failureMessage } from '../../src-main/support/failure-messages.ts'
import { collectChildren } from '../support/collect-children.ts'
import { lockWordStreams } from '../support/lock-word.ts'
import { endsRow, inTable, makeDoc, makeDocStreams } from '../support/make-doc.ts'
import { makeOldDoc, oldEndsRow, oldInTable } from '../support/make-old-doc.ts'
import { makeOle } from '../support/make-ole.ts'

const read = (bytes: Uint8Array, password: string | null = null): ReturnType<typeof parseDoc> & { readonly inside: ReadonlyMap<string, Uint8Array> } => {
  const children = collectChildren()
  return { ...parseDoc(bytes, { password, children }), inside: children.contents }
}

describe('Word files of 1997 to 2003', () => {
  test('headings, tables, fields and breaks; the address of a link is noted', () => {
    const { pages, mediaType } = read(makeDoc([
      { text: 'Rent', style: 1 }, { text: 'See \u0013 HYPERLINK "http://x.example/annex" \u0014the annex\u0015,\u000bplease – 日本.' },
      { text: 'Name', end: '\u0007', properties: inTable }, { text: 'Paid', end: '\u0007', properties: inTable }, { text: '', end: '\u0007', properties: endsRow },
      { text: 'Ann', properties: inTable }, { text: 'Lee', end: '\u0007', properties: inTable }, { text: '900', end: '\u0007', properties: inTable }, { text: '', end: '\u0007', properties: endsRow },
      { text: 'Term', style: 2 }, { text: 'After' },
    ]))
    expect(mediaType).toBe('doc')
    expect(pages.map(({ text }) => text)).toEqual(['Rent\n\nSee the annex,\nplease – 日本.\n\nName\tPaid\nAnn Lee\t900\n\nLink: the annex (http://x.example/annex)', 'Term\n\nAfter'])
    expect(pages[0]?.tables).toMatchObject([{ rows: 2, columns: 2 }])
    expect(pages[1]?.headings).toEqual([{ offset: 0, level: 1, text: 'Rent' }, { offset: 0, level: 2, text: 'Term' }])
  })

  test('what was deleted or hidden is left out, and both are said; symbols are read in their fonts', () => {
    const characters = [{ from: 5, to: 9, properties: [0x00, 0x08, 1] }, { from: 10, to: 16, properties: [0x3c, 0x08, 1] }, { from: 17, to: 18, properties: [0x09, 0x6a, 0, 0, 0x61, 0xf0] }, { from: 18, to: 19, properties: [0x4f, 0x4a, 1, 0] }]
    const { pages, warnings } = read(makeDoc([{ text: 'Rent gone and so (\uf0fe (c)' }], { characters, fonts: ['Symbol', 'Wingdings'] }))
    expect(pages[0]?.text).toBe('Rent α☒ (c)')
    expect(warnings).toEqual(['Changes are tracked; 1 deleted passage was left out.', 'Some text is formatted as hidden; it was left out.'])
  })

  test('a document inside is not taken for the one around it: it and other files become children', () => {
    const inner = makeDocStreams([{ text: 'The annex' }])
    const packed = Buffer.concat([Buffer.from([0, 0, 0, 0, 2, 0]), Buffer.from('plan.txt\0C:\\plan.txt\0', 'latin1'), Buffer.from([0, 0, 3, 0, 2, 0, 0, 0]), Buffer.from('x\0', 'latin1'), Buffer.from([5, 0, 0, 0]), Buffer.from('Plan.')])
    const { pages, inside, warnings } = read(makeDoc([{ text: 'The letter' }], { storages: { ObjectPool: { _1: inner, _2: { '\u0001Ole10Native': Uint8Array.from(packed) }, _3: { 'Equation Native': new Uint8Array(80) }, _4: { CorelDRAW: new Uint8Array(80) } } } }))
    expect(pages.map(({ text }) => text)).toEqual(['The letter'])
    expect([...inside.keys()]).toEqual(['Embedded file 1.doc', 'plan.txt'])
    expect(read(inside.get('Embedded file 1.doc') ?? new Uint8Array()).pages[0]?.text).toBe('The annex')
    expect(new TextDecoder().decode(inside.get('plan.txt'))).toBe('Plan.')
    expect(warnings).toEqual(['1 embedded file was not read.', '1 formula of an old kind was not read.'])
  })

  test.each(['old', 'new'] as const)('a locked file is read with its password, and not with another (%s lock)', (kind) => {
    const locked = makeOle(lockWordStreams(makeDocStreams([{ text: 'In confidence' }]), 'geheim€', kind))
    expect(() => read(locked)).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(() => read(locked, 'Geheim€')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
    expect(read(locked, 'geheim€').pages[0]?.text).toBe('In confidence')
  })

  test.each([
    ['Word 2', 'format-unsupported', Uint8Array.of(0xdb, 0xa5, ...new Uint8Array(600))],
    ['scrambled by Word 95', 'document-encrypted', makeOldDoc([{ text: 'x' }], { flags: 0x0100 })],
    ['cut off', 'document-damaged', makeDoc([{ text: 'x' }]).subarray(0, 600)],
    ['no Word file', 'document-damaged', new Uint8Array(4_096)],
  ])('%s: %s', (_, code, bytes) => {
    expect(() => read(bytes)).toThrow(expect.objectContaining({ code }))
  })

  test('a lock that no password opens says so, and asks for none', () => {
    expect(() => read(makeOldDoc([{ text: 'x' }], { flags: 0x0100 }), 'x')).toThrow(expect.objectContaining({ code: 'document-encrypted', facts: { kind: 'lock' } }))
    expect(failureMessage('document-encrypted', { kind: 'lock' })).toContain('save a copy without protection')
  })
})

describe('Word 6 and 95', () => {
  test('headings, tables, lists, headers, and what is hidden', () => {
    // Decimal numbers from 3 with a full stop behind.
    const list = [12, 21, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 46, 13, 10]
    const bytes = makeOldDoc([
      { text: 'Rent', style: 1 }, { text: 'caf\u00e9 \u0093quoted\u0094' }, { text: 'First', properties: list }, { text: 'Second', properties: list }, { text: 'Dot', properties: [13, 11] },
      { text: 'Name', end: '\u0007', properties: oldInTable }, { text: 'Paid', end: '\u0007', properties: oldInTable }, { text: '', end: '\u0007', properties: oldEndsRow },
      { text: 'Ann', end: '\u0007', properties: oldInTable }, { text: '900', end: '\u0007', properties: oldInTable }, { text: '', end: '\u0007', properties: oldEndsRow },
    ], { footer: 'Page 1' })
    expect(sniffFormat(bytes, '.doc')).toBe('doc')
    const { pages } = read(bytes)
    expect(pages.map(({ text }) => text)).toEqual(['Rent\n\ncafé “quoted”\n3. First\n4. Second\n• Dot\n\nName\tPaid\nAnn\t900', 'Page 1'])
    expect(pages[0]?.headings).toEqual([{ offset: 0, level: 1, text: 'Rent' }])
    expect(pages[0]?.tables).toMatchObject([{ rows: 2, columns: 2 }])
  })

  test('letters in the code page of their font, and of the language where no font says', () => {
    const cyrillic = Uint8Array.of(0xc4, 0xee, 0xe3, 0xee, 0xe2, 0xee, 0xf0)
    expect(read(makeOldDoc([{ text: cyrillic, font: 1 }, { text: cyrillic }])).pages[0]?.text).toBe('Договор\n\nÄîãîâîð')
    expect(read(makeOldDoc([{ text: cyrillic }], { language: 0x419 })).pages[0]?.text).toBe('Договор')
  })
})
