import { describe, expect, test } from 'vitest'
import { readEml } from '../../src-main/ingest/parse/mail/read-eml.ts'
import { parseEmail } from '../../src-main/ingest/parse/parse-email.ts'
import { collectChildren } from '../support/collect-children.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const field = (bytes: Uint8Array, name: string): string => readEml(bytes).fields.find(([key]) => key === name)?.[1] ?? ''
const bodyOf = (bytes: Uint8Array): string => parseEmail(bytes, { children: collectChildren() }).pages.map(({ text }) => text).join('\n').split('\n\n').slice(1).join('\n\n')
const plain = (head: string, body: string): Uint8Array => latin(`Subject: s\r\n${head}\r\n\r\n${body}`)

describe('header fields', () => {
  test.each([
    ['a character split between two words', 'Subject: =?utf-8?B?R3LDvA==?= =?utf-8?B?w58=?=\r\n =?utf-8?Q?e_aus_K=C3?=\r\n\t=?utf-8?Q?=B6ln?=', 'Grüße aus Köln'],
    ['words of Japanese that each begin anew', 'Subject: =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=\r\n =?ISO-2022-JP?B?GyRCJUYbKEI=?=', 'テストテ'],
    ['a language after the set', "Subject: =?iso-8859-1*fr?q?d=E9j=E0_vu?= (copie)", 'déjà vu (copie)'],
    ['bytes as they are, in the set of the text', 'Subject: Vertragsk\xfcndigung\r\nContent-Type: text/plain; charset=iso-8859-1', 'Vertragskündigung'],
    ['UTF-8 as it is', 'Subject: K\xc3\xbcndigung', 'Kündigung'],
  ])('are decoded: %s', (_name, head, expected) => {
    expect(field(latin(`${head}\r\n\r\nx`), 'Subject')).toBe(expected)
  })

  test('name everybody, the moment with its zone, when it came in, and the message itself', () => {
    const head = 'Received: from a by b; Mon, 2 Mar 2020 09:00:05 +0000\r\nFrom: "Ann Lee" <ann@example.org>\r\nSender: <office@example.org>\r\nTo: <bob@example.org>, "Roe, Jane" <jane@example.org>\r\nBcc: cy@example.org\r\nDate: Mon, 2 Mar 2020 10:00:00 +0100\r\nSubject: s\r\nMessage-ID: <1@example.org>'
    expect(readEml(latin(`${head}\r\n\r\nx`)).fields.filter(([, value]) => value !== '')).toEqual([
      ['From', 'Ann Lee <ann@example.org>'], ['Sender', 'office@example.org'], ['To', 'bob@example.org, "Roe, Jane" <jane@example.org>'], ['Bcc', 'cy@example.org'],
      ['Date', 'Mon, 2 Mar 2020 10:00:00 +0100'], ['Received', 'Mon, 2 Mar 2020 09:00:05 +0000'], ['Subject', 's'], ['Message-ID', '<1@example.org>'],
    ])
  })

  test('a name that poses as another address keeps its quotes', () => {
    expect(field(latin('From: "chief@bank.example" <x@evil.example>\r\n\r\nx'), 'From')).toBe('"chief@bank.example" <x@evil.example>')
  })

  test('a line that is none costs nothing, and a text without any is read', () => {
    expect(field(latin('From: a@x\r\nthis is no field\r\nSubject: s\r\n\r\nx'), 'Subject')).toBe('s')
    expect(parseEmail(latin('This is a text.\r\nNothing else.'), { children: collectChildren() }).pages[0]?.text).toBe('This is a text.\nNothing else.')
  })
})

describe('the text', () => {
  test.each([
    ['without a set, in UTF-8', plain('Content-Type: text/plain; charset=us-ascii', 'Envoy\xc3\xa9 hier'), 'Envoyé hier'],
    ['in UTF-7', plain('Content-Type: text/plain; charset=utf-7', 'Gr+APwA3w-e +- Kosten'), 'Grüße + Kosten'],
    ['in HZ', plain('Content-Type: text/plain; charset=hz-gb-2312', '~{VPND~} ok'), '中文 ok'],
    ['in ISO-2022-KR', plain('Content-Type: text/plain; charset=iso-2022-kr', '\x1b$)C\x0eGQ19\x0f ok'), '한국 ok'],
    ['in Big5', plain('Content-Type: text/plain; charset=big5\r\nContent-Transfer-Encoding: 8bit', '\xa4\xa4\xa4\xe5\xb4\xfa\xb8\xd5'), '中文測試'],
    ['in a Windows page under its other name', plain('Content-Type: text/plain; charset="cp1251"', '\xcf\xee\xf7\xf2\xe0'), 'Почта'],
    ['in a page of DOS', plain('Content-Type: text/plain; charset=ibm850', 'Gr\x81\xe1e'), 'Grüße'],
    ['in KOI8-R', plain('Content-Type: text/plain; charset=koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4'), 'Привет'],
    ['in base64 with padding in its middle', plain('Content-Transfer-Encoding: base64', 'SGVs\r\nbG8=\r\nIHdvcmxk'), 'Hello world'],
    ['in base64 with the footer of a list behind it', plain('Content-Transfer-Encoding: base64', 'SGVsbG8gd29ybGQ=\r\n_______________\r\nFriends mailing list\r\n'), 'Hello world\n_______________\nFriends mailing list'],
    ['under a misspelt transfer encoding', plain('Content-Transfer-Encoding: quoted-printable;', 'a=3Db =\r\nc =zz'), 'a=b c =zz'],
    ['broken into lines for show', plain('Content-Type: text/plain; format=flowed', 'one \r\ntwo\r\n> three \r\n> four\r\n-- \r\nme'), 'one two\n> three four\n--\nme'],
  ])('is read %s', (_name, bytes, expected) => {
    expect(bodyOf(bytes)).toBe(expected)
  })

  test('that is a web page and does not say so is read as one, and what only a watch shows is left out', () => {
    expect(bodyOf(latin('Subject: s\r\n\r\n<html><body><p>Hello <b>you</b></body></html>'))).toBe('Hello you')
    expect(bodyOf(latin('Subject: s\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: text/watch-html\r\n\r\n<b>Hi\r\n--b--'))).toBe('Hello')
  })

  test('of a mail in UTF-16, of one with old line ends, of one that Apple Mail keeps, and of one behind a separator is read', () => {
    const mail = 'From: a@x.example\r\nSubject: s\r\n\r\nKündigung'
    const apple = Buffer.concat([Buffer.from(`${Buffer.byteLength(mail)}      \n`), Buffer.from(mail), Buffer.from('<?xml version="1.0"?><plist></plist>')])
    for (const bytes of [Uint8Array.from(Buffer.from(`\uFEFF${mail}`, 'utf16le')), utf8(mail.replaceAll('\r\n', '\r')), Uint8Array.from(apple), utf8(`\r\n\r\nFrom a@x.example Mon Mar  2 10:00:00 2020\r\n${mail}`)]) expect(bodyOf(bytes)).toBe('Kündigung')
  })

  const alternative = (text: string, html: string): Uint8Array => utf8(`Subject: s\r\nContent-Type: multipart/alternative; boundary="q"\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--q\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--q--\r\n`)
  test('in two forms is read once, and both ways where each says something that the other does not', () => {
    expect(bodyOf(alternative('The lease ends in May.', '<p>The <b>lease</b> ends in May.</p>'))).toBe('The lease ends in May.')
    expect(bodyOf(alternative('The lease ends.', '<p>The lease ends.</p><table><tr><td>Rent</td><td>900</td></tr><tr><td>Deposit</td><td>2700</td></tr></table>'))).toBe('The lease ends.\n\nRent\t900\nDeposit\t2700')
    expect(bodyOf(alternative('Hello to myself!', '<p>Hello to myself</p><p>Here is a picture of the door.</p>'))).toBe('Hello to myself!\n\nHello to myself\n\nHere is a picture of the door.')
    expect(bodyOf(alternative('Unter den Linden wartet Berta.', '<p>Completely other words here.</p>'))).toBe('Unter den Linden wartet Berta.\n\nCompletely other words here.')
  })

  test('goes on behind an attachment and beside a second text', () => {
    const parts = ['Content-Type: text/plain\r\n\r\nFirst.', 'Content-Type: text/html\r\n\r\n<p>Second.</p>', 'Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4', 'Content-Type: text/plain\r\n\r\nThird.']
    expect(bodyOf(latin(`Subject: s\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n${parts.map((part) => `--q\r\n${part}\r\n`).join('')}`))).toBe('First.\n\nSecond.\n\nThird.')
  })

  test('of parts whose head names no boundary, or none that occurs, is found', () => {
    for (const head of ['Content-Type: multipart/mixed', 'Content-Type: multipart/mixed; boundary=other']) expect(bodyOf(latin(`Subject: s\r\n${head}\r\n\r\n--=_q1\r\nContent-Type: text/plain\r\n\r\nFound.\r\n--=_q1--\r\n`))).toBe('Found.')
  })
})

describe('attachments', () => {
  const named = (head: string): readonly string[] => readEml(latin(`Subject: s\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nText.\r\n--q\r\n${head}\r\n\r\nx\r\n--q--`)).attachments.map(({ name }) => name)
  test.each([
    ['in pieces with a set of their own', "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''K%C3%BCndigung%20;\r\n filename*1*=vom%20M%C3;\r\n filename*2*=%A4rz.pdf", 'Kündigung vom März.pdf'],
    ['as encoded words in quotes', 'Content-Type: application/pdf; name="=?utf-8?Q?Gr=C3=BC=C3=9Fe=2Epdf?="', 'Grüße.pdf'],
    ['without quotes', 'Content-Type: application/pdf; name=My lease.pdf', 'My lease.pdf'],
    ['in bytes as they are', 'Content-Type: application/pdf; name="K\xfcndigung.pdf"', 'Kündigung.pdf'],
    ['by a place alone', 'Content-Type: image/jpeg\r\nContent-Location: http://x.example/Photo25.jpg', 'Photo25.jpg'],
  ])('are named: %s', (_name, head, expected) => {
    expect(named(head)).toEqual([expected])
  })

  test('that old programs wrote into the text are taken out of it', () => {
    const children = collectChildren()
    const { pages } = parseEmail(latin('Subject: s\r\n\r\nSee below.\r\n\r\nbegin 644 note.txt\r\n$=&AE;@``\r\n`\r\nend\r\n\r\nRegards'), { children })
    expect(pages[0]?.text).toBe('Subject: s\nAttachments: note.txt\n\nSee below.\n\nRegards')
    expect(Buffer.from(children.contents.get('note.txt') ?? []).toString('latin1')).toMatch(/^then/)
  })
})

describe('a message signed so that the signature hides it', () => {
  const element = (tag: number, ...parts: Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts)
    return Buffer.concat([Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x82, body.length >> 8, body.length & 255]), body])
  }
  const endless = (tag: number, ...parts: Uint8Array[]): Buffer => Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])])
  const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'))
  const data = oid('2a864886f70d010701')
  const inner = 'Content-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\nContent-Type: text/plain\r\n\r\nThe signed text.\r\n--z\r\nContent-Type: text/csv; name=sums.csv\r\nContent-Disposition: attachment\r\n\r\na,b\r\n--z--'
  const mail = (type: string, bytes: Uint8Array): Uint8Array => latin(`Subject: s\r\nContent-Type: application/pkcs7-mime; smime-type=${type}; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}`)

  test.each([
    ['as one string', element(0x30, oid('2a864886f70d010702'), element(0xa0, element(0x30, element(0x02, Buffer.from([1])), element(0x31), element(0x30, data, element(0xa0, element(0x04, Buffer.from(inner)))))))],
    ['in pieces of unknown length', endless(0x30, oid('2a864886f70d010702'), endless(0xa0, endless(0x30, element(0x02, Buffer.from([1])), element(0x31), endless(0x30, data, endless(0xa0, endless(0x24, element(0x04, Buffer.from(inner.slice(0, 100))), element(0x04, Buffer.from(inner.slice(100)))))))))],
  ])('is opened: %s', (_name, bytes) => {
    const children = collectChildren()
    const { pages, warnings } = parseEmail(mail('signed-data', bytes), { children })
    expect([pages[0]?.text, warnings, children.files.map(({ name }) => name)]).toEqual(['Subject: s\nAttachments: sums.csv\n\nThe signed text.', [], ['sums.csv']])
  })

  test('is said to be encrypted when it is an envelope, whatever it says of itself', () => {
    expect(readEml(mail('signed-data', element(0x30, oid('2a864886f70d010703'), element(0xa0, element(0x30))))).encrypted).toBe(true)
  })
})
