import { afterAll, describe, expect, test } from 'vitest'
import { freeEngine } from '../../src-main/ingest/ocr/loaded-engine.ts'
import { recognisePage } from '../../src-main/ingest/ocr/recognise-page.ts'
import { closeSource } from '../../src-main/ingest/ocr/source/open-source.ts'
import { fixturePath, readFixture } from '../support/read-fixture.ts'

const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes).trim()

describe('mail, calendars, contacts, books and archives that other programs wrote', () => {
  test('a mailbox: each message a page, with who wrote it and when', async () => {
    const { text, mediaType, warnings } = await readFixture('mail/test-4-message.mbox')
    expect([mediaType, warnings]).toEqual(['mailbox', []])
    const pages = text.split('\n---\n')
    expect(pages.length).toBe(4)
    expect(pages[3]).toBe('mail 4\n\nFrom: abc <abc@gmail.com>\nTo: def <ydefmail.com>\nDate: Sun, 25 Dec 2011 21:33:37 +0800\nSubject: mail 4\n\nThe mail content of mail 4......')
  })

  test('an invitation of Outlook, with its time zone and how it repeats', async () => {
    const { text, warnings } = await readFixture('calendar/o365_meeting.ics')
    expect(warnings).toEqual([])
    for (const said of ['Testmeeting ➡ ignore it!', '2020-11-24 11:00 W. Europe Standard Time – 2020-11-24 11:30', 'Annonym Usernames <Annonym.Usernames@email.com>', 'every 2 days, until 2020-11-26 10:00 UTC', 'Microsoft Teams-Besprechung']) expect(text).toContain(said)
  })

  test('an event of Thunderbird: the event alone, none of the twenty changes of its time zone', async () => {
    const { text } = await readFixture('calendar/alarm_thunderbird_snoozed_until_1457.ics')
    expect(text).toContain('event with alarms\n\nWhen: 2024-10-23 15:00 Europe/London – 2024-10-23 16:00 Europe/London')
    expect(text).not.toContain('1996')
  })

  test('a contact with each field that the standard has, one of them folded around an empty line', async () => {
    const { text, mediaType } = await readFixture('calendar/vcard_input.vcf')
    expect(mediaType).toBe('contacts')
    for (const said of ['Position: geo:37.386013,-122.082932', 'Phone (home): +33-01-23-45-67', 'Organisation: ABC, Inc., North American Division, Marketing', 'This fax number is operational 0800 to 1715 EST, Mon-Fri', 'Birthday: --0203']) expect(text).toContain(said)
  })

  test('a book that names a package it does not have before its own, with three titles', async () => {
    const { text, warnings, mediaType } = await readFixture('book/example.epub')
    expect([mediaType, warnings]).toEqual(['book', []])
    expect(text).toMatch(/^This is not the main title\nA subtitle\nExample EPUB\nJohn Doe\n/)
    expect(text.match(/rbook c\S+/g)).toEqual(['rbook cover', 'rbook c1', 'rbook c1.2', 'rbook c2'])
  })
})

describe('archives that other programs packed', () => {
  test.each([['windows-7-zip', 'a.txt', 'b.txt', 'asdf'], ['linux-info-zip', 'a.txt', 'b.txt', 'asdf'], ['zip64', 'test1.txt', 'test2.txt', 'foo']] as const)('%s: what is inside becomes documents', async (name, first, second, said) => {
    const { inside, warnings, mediaType } = await readFixture(`archive/${name}.zip`)
    expect([mediaType, warnings, [...inside.keys()]]).toEqual(['archive', [], [first, second]])
    expect(decode(inside.get(first))).toBe(said)
  })

  test('names with accents, of files that cannot be read, are listed', async () => {
    const { text, warnings } = await readFixture('archive/unicode.zip')
    expect(text).toContain('Turmion Kätilöt/Pirun nyrkki/Mistä veri pakenee.mp3')
    expect(warnings).toEqual(['2 files in the archive are of kinds that cannot be read.'])
  })

  test('a name that stands beside a broken one is the one listed', async () => {
    expect((await readFixture('archive/unicode-path-extra-field.zip')).text).toContain('七个房间.txt')
  })

  test('a locked one asks for its password', async () => {
    await expect(readFixture('archive/traditional-encryption.zip')).rejects.toMatchObject({ code: 'document-encrypted' })
  })
})

describe('pictures that other programs packed as HEIC', () => {
  const recognise = async (name: string, page = 1): ReturnType<typeof recognisePage> => recognisePage(fixturePath(name), page, { engine: 'tesseract', languages: ['eng'], signal: new AbortController().signal })

  afterAll(async () => {
    await closeSource()
    await freeEngine()
  })

  test('a typed page is read word for word', async () => {
    const { page } = await recognise('picture/typed-page.heic')
    expect([page.coverage, page.text]).toEqual(['ocr', 'The tenancy ended on 30 April 2025.\nThe deposit of £1,200 is to be\nreturned within six months.'])
  })

  test('two photographs of a dog in one file of a telephone: neither passes for a page of text', async () => {
    for (const picture of [1, 2]) expect(['empty', 'failed', 'partly']).toContain((await recognise('picture/empty_icc.heic', picture)).page.coverage)
  })
})
