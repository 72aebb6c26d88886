import { describe, expect, test } from 'vitest'
import { parseEmail } from '../../src-main/ingest/parse/parse-email.ts'
import { parseMailbox } from '../../src-main/ingest/parse/parse-mailbox.ts'
import { parseWebArchive } from '../../src-main/ingest/parse/parse-web-archive.ts'
import { collectChildren } from '../support/collect-children.ts'
import { makeMsg } from '../support/make-msg.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const head = 'From: Ann <a@example.com>\r\nTo: Bob <b@example.com>\r\nSubject: =?utf-8?q?Sch=C3=B6n?=\r\nDate: Mon, 2 Mar 2020 10:00:00 +0100\r\n'
const mixed = (...parts: string[]): string => `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n${parts.map((part) => `--q\r\n${part}\r\n`).join('')}--q--\r\n`
const png = (size: number): string => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(size - 8)]).toString('base64')
const inlinePicture = (id: string, size: number): string => `Content-Type: image/png; name="${id}.png"\r\nContent-ID: <${id}>\r\nContent-Transfer-Encoding: base64\r\n\r\n${png(size)}`

describe('an e-mail', () => {
  test('begins with its header fields; attachments and forwarded messages are files of their own', async () => {
    const children = collectChildren()
    const { pages, warnings } = await parseEmail(bytes(mixed(
      'Content-Type: text/plain\r\n\r\nHello Bob.',
      'Content-Type: text/csv; name="sums.csv"\r\nContent-Disposition: attachment; filename="sums.csv"\r\n\r\na,b\r\n1,2',
      'Content-Type: video/mp4\r\nContent-Disposition: attachment; filename="x.mp4"\r\n\r\n\0\0\0\x18ftypisom',
      'Content-Type: message/rfc822\r\n\r\nFrom: c@example.com\r\nSubject: =?utf-8?q?Inn=C3=A9r?=\r\n\r\nInner text.',
    )), { children })
    expect(pages.map(({ label, text }) => [label, text])).toEqual([
      [null, 'From: Ann <a@example.com>\nTo: Bob <b@example.com>\nDate: Mon, 2 Mar 2020 10:00:00 +0100\nSubject: Schön\nAttachments: sums.csv, x.mp4, Innér.eml\n\nHello Bob.'],
    ])
    expect(children.files.map(({ name }) => name)).toEqual(['sums.csv', 'Innér.eml'])
    expect(new TextDecoder().decode(children.contents.get('Innér.eml'))).toContain('Inner text.')
    expect(warnings).toEqual(['1 attachment is of a kind that cannot be read.'])
  })

  test('without a plain part its HTML is read, and of the pictures it shows only large ones are files', async () => {
    const children = collectChildren()
    const { pages } = await parseEmail(bytes(mixed('Content-Type: text/html\r\n\r\n<p>Hi<br>there <img src="cid:logo"><img src="cid:letter"></p>', inlinePicture('logo', 2_000), inlinePicture('letter', 20_000), inlinePicture('unseen', 2_000))), { children })
    expect(pages[0]?.text).toContain('Attachments: letter.png, unseen.png\n\nHi\nthere')
    expect(children.files.map(({ name }) => name)).toEqual(['letter.png', 'unseen.png'])
  })

  test('a plain part that only points to the HTML gives way to it', async () => {
    const { pages } = await parseEmail(bytes(`${head}Content-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nPlease view this in an HTML reader.\r\n--q\r\nContent-Type: text/html\r\n\r\n<p>${'The lease ends in May. '.repeat(20)}</p>\r\n--q--`), { children: collectChildren() })
    expect(pages[0]?.text).toContain('The lease ends in May.')
  })

  test.each([
    ['its first reference', 'References: <1@x> <2@x>\r\nIn-Reply-To: <2@x>\r\nMessage-ID: <3@x>\r\n', '1@x'],
    ['what it answers', 'In-Reply-To: <2@x>\r\nMessage-ID: <3@x>\r\n', '2@x'],
    ['itself', 'Message-ID: <3@x>\r\n', '3@x'],
    ['nothing', '', null],
  ])('belongs to the thread of %s', async (_name, fields, thread) => {
    expect((await parseEmail(bytes(`${fields}${head}\r\nText`), { children: collectChildren() })).thread).toBe(thread)
  })

  test.each([
    ['S/MIME', 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nxx'],
    ['PGP/MIME', 'Content-Type: multipart/encrypted; boundary=q\r\n\r\n--q\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--q--'],
    ['PGP in the text', '\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----'],
  ])('that is encrypted with %s says so', async (_name, rest) => {
    const { pages, warnings } = await parseEmail(bytes(head + rest), { children: collectChildren() })
    expect(pages.map(({ coverage }) => coverage)).toEqual(['partly'])
    expect(warnings).toContain('The message is encrypted; what it says was not read.')
  })

  test('signatures are no attachments, and a winmail.dat that is broken is named as unread', async () => {
    const children = collectChildren()
    const { warnings } = await parseEmail(bytes(mixed('Content-Type: text/plain\r\n\r\nHi', 'Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxx', 'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nxx')), { children })
    expect(children.files).toEqual([])
    expect(warnings).toEqual(['1 attachment is a winmail.dat of Outlook that could not be read; files may be inside it.'])
  })
})

test('the files in a winmail.dat are files of their own', async () => {
  const part = (id: number, data: Uint8Array): Buffer => {
    const whole = Buffer.alloc(9 + data.length + 2)
    whole[0] = 2
    whole.writeUInt16LE(id, 1)
    whole.writeUInt32LE(data.length, 5)
    whole.set(data, 9)
    return whole
  }
  const name = Buffer.from('Kündigung lang.txt\0', 'utf16le')
  const properties = Buffer.concat([Buffer.from(Uint32Array.of(1, 0x3707_001f, 1, name.length).buffer), name])
  const tnef = Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), part(0x9002, new Uint8Array(14)), part(0x8010, Buffer.from('KNDIGU~1.TXT\0')), part(0x800f, Buffer.from('The notice.')), part(0x9005, properties)])
  const children = collectChildren()
  const { pages, warnings } = await parseEmail(bytes(mixed('Content-Type: text/plain\r\n\r\nHi', `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnef.toString('base64')}`)), { children })
  expect(pages[0]?.text).toContain('Attachments: Kündigung lang.txt')
  expect([new TextDecoder().decode(children.contents.get('Kündigung lang.txt')), warnings]).toEqual(['The notice.', []])
})

test('what a winmail.dat says beyond the mail around it is read, and a message in it is a file of its own', () => {
  const attribute = (id: number, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(9)
    head[0] = 1
    head.writeUInt16LE(id, 1)
    head.writeUInt32LE(data.length, 5)
    return Buffer.concat([head, data, Buffer.alloc(2)])
  }
  const filled = (data: Uint8Array): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
  const property = (tag: number, data: Uint8Array): Buffer => Buffer.concat([Buffer.from(Uint32Array.of(tag, 1, data.length).buffer), filled(data)])
  const propertiesOf = (...list: Buffer[]): Buffer => Buffer.concat([Buffer.from(Uint32Array.of(list.length).buffer), ...list])
  const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')
  const file = (...parts: Buffer[]): Buffer => Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...parts])
  const inner = file(attribute(0x9003, propertiesOf(property(0x0037_001f, wide('Inner')), property(0x1000_001f, wide('Inner text.')))))
  const outer = file(
    attribute(0x9003, propertiesOf(property(0x1000_001f, wide('The whole text in full, with its deadline.')), Buffer.from(Uint32Array.of(0x0017_0003, 1).buffer))),
    attribute(0x9002, new Uint8Array(14)), attribute(0x9005, propertiesOf(property(0x3001_001f, wide('Inner')), property(0x3701_000d, Buffer.concat([Buffer.alloc(16), inner])))),
  )
  const children = collectChildren()
  const { pages } = parseEmail(bytes(mixed('Content-Type: text/plain\r\n\r\nSee attachment', `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${outer.toString('base64')}`)), { children })
  expect(pages[0]?.text).toContain('Attachments: Inner.tnef\n\nSee attachment\n\nThe whole text in full, with its deadline.')
  expect(parseEmail(children.contents.get('Inner.tnef') ?? new Uint8Array(), { children: collectChildren() }).pages[0]?.text).toBe('Subject: Inner\n\nInner text.')
})

describe('an Outlook message', () => {
  const inner = { text: { '001A': 'IPM.Note', '0037': 'The inner one', '1000': 'Inner body.' }, files: [{ name: 'deep.txt', bytes: bytes('deep') }] }

  test('is read with its people, text and thread; files and messages inside it are files of their own', async () => {
    const children = collectChildren()
    const { pages, thread, warnings } = await parseEmail(makeMsg({
      text: { '001A': 'IPM.Note', '0037': 'Räumung', '0C1A': 'Ann Lee', '5D01': 'ann@example.org', '1000': 'Please find the notice.\r\n', '007D': 'Date: Mon, 2 Mar 2020 10:00:00 +0100\r\nReferences: <first@x>\r\n <second@x>\r\n' },
      recipients: [{ name: 'Bob', address: 'bob@example.org' }, { name: 'Cy', address: 'cy@example.org', type: '2' }],
      files: [{ name: 'notice.txt', bytes: bytes('The notice.') }], messages: [{ name: 'The inner one', parts: inner }],
    }), { children })
    expect(pages[0]?.text).toBe('From: Ann Lee <ann@example.org>\nTo: Bob <bob@example.org>\nCc: Cy <cy@example.org>\nDate: Mon, 2 Mar 2020 10:00:00 +0100\nSubject: Räumung\nAttachments: notice.txt, The inner one.msg\n\nPlease find the notice.')
    expect([thread, warnings]).toEqual(['first@x', []])
    const again = await parseEmail(children.contents.get('The inner one.msg') ?? new Uint8Array(), { children: collectChildren() })
    expect(again.pages[0]?.text).toBe('Subject: The inner one\nAttachments: deep.txt\n\nInner body.')
  })

  test('whose body is HTML, as bytes or wrapped in RTF, is read as HTML', async () => {
    const html = await parseEmail(makeMsg({ text: { '0037': 's' }, binary: { '1013': bytes('<p>One</p><p>Two</p>') } }), { children: collectChildren() })
    expect(html.pages[0]?.text).toBe('Subject: s\n\nOne\n\nTwo')
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 {\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe \u8364 ?5\htmlrtf \par}\htmlrtf0{\*\htmltag72 </p>}}`
    const packed = Buffer.concat([Buffer.alloc(16), Buffer.from(rtf, 'latin1')])
    packed.writeUInt32LE(rtf.length, 4)
    packed.write('MELA', 8)
    const wrapped = await parseEmail(makeMsg({ text: { '0037': 's' }, binary: { '1009': packed } }), { children: collectChildren() })
    expect(wrapped.pages[0]?.text).toBe('Subject: s\n\nGrüße €5')
  })

  test.each([
    ['that it names', { '3FFD': 1251 }, '\xcf\xee\xf7\xf2\xe0 \xd0\xee\xf1\xf1\xe8\xe8', 'Почта России'],
    ['that it names for the Internet alone', { '3FDE': 950 }, '\xa4\xa4\xa4\xe5\xb4\xfa\xb8\xd5', '中文測試'],
    ['that it does not name', {}, '\xc2\xe0\xf8\xe5 \xf1\xee\xee\xe1\xf9\xe5\xed\xe8\xe5 \xe1\xfb\xeb\xee \xf3\xf1\xef\xe5\xf8\xed\xee \xef\xee\xeb\xf3\xf7\xe5\xed\xee', 'Ваше сообщение было успешно получено'],
    ['of UTF-8, whatever it names', { '3FFD': 1252 }, 'Gr\xc3\xbc\xc3\x9fe', 'Grüße'],
  ])('without Unicode is read in the code page %s', (_name, numbers, bytes_, expected) => {
    const { pages } = parseEmail(makeMsg({ text: {}, numbers, eightBit: { '0037': Buffer.from(bytes_, 'latin1'), '1000': Buffer.from(bytes_, 'latin1') } }), { children: collectChildren() })
    expect(pages[0]?.text).toBe(`Subject: ${expected}\n\n${expected}`)
  })

  test('whose only body is RTF that was never HTML is read', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\pard Gr\'fc\'dfe \b aus\b0  K\u246?ln\par Zweiter Absatz\par}`
    const packed = Buffer.concat([Buffer.alloc(16), Buffer.from(rtf, 'latin1')])
    packed.writeUInt32LE(rtf.length, 4)
    packed.write('MELA', 8)
    expect(parseEmail(makeMsg({ text: { '0037': 's' }, binary: { '1009': packed } }), { children: collectChildren() }).pages[0]?.text).toBe('Subject: s\n\nGrüße aus Köln\n\nZweiter Absatz')
  })

  test('that is signed hands on what was signed in place of the signature', () => {
    const children = collectChildren()
    const mime = 'Content-Type: multipart/signed; boundary=q\r\n\r\n--q\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\nContent-Type: text/plain\r\n\r\nThe text.\r\n--z\r\nContent-Type: text/csv; name=sums.csv\r\n\r\na,b\r\n--z--\r\n--q\r\nContent-Type: application/pkcs7-signature\r\n\r\nxx\r\n--q--'
    const { pages } = parseEmail(makeMsg({ text: { '001A': 'IPM.Note.SMIME.MultipartSigned', '0037': 's', '1000': 'The text.\r\n' }, files: [{ name: '', bytes: bytes(mime), type: 'multipart/signed' }] }), { children })
    expect([pages[0]?.text, children.files.map(({ name }) => name)]).toEqual(['Subject: s\nAttachments: sums.csv\n\nThe text.', ['sums.csv']])
  })

  test('that is damaged is refused by name', () => {
    const whole = makeMsg({ text: { '0037': 's', '1000': 'x'.repeat(5_000) } })
    expect(() => parseEmail(whole.subarray(0, 600), { children: collectChildren() })).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })

  test('whose sectors run in a circle is refused, where its library would not come back', () => {
    const whole = Buffer.from(makeMsg({ text: { '0037': 's', '1000': 'x'.repeat(5_000) } }))
    const table = (whole.readUInt32LE(76) + 1) * 512
    for (let sector = 0; sector < 128; sector++) if (whole.readUInt32LE(table + sector * 4) === sector + 1) whole.writeUInt32LE(Math.max(0, sector - 1), table + sector * 4)
    expect(() => parseEmail(whole, { children: collectChildren() })).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })
})

describe('a mailbox', () => {
  const from = 'From ann@example.com Mon Mar  2 10:00:00 2020\n'
  const read = (text: string): ReturnType<typeof parseMailbox> => parseMailbox(bytes(text), { children: collectChildren(), onPages: () => {} })

  test('has a page for every message under its subject and date, quoted lines as they were written', async () => {
    const { pages, thread } = await read(`${from}${head}\nOne.\n>From here on\n>>From there\n\n${from}Subject: Two\n\nFrom nowhere to mail, 2020.\n\nFrom the start it was clear.\n`)
    expect(pages.map(({ page, label, headings, text }) => [page, label, headings[0]?.text, text.split('\n\n').slice(-2).join('|')])).toEqual([
      [1, 'Schön, Mon, 2 Mar 2020 10:00:00 +0100', 'Schön', 'From: Ann <a@example.com>\nTo: Bob <b@example.com>\nDate: Mon, 2 Mar 2020 10:00:00 +0100\nSubject: Schön|One.\nFrom here on\n>From there'],
      [2, 'Two', 'Two', 'From nowhere to mail, 2020.|From the start it was clear.'],
    ])
    expect(thread).toBeNull()
  })

  test('is split where no line is empty before a separator, but not at a sentence that begins like one', () => {
    const { pages } = read(`${from}Subject: One\n\nText.\nFrom here to there in 2020, 10:00.\n${from}Subject: Two\n\nMore.\n`)
    expect(pages.map(({ text }) => text.split('\n\n').at(-1))).toEqual(['Text.\nFrom here to there in 2020, 10:00.', 'More.'])
  })

  test('is split at dates of other forms, and not at a paragraph that names a year and an hour', () => {
    const { pages } = read(`From ann@example.com Mon, 2 Mar 2020 10:00:00 +0100\nSubject: One\n\nText.\n\nFrom 1999 until 2004, at 10:30, it rained.\n\nFrom 17@xxx Mon Mar 02 10:00:00 +0000 2020\nX-GM: 1\nSubject: Two\n\nMore.\n`)
    expect(pages.map(({ text }) => text.split('\n\n').slice(2).join('|'))).toEqual(['Text.|From 1999 until 2004, at 10:30, it rained.', 'More.'])
  })

  test('goes on after a message that cannot be read', async () => {
    const bad = Array.from({ length: 300 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join('')
    const { pages, warnings } = await read(`${from}${bad}\n\n${from}Subject: Good\n\nText.\n`)
    expect(pages.map(({ coverage }) => coverage)).toEqual(['failed', 'text'])
    expect(warnings).toEqual(['1 of 2 messages are damaged and could not be read.'])
  })
})

test('a web page saved as one file is read as the page it was', async () => {
  const page = 'From: <Saved by Blink>\r\nSubject: Title\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=q\r\n\r\n--q\r\nContent-Type: text/html\r\nContent-Location: https://example.org/\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Gr=C3=BC=C3=9Fe</h1><p>Text<script>no()</script>\r\n--q\r\nContent-Type: text/css\r\n\r\np{}\r\n--q--'
  const { mediaType, pages } = await parseWebArchive(bytes(page))
  expect([mediaType, pages.map(({ text }) => text)]).toEqual(['web-archive', ['Grüße\n\nText']])
})
