import { describe, expect, test } from 'vitest'
import { documentLanguage } from '../../src-main/ingest/parse/document-language.ts'

describe('the language of a document is told from a sentence or two', () => {
  test.each([
    ['en', 'The lease ends in May and the tenant must leave the flat.'], ['de', 'Der Mietvertrag endet im Mai und der Mieter muss ausziehen.'], ['fr', 'Le bail prend fin en mai et le locataire doit quitter les lieux.'],
    ['es', 'El contrato de alquiler termina en mayo y el inquilino debe marcharse'], ['it', 'Il contratto di locazione scade a maggio e il conduttore deve andarsene'], ['pt', 'O contrato de arrendamento termina em maio e o inquilino deve sair'],
    ['nl', 'De huurovereenkomst eindigt in mei en de huurder moet vertrekken'], ['sv', 'Hyresavtalet upphör i maj och hyresgästen måste flytta ut'], ['da', 'Lejekontrakten udløber i maj, og lejeren skal flytte ud af boligen'],
    ['pl', 'Umowa najmu wygasa w maju i najemca musi się wyprowadzić'], ['cs', 'Nájemní smlouva končí v květnu a nájemce se musí vystěhovat'], ['tr', 'Kira sözleşmesi mayıs ayında sona eriyor ve kiracı çıkmalıdır'],
    ['ru', 'Договор аренды заканчивается в мае и арендатор должен выехать'], ['uk', 'Договір оренди закінчується у травні, і орендар має виїхати'], ['el', 'Η μίσθωση λήγει τον Μάιο και ο ενοικιαστής πρέπει να φύγει'],
    ['ar', 'اسمي سلطان انا من ولاية كارولينا الشمال في امريكا'], ['fa', 'قرارداد اجاره در ماه مه به پایان می‌رسد و مستاجر باید برود'], ['he', 'שלום עולם זה מסמך בעברית על חוזה השכירות של הדירה'],
    ['zh', '合同于五月终止,租户必须离开。'], ['ja', '賃貸契約は五月に終了します。退去してください。'], ['ko', '임대차 계약은 오월에 종료되며 임차인은 퇴거해야 합니다'],
  ])('%s', async (language, text) => {
    expect(await documentLanguage([{ text }])).toBe(language)
  })

  test.each([
    ['a table of figures', 'Name | Amount | Total\n'.repeat(3) + 'Widget alpha | Widget beta | Gadget gamma | Sprocket delta\n'.repeat(4)],
    ['headings without sentences', 'Section One\n\nParagraph\n\nSubsection\n\nParagraph Level\n\nSection Two\n\nParagraph'],
    ['a program', '```\nimport sys\nfor item in list(range(10)): print(item, sum, total)\n```\nint main(int argc, const char *argv[]) { return strlen(argv[0]) + offset_of(value); }'],
    ['mark-up', '<doctag><section_header_level_1><loc_109><loc_79></section_header_level_1><text><loc_1><loc_2></text></doctag> '.repeat(6)],
  ])('%s has none', async (_name, text) => {
    expect(await documentLanguage([{ text }])).toBeNull()
  })

  test('a short message has the language of what it says, not of its addresses and names', async () => {
    expect(await documentLanguage([{ text: 'From: Jørn Støylen <jorn@example.no>\nTo: Åse Ødegård <ase@example.no>\nDate: Fri, 30 Oct 2009 20:07:42 +0100\nSubject: Notice\n\nPlease find the notice of the landlord attached to this message.' }])).toBe('en')
  })

  test('too little text has none', async () => {
    expect(await documentLanguage([{ text: 'Invoice 12345' }])).toBeNull()
    expect(await documentLanguage([])).toBeNull()
  })

  test('most of the document decides, not its first page', async () => {
    const german = { text: 'Der Mieter hat die Wohnung in dem Zustand zurückzugeben, in dem sie sich bei Beginn des Mietverhältnisses befand. '.repeat(10) }
    expect(await documentLanguage([{ text: 'Cover sheet of the archive for the year and its files' }, ...Array.from({ length: 20 }, () => german)])).toBe('de')
  })
})
