import { describe, expect, test } from 'vitest'
import type { Category } from '../../src-preload/contract/index.ts'
import { redactTexts } from '../support/redact-text.ts'

/** What is found in a text, with the values. */
async function found(text: string): Promise<readonly (readonly [Category, string])[]> {
  const { parts: [only] } = await redactTexts([text])
  return only?.findings.map(({ category, start, end }) => [category, text.slice(start, end)] as const) ?? []
}
const values = async (text: string): Promise<readonly string[]> => (await found(text)).map(([, value]) => value)

describe('numbers with check digits', () => {
  test.each<[string, Category, string]>([
    ['IBAN, grouped', 'bank-account', 'GB82 WEST 1234 5698 7654 32'], ['IBAN in lower case', 'bank-account', 'de89370400440532013000'], ['Visa', 'card', '4111 1111 1111 1111'], ['American Express', 'card', '3782-822463-10005'],
    ['US social security number', 'national-id', '536-22-8726'], ['German tax number', 'tax-id', '86 095 742 719'], ['French social security number', 'national-id', '2 55 08 14 168 025 38'], ['Spanish DNI', 'national-id', '12345678Z'],
    ['Spanish NIE', 'national-id', 'X1234567L'], ['Italian tax code', 'national-id', 'RSSMRA85T10A562S'], ['Belgian register number', 'national-id', '85.07.30-033.28'], ['Polish PESEL', 'national-id', '44051401359'],
    ['Swedish personal number', 'national-id', '811218-9876'], ['Finnish identity code', 'national-id', '131052-308T'], ['Norwegian birth number', 'national-id', '01010750160'], ['Swiss AHV number', 'national-id', '756.9217.0769.85'],
    ['Brazilian CPF', 'national-id', '529.982.247-25'], ['Brazilian CNPJ', 'tax-id', '11.444.777/0001-61'], ['Canadian SIN', 'national-id', '130 692 544'], ['Indian Aadhaar', 'national-id', '2341 2341 2346'],
    ['Indian PAN', 'tax-id', 'ABCPE1234F'], ['Chinese identity number', 'national-id', '11010519491231002X'], ['Singapore NRIC', 'national-id', 'S1234567D'], ['UK national insurance', 'national-id', 'AB 12 34 56 C'], ['VIN', 'vehicle', '1HGCM82633A004352'],
    ['Turkish identity number', 'national-id', '10000000146'], ['EU VAT number', 'tax-id', 'ATU12345678'],
  ])('%s', async (_name, category, value) => {
    expect(await found(`Bitte: ${value}, see there`)).toContainEqual([category, value])
  })

  test.each<[string, Category, string, string]>([
    ['NHS number', 'medical-id', 'NHS number: ', '943 476 5919'], ['BSN', 'national-id', 'BSN ', '111222333'], ['TFN', 'tax-id', 'TFN ', '123 456 782'], ['ABN', 'tax-id', 'ABN ', '51 824 753 556'], ['NPI', 'medical-id', 'NPI ', '1234567893'],
    ['routing number', 'bank-account', 'Routing ', '021000021'], ['CPF without points', 'national-id', 'CPF ', '52998224725'], ['IMEI', 'other-identifier', 'IMEI ', '490154203237518'],
  ])('%s behind its name', async (_name, category, before, value) => {
    expect(await found(`${before}${value}.`)).toContainEqual([category, value])
  })
})

describe('numbers and codes by what stands around them', () => {
  test.each<[string, Category, string]>([
    ['The application (no. 36244/06) was lodged', 'case-number', '36244/06'], ['Az. 12 O 345/20 vor dem Landgericht', 'case-number', '12 O 345/20'], ['BGH, IV ZR 12/19', 'case-number', 'IV ZR 12/19'], ['No. 1:20-cv-01234-ABC', 'case-number', '1:20-cv-01234-ABC'],
    ['MRN: 00123456', 'medical-id', '00123456'], ['passport no. C01X00T47', 'passport', 'C01X00T47'], ['Führerschein Nr. B072RRE2I55', 'licence', 'B072RRE2I55'], ['Kennzeichen M-AB 1234', 'vehicle', 'M-AB 1234'],
    ['invoice no. INV-2024-0077', 'reference', 'INV-2024-0077'], ['Kundennummer 4711-08', 'reference', '4711-08'], ['policy number 123456789', 'reference', '123456789'], ['account 12345678', 'bank-account', '12345678'],
    ['from 192.168.17.4 today', 'ip-address', '192.168.17.4'], ['2001:db8::8a2e:370:7334 answers', 'ip-address', '2001:db8::8a2e:370:7334'], ['MAC 00:1A:2B:3C:4D:5E', 'ip-address', '00:1A:2B:3C:4D:5E'], ['at 48.1374, 11.5755.', 'coordinates', '48.1374, 11.5755'],
    ['see https://example.org/a?b=c.', 'url', 'https://example.org/a?b=c'], ['mail max.muster+x@sub.example.co.uk!', 'email', 'max.muster+x@sub.example.co.uk'], ['max (at) example (dot) org', 'email', 'max (at) example (dot) org'], ['ask @lena_v now', 'username', '@lena_v'],
    ['key sk-ant-api03-abcdefghij1234567890', 'secret', 'sk-ant-api03-abcdefghij1234567890'], ['AKIAIOSFODNN7EXAMPLE', 'secret', 'AKIAIOSFODNN7EXAMPLE'], ['password: hunter2!x', 'secret', 'hunter2!x'],
    ['Tel. 089 1234567', 'phone', '089 1234567'], ['call +44 20 7946 0958', 'phone', '+44 20 7946 0958'], ['(555) 010-9999 is my number', 'phone', '(555) 010-9999'], ['01 42 68 53 00', 'phone', '01 42 68 53 00'],
  ])('%s', async (text, category, value) => {
    expect(await found(text)).toContainEqual([category, value])
  })
})

describe('dates, ages and amounts', () => {
  test.each(['12 July 1993', 'July 12, 1993', '12. Juli 1993', '1er mars 2020', '12 de julio de 1993', '12 luglio 1993', '12 juli 1993', '1993-07-12', '12/07/1993', '12.7.1993', '29 March and 10 April 1990', 'early July 1993', 'winter 2019', '2007-03-23 18:43:36'])('%s is one date', async (date) => {
    expect(await found(`seen on ${date}, then`)).toEqual([['date', date]])
  })

  test.each<[string, Category, string]>([
    ['born on 3 May 1961', 'birth-date', '3 May 1961'], ['geboren am 3.5.1961', 'birth-date', '3.5.1961'], ['née le 3 mai 1961', 'birth-date', '3 mai 1961'], ['a 47-year-old man', 'age', '47-year-old'], ['aged 47', 'age', '47'], ['der 47-jährige Kläger', 'age', '47-jährige'],
    ['paid EUR 15,812.50 in', 'amount', 'EUR 15,812.50'], ['about 2,000,000 Swedish kronor (SEK)', 'amount', '2,000,000 Swedish kronor (SEK)'], ['$3.5 million', 'amount', '$3.5 million'],
  ])('%s', async (text, category, value) => {
    expect(await found(text)).toContainEqual([category, value])
  })

  test('section numbers, versions and percentages are none', async () => {
    expect(await values('See section 3.2.1 of version 2.10, page 12, 40 % of 1,200 items under Article 6 § 1.')).toEqual([])
  })
})

describe('addresses of many countries, over one or several lines', () => {
  test.each([
    '221B Baker Street, London NW1 6XE', '1600 Pennsylvania Avenue NW, Washington, DC 20500', 'Hauptstraße 5, 80331 München', 'Am Markt 3, 28195 Bremen', '12 rue de la Paix, 75002 Paris', 'Calle Mayor 4, 28013 Madrid, España', 'Via Garibaldi 12, 20121 Milano, Italia',
    'Carry van Bruggenweg 77, 1069 AB Amsterdam', 'ul. Karpacka 69, 85-164 Bydgoszcz', 'P.O. Box 101, Springfield, IL 62701', '350 Fifth Avenue\nSuite 7710\nNew York, NY 10118\nUSA', 'PSC 7004, Box 8380\nAPO AP 11949', 'Storgatan 4, 111 22 Stockholm, Sweden',
  ])('%s', async (address) => {
    expect(await found(`Send it to ${address}.`)).toEqual([['address', address]])
  })

  test('in text without capitals', async () => {
    expect(await values('the office is at 21 114 rue sidi apt. 789, valverde de valdelacasa, swaziland 14385')).toEqual(['21 114 rue sidi apt. 789, valverde de valdelacasa, swaziland 14385'])
  })

  test('it ends where the sentence goes on', async () => {
    expect(await values('Meet me at 5 High Street, then we walk. The Road Traffic Act applies.')).toEqual(['5 High Street'])
  })
})

describe('people and organisations by form', () => {
  test.each<[string, Category, string]>([
    ['asked Mr Brown to', 'person', 'Mr Brown'], ['Dr. med. Lena Vogt kommt', 'person', 'Dr. med. Lena Vogt'], ['dass Frau Oldenburg zahlt', 'person', 'Frau Oldenburg'], ['by Mr J.M. Morenilla and', 'person', 'Mr J.M. Morenilla'], ['Mrs G. entered', 'person', 'Mrs G.'],
    ['My name is Andrew Arnoux and', 'person', 'Andrew Arnoux'], ['Ich heiße Jürgen Klopstock.', 'person', 'Jürgen Klopstock'], ['Regards,\nLena Vogt\n', 'person', 'Lena Vogt'], ['From: Lena Vogt <l@example.org>', 'person', 'Lena Vogt'], ['my name is kenjirou', 'person', 'kenjirou'],
    ['by Acme Widgets Ltd today', 'organisation', 'Acme Widgets Ltd'], ['die Müller Bau GmbH & Co. KG haftet', 'organisation', 'Müller Bau GmbH & Co. KG'], ['the Sinop Assize Court held', 'organisation', 'Sinop Assize Court'], ['University of Leeds said', 'organisation', 'University of Leeds'], ['a Turkish national', 'nationality', 'Turkish'],
  ])('%s', async (text, category, value) => {
    expect(await found(text)).toContainEqual([category, value])
  })

  test('a name that a title began may go on in the next line, but not behind a blank one or behind a closing', async () => {
    expect(await values('Mr Galip\nYalman came.')).toEqual(['Mr Galip\nYalman'])
    expect(await values('to Mr Brown\n\nPlease pay.')).toEqual(['Mr Brown'])
    expect(await values('Regards,\nLena Vogt\nHead of Sales')).toEqual(['Lena Vogt'])
  })

  test('roles and bodies without a name of their own stay readable', async () => {
    expect(await values('The Supreme Court, the Court of Appeal and the Receiving Party shall inform the Board, including but not limited to the District Court.')).toEqual([])
  })
})

describe('disguises that a reader sees through', () => {
  test.each([
    ['full width', 'ｌｅｎａ.ｖｏｇｔ@example.org'], ['zero-width characters', 'lena\u200b.vogt@exam\u2060ple.org'], ['letters of another script', 'lena.vоgt@example.org'], ['digits in words', 'phone four one five, five five five, zero one nine nine, six'], ['digits in German words', 'Telefon null acht neun eins zwei drei vier fünf sechs'],
    ['a soft hyphen in an IBAN', 'DE89\u00ad370400440532013000'], ['a URL’s escapes', 'lena%2Evogt%40example%2Eorg'],
  ])('%s', async (_name, text) => {
    expect((await values(text)).length).toBeGreaterThan(0)
  })

  test('spaced letters and line breaks in a name that is known', async () => {
    const { parts: [only] } = await redactTexts(['Mrs Margarethe Oldenburg. O l d e n b u r g, Olden-\nburg, Оldenburg.'])
    expect(only?.outgoing).toBe('[PERSON_1]. [PERSON_1], [PERSON_1], [PERSON_1].')
  })
})

describe('hostile text of 100 KB is read in linear time', () => {
  const size = 100_000
  test.each([
    ['letters', 'a'.repeat(size)], ['capitals', 'A'.repeat(size)], ['digits', '1'.repeat(size)], ['digits and spaces', '1 '.repeat(size / 2)], ['digits and hyphens', '1-'.repeat(size / 2)], ['dots', 'a.'.repeat(size / 2)], ['at signs', 'a@'.repeat(size / 2)],
    ['capital words', 'Aa '.repeat(size / 3)], ['initials', 'A. '.repeat(size / 3)], ['street words', '1 Street '.repeat(size / 9)], ['titles', 'Mr '.repeat(size / 3)], ['colons', '1:'.repeat(size / 2)], ['blanks', ' '.repeat(size)], ['new lines', '\n'.repeat(size)],
    ['hyphens', '-'.repeat(size)], ['commas', 'A, '.repeat(size / 3)], ['hex', 'a1'.repeat(size / 2)], ['spaced letters', 'a b '.repeat(size / 4)], ['digit words', 'one two '.repeat(size / 8)], ['slashes', '1/'.repeat(size / 2)], ['brackets', '[PERSON_'.repeat(size / 8)], ['zero width', '\u200b'.repeat(size)], ['escapes', '%41'.repeat(size / 3)], ['months', 'May 1 '.repeat(size / 6)],
  ])('%s', async (_name, text) => {
    const short = await cpuMs(text.slice(0, text.length / 4))
    const long = await cpuMs(text)
    // Four times the text may take four times as long, and as much again for noise; a quadratic pattern takes sixteen times as long.
    expect(long).toBeLessThan(Math.max(short * 9, 1500))
  }, 60_000)

  async function cpuMs(text: string): Promise<number> {
    const before = process.cpuUsage()
    await redactTexts([text])
    const { user } = process.cpuUsage(before)
    return user / 1000
  }
})
