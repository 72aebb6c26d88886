import { describe, expect, test } from 'vitest'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { decodeText } from '../../src-main/ingest/parse/decode-text.ts'

/** Encodes with what TextDecoder knows of an encoding, turned round: one byte, or two from 0x81 on. */
function encode(text: string, encoding: string): Uint8Array {
  const codes = new Map<string, number[]>()
  const add = (...bytes: number[]): void => {
    const sign = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
    if (!codes.has(sign)) codes.set(sign, bytes)
  }
  for (let byte = 0; byte < 256; byte++) add(byte)
  if (/jis|euc|gb|big5/.test(encoding)) for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail)
  return Uint8Array.from([...text].flatMap((sign) => codes.get(sign) ?? [0x3f]))
}

const lease = {
  german: 'Die Größe der Wohnung beträgt 84 Meter, die Übergabe ist am 3. März; Schlüssel für Straße und Haustür.', french: 'Le bail prend fin à l’été ; le loyer a été payé. Où sont les clés ? Le dépôt de garantie est rendu.',
  polish: 'Umowa najmu wygasa w maju, a najemca musi się wyprowadzić. Proszę zwrócić klucze; kaucja wynosi tysiąc złotych.', russian: 'Договор аренды заканчивается в мае, и арендатор должен выехать. Залог составляет тысячу рублей.',
  greek: 'Η μίσθωση λήγει τον Μάιο και ο ενοικιαστής πρέπει να φύγει από το σπίτι.', turkish: 'Kira sözleşmesi mayıs ayında sona eriyor ve kiracı çıkmalıdır. Şirketin ödemesi gereken ücret yüz liradır.',
  hebrew: 'חוזה השכירות מסתיים בחודש מאי והדייר חייב לעזוב את הדירה.', arabic: 'ينتهي عقد الإيجار في مايو ويجب على المستأجر المغادرة وتسليم المفاتيح.', thai: 'สัญญาเช่าสิ้นสุดในเดือนพฤษภาคมและผู้เช่าต้องย้ายออก',
  japanese: '名前,年齢,住所\n佐藤太郎,30,東京\n三木英子,25,大阪', chinese: '租赁合同于五月终止,租户必须离开并交还钥匙。押金为一千元。', korean: '임대차 계약은 오월에 종료되며 임차인은 퇴거해야 합니다.', traditional: '租賃合同於五月終止,租戶必須離開並交還鑰匙。',
}

describe('text in an encoding that the file does not name is read', () => {
  test.each<[keyof typeof lease, string]>([
    ['german', 'windows-1252'], ['german', 'macintosh'], ['french', 'windows-1252'], ['french', 'macintosh'], ['polish', 'windows-1250'], ['polish', 'iso-8859-2'],
    ['russian', 'windows-1251'], ['russian', 'koi8-r'], ['russian', 'iso-8859-5'], ['russian', 'ibm866'], ['russian', 'x-mac-cyrillic'], ['greek', 'windows-1253'], ['turkish', 'windows-1254'], ['hebrew', 'windows-1255'],
    ['arabic', 'windows-1256'], ['thai', 'windows-874'], ['japanese', 'shift_jis'], ['japanese', 'euc-jp'], ['chinese', 'gbk'], ['traditional', 'big5'], ['korean', 'euc-kr'],
  ])('%s in %s', (language, encoding) => {
    const decoded = decodeText(encode(lease[language], encoding))
    expect([decoded.text, decoded.certain, decoded.replaced]).toEqual([lease[language], false, 0])
  })

  test('wide encodings, with their mark and without', () => {
    const le = Buffer.from(lease.german, 'utf16le')
    const quads = Buffer.alloc(lease.russian.length * 4)
    for (const [i, sign] of [...lease.russian].entries()) quads.writeUInt32BE(sign.codePointAt(0) ?? 0, i * 4)
    expect(decodeText(le).text).toBe(lease.german)
    expect(decodeText(Buffer.from(le).swap16()).text).toBe(lease.german)
    expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lease.korean, 'utf16le')])).text).toBe(lease.korean)
    expect(decodeText(quads)).toMatchObject({ text: lease.russian, encoding: 'utf-32be' })
  })

  test.each(['russian', 'greek', 'chinese', 'arabic', 'korean', 'japanese'] as const)('UTF-16 without a mark in %s', (language) => {
    const text = `${lease[language]}\n\n${lease[language]} 12`
    const le = Buffer.from(text, 'utf16le')
    expect([decodeText(le).text, decodeText(Buffer.from(le).swap16()).text, sniffFormat(le, '.txt')]).toEqual([text, text, 'text'])
  })

  test('western languages in one text', () => {
    const text = 'Die schöne Frau. L’été était très chaud. El niño comió paella con ñoquis: ¡qué rico! Kvinnan åt köttbullar. O João pagou, está ótimo. 25,75 €.'
    expect(decodeText(encode(text, 'windows-1252')).text).toBe(text)
  })

  test('a page that calls itself UTF-8 and is none', () => {
    expect(decodeText(encode(lease.arabic, 'windows-1256'), 'utf-8').text).toBe(lease.arabic)
  })

  test('Japanese that switches by escape sequences', () => {
    expect(decodeText(Buffer.from('Subject\n\u001B$B$3$s$K$A$O\u001B(B.', 'latin1')).text).toBe('Subject\nこんにちは.')
  })

  test('a short table in UTF-16 without a mark', () => {
    expect(decodeText(Buffer.from('a\tb\nü\t2\n', 'utf16le')).text).toBe('a\tb\nü\t2\n')
  })

  test('pages of DOS, by their looks and by their names', () => {
    const dos = Buffer.from('Die Gr\x94\xe1e der Wohnung betr\x84gt 84 Meter, die \x9abergabe ist am 3. M\x84rz; Schl\x81ssel.', 'latin1')
    const german = 'Die Größe der Wohnung beträgt 84 Meter, die Übergabe ist am 3. März; Schlüssel.'
    expect([decodeText(dos), decodeText(dos, 'ibm437').text]).toMatchObject([{ text: german, certain: false }, german])
    expect(decodeText(Buffer.from('Umowa najmu wygasa w maju, a najemca musi si\xa9 wyprowadzi\x86. Prosz\xa9 zwr\xa2ci\x86 klucze; kaucja wynosi tysi\xa5c z\x88otych.', 'latin1')).text).toBe(lease.polish)
  })

  test('a damaged character costs that character, and not the encoding of all others', () => {
    const bytes = Buffer.concat([...Array.from({ length: 4 }, () => encode(lease.japanese, 'shift_jis')), Buffer.from([0xff]), encode('\n東京', 'shift_jis')])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'shift_jis', replaced: 1 })
  })

  test('UTF-8 from which a program took every byte that it did not know stays UTF-8', () => {
    const bytes = Buffer.from('賃貸借契約は三月末日をもって終了いたします。部屋の鍵を月末までにお返しください。よろしくお願いいたします。').map((byte) => ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte) ? 0x3f : byte))
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', text: expect.stringContaining('終了') })
  })

  test('a few bad bytes in UTF-8 leave it UTF-8, and are counted', () => {
    expect(decodeText(Buffer.concat([Buffer.from(lease.german), Buffer.from([0xff])]))).toMatchObject({ encoding: 'utf-8', replaced: 1 })
  })
})
