import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recase } from '../../src-main/egress/redact/names/recase.ts'
import { refineNames } from '../../src-main/egress/redact/names/refine-names.ts'
import { longestWindow, windowsOf } from '../../src-main/egress/redact/names/windows.ts'

/** The text between ⟦ and ⟧ is what the model found. */
function refined(marked: string, label: string): { text: string; category: string }[] {
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  const text = marked.replace(/[⟦⟧]/g, '')
  return refineNames(text, [{ start, end, label, confidence: 0.9 }]).map((name) => ({ text: text.slice(name.start, name.end), category: name.category }))
}

describe('a name is masked whole', () => {
  test.each([
    ['the signature of A. ⟦Pastor Ridruejo⟧ is missing', 'PERSON', 'A. Pastor Ridruejo', 'person'],
    ['⟦Oldenburg⟧ signed; then Margarethe did', 'PERSON', 'Oldenburg', 'person'],
    ['Margarethe ⟦Oldenburg⟧ signed', 'PERSON', 'Margarethe Oldenburg', 'person'],
    ['for Mr ⟦Ahmet⟧ Kenan Er on Monday', 'PERSON', 'Ahmet Kenan Er', 'person'],
    ['the Court heard ⟦Clive⟧ Caballero Agreement', 'PERSON', 'Clive Caballero', 'person'],
    ['sent by C.-H. ⟦Ehrencrona⟧.', 'PERSON', 'C.-H. Ehrencrona', 'person'],
    ['members of ⟦Omega⟧-7 met', 'ORG', 'Omega-7', 'organisation'],
    ['it belongs to ⟦the Harbour Trust’s⟧ heirs', 'ORG', 'Harbour Trust', 'organisation'],
    ['she lives in ⟦the Hague,⟧ near the sea', 'GPE', 'the Hague', 'place'],
    ['the statement of ⟦W.K.⟧ was read', 'ORG', 'W.K.', 'person'],
    ['he left the ⟦U.S.⟧ in May', 'GPE', 'U.S.', 'place'],
    ['<excerpt ⟦from="2025-02-24⟧ Minutes">', 'DATE', '2025-02-24', 'date'],
    ['<note ⟦by="Jane Okafor⟧">', 'PERSON', 'Jane Okafor', 'person'],
  ])('%s', (marked, label, text, category) => {
    expect(refined(marked, label)).toEqual([{ text, category }])
  })
})

describe('what names nobody is left', () => {
  test.each([
    ['to ⟦the Receiving Party⟧ only', 'ORG'], ['by ⟦the Regional Court⟧ of appeal', 'ORG'], ['this ⟦Agreement⟧ ends', 'PRODUCT'], ['the ⟦Parties⟧ agree', 'PERSON'],
    ['she called ⟦last night⟧', 'TIME'], ['in ⟦the 1990s⟧', 'DATE'], ['within ⟦2 months⟧', 'DATE'], ['put at #⟦15⟧ there', 'MONEY'], ['section 39 of the ⟦2000⟧ Ordinance', 'DATE'], ['Articles ⟦44⟧ and 48', 'DATE'], ['the ⟦Housing Act 1988⟧ says', 'DATE'], ['v. Ramirez [⟦1974⟧] 418', 'DATE'],
    ['the Court of Appeal (⟦kammarrätten⟧) held', 'PERSON'], ['⟦20 percent⟧ of it', 'PERCENT'], ['a ⟦"⟧ sign', 'PERSON'],
  ])('%s', (marked, label) => {
    expect(refined(marked, label)).toEqual([])
  })
})

describe('what stands beside a name and tells as much is masked with it', () => {
  test.each([
    ['the ⟦Kraków Regional Court⟧ (Sąd Okręgowy) held', 'ORG', ['Kraków Regional Court', 'Sąd Okręgowy']],
    ['the ⟦Harbour Party⟧ (“HADEP”) won', 'ORG', ['Harbour Party', 'HADEP']],
    ['the ⟦Harbour Party⟧ (the “Party”) won', 'ORG', ['Harbour Party']],
    ['at ⟦Atasam⟧ special hospital in', 'ORG', ['Atasam special hospital']],
    ['by the ⟦British⟧ authorities', 'NORP', ['British authorities']],
    ['⟦Helen Földesy⟧, the surgical technologist, said', 'PERSON', ['Helen Földesy', 'surgical technologist']],
    ['the Anti-Terrorist Branch of the ⟦Istanbul Security Headquarters⟧ held', 'ORG', ['Anti-Terrorist Branch of the Istanbul Security Headquarters']],
    ['⟦Business Monitor International⟧ paid', 'ORG', ['Business Monitor International']],
    ['then ⟦Olga⟧, a nurse, left', 'PERSON', ['Olga']],
    ['⟦Olga⟧ worked as a dental nurse at', 'PERSON', ['Olga', 'dental nurse']],
    ['heard ⟦Olga⟧; the applicant, an anaesthesiologist, was', 'PERSON', ['Olga', 'anaesthesiologist']],
    ['⟦Olga⟧, who is a taxi driver by profession, came', 'PERSON', ['Olga', 'taxi driver']],
    ['⟦Olga⟧ left his two sisters and twenty-one other persons behind', 'PERSON', ['Olga', 'his two sisters', 'twenty-one other persons']],
    ['⟦Olga⟧ had a daughter M., born in Bonn. M. left; see annex M.', 'PERSON', ['Olga', 'M', 'M', 'M']],
    ['⟦Olga⟧ met Mr X and M. Dupont, the son J.K. and annex M.', 'PERSON', ['Olga', 'X']],
    ['the family home in ⟦Patrickswell⟧ was', 'GPE', ['family home in Patrickswell']],
    ['⟦Helen Földesy⟧, the applicant, said', 'PERSON', ['Helen Földesy']],
    ['heard ⟦W.K.⟧ and later W.K was', 'PERSON', ['W.K.', 'W.K']],
    ['Dear all,\n\n⟦Anna Reid⟧\nBooth cashier\nNorthern Reflections\n12 Quay St\nHolum 2031\n\nThank you.', 'PERSON', ['Anna Reid', 'Booth cashier', 'Northern Reflections', '12 Quay St', 'Holum 2031']],
    ['⟦Anna Reid\nBooth⟧ cashier\nNorthern Reflections\n12 Quay St\nHolum 2031', 'PERSON', ['Anna Reid', 'Booth', 'Booth cashier', 'Northern Reflections', '12 Quay St', 'Holum 2031']],
    ['to Ms ⟦Anna\nReid⟧ at home', 'PERSON', ['Anna\nReid']],
    ['⟦Anna Reid⟧\nShe signed the lease on her own.\nHolum 2031', 'PERSON', ['Anna Reid']],
  ])('%s', (marked, label, texts) => {
    expect(refined(marked, label).map(({ text }) => text)).toEqual(texts)
  })

  test('and a date without its year with the one that has it', () => {
    const text = 'on 14 May and 16 August 1999, on 3 June 2000 and 4 June 2001'
    const dates = ['14 May', '16 August 1999', '3 June 2000', '4 June 2001'].map((date) => ({ start: text.indexOf(date), end: text.indexOf(date) + date.length, label: 'DATE', confidence: 0.9 }))
    expect(refineNames(text, dates).map(({ start, end }) => text.slice(start, end))).toEqual(['14 May and 16 August 1999', '3 June 2000', '4 June 2001'])
  })
})

describe('how long and how many', () => {
  const record = 'He was born on 3 May 1961. On 4 June 1999 he was fined. On 12/11/2001 he appealed. '
  const found = (text: string, label: string, words: string): string[] =>
    refineNames(text, [{ start: text.indexOf(words), end: text.indexOf(words) + words.length, label, confidence: 0.9 }]).map(({ start, end }) => text.slice(start, end))

  test.each([['CARDINAL', 'thirteen', 'there were thirteen public hearings', 'thirteen public hearings'], ['DATE', 'two weeks', 'he was held for two weeks there', 'two weeks'], ['PERCENT', '40%', 'he paid 40% of it', '40%']])(
    'are masked in a record of events: %s %s', (label, words, sentence, expected) => {
      expect(found(record + sentence, label, words)).toEqual([expected])
      expect(found(sentence, label, words)).toEqual([])
    })

  test('but not the numbers of laws', () => {
    expect(found(`${record}He relied on Articles 44 and others.`, 'CARDINAL', '44')).toEqual([])
  })
})

describe('in another language than the model\'s', () => {
  const german = (marked: string, label = 'PERSON'): string[] =>
    refined(`Die Vermieterin hat der Mieterin die Wohnung zum Ende des Monats gekündigt, weil sie nicht gezahlt hat. ${marked}`, label).map(({ text }) => text)

  test('nouns and openings of sentences are no names, though they have capitals', () => {
    expect(german('Die ⟦Kündigung⟧ ist wirksam.')).toEqual([])
    expect(german('Am Montag war die ⟦Gerichtsverhandlung Oldenburg⟧ zu Ende.')).toEqual(['Oldenburg'])
    expect(german('⟦Dann Margarethe von Oldenburg⟧ zog aus.')).toEqual(['Margarethe von Oldenburg'])
    expect(german('und die ⟦meisten⟧ gingen', 'ORG')).toEqual([])
  })

  test.each([
    ['Son avocat soutient que le contrat a été rompu par la société Carrefour Habitat de Marseille sans préavis.', ['Carrefour Habitat de Marseille']],
    ['La audiencia se celebrará en Sevilla el 14 de febrero ante la jueza María Fernández, que no ha dicho nada.', ['Sevilla', 'María Fernández']],
    ['La signora Giulia Rossetti, residente a Bologna in via Garibaldi, ha chiesto il rimborso della caparra.', ['Giulia Rossetti', 'Bologna', 'Garibaldi']],
    ['De borg moet volgens de rechtbank in Utrecht worden terugbetaald aan mevrouw Saskia van der Meer en haar man.', ['Utrecht', 'Saskia van der Meer']],
  ])('a capital inside a sentence makes a name: %s', (text, expected) => {
    expect(refineNames(text, []).map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })

  test('a few foreign words in an English paragraph change nothing', () => {
    expect(refined('Please send the letter to my address at Rue de la Paix and not to the ⟦Verein⟧, which is of no use.', 'ORG').map(({ text }) => text)).toEqual(['Verein'])
  })
})

describe('times that tell something', () => {
  test.each([
    ['on ⟦3 March 2021⟧ at', 'DATE', '3 March 2021', 'date'], ['every ⟦Tuesday⟧ at noon', 'DATE', 'Tuesday', 'date'], ['a ⟦sixteen-year-old⟧ boy', 'DATE', 'sixteen-year-old', 'age'],
    ['then ⟦fifteen years⟧ old', 'DATE', 'fifteen years', 'age'], ['sentenced to ⟦four years⟧’ imprisonment', 'DATE', 'four years’ imprisonment', 'date'], ['at ⟦9.30 a.m.⟧ sharp', 'TIME', '9.30 a.m.', 'date'],
  ])('%s', (marked, label, text, category) => {
    expect(refined(marked, label)).toEqual([{ text, category }])
  })
})

describe('a text without capitals', () => {
  test('gets them where a name may be, and nowhere else', () => {
    expect(recase('please send the money to carlos mendoza in toledo')).toBe('please send the money to Carlos Mendoza in Toledo')
  })

  test('written in capitals alone loses them', () => {
    expect(recase('Please call WILHELMINA about the REPORT of the FBI')).toBe('Please call Wilhelmina about the report of the FBI')
  })

  test('keeps small what ends as no name does', () => {
    expect(recase('whether unenforceable or invalidated by liquidation of brightwater')).toBe('whether unenforceable or invalidated by liquidation of Brightwater')
  })

  test('is told apart paragraph by paragraph', () => {
    expect(recase('Regards, Anna\n\nthank you yusuf')).toBe('Regards, Anna\n\nthank you Yusuf')
  })

  test('keeps its length, so that what is found stands where it stood', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ß', 'İ', 'ŉ', 'ﬁ', 'K', 'É', ' ', '\n', '𝒜') }), (text) => {
      expect(recase(text)?.length ?? text.length).toBe(text.length)
    }))
  })

  test('as most are written, is not looked at twice', () => {
    expect(recase('The tenant pays Anna on Monday.')).toBeNull()
  })
})

describe('windows', () => {
  const texts = fc.string({ unit: fc.constantFrom('word ', 'x'.repeat(300), '\n', '\n\n', '. ', '😀'.repeat(70)), maxLength: 400 })

  test('cover every text from its first letter to its last, and none is too long', () => {
    fc.assert(fc.property(texts, (text) => {
      const windows = windowsOf(text)
      expect(windows[0]?.start).toBe(0)
      expect(windows.at(-1)?.end).toBe(text.length)
      for (const [at, { start, end }] of windows.entries()) {
        expect(end - start).toBeLessThanOrEqual(longestWindow)
        const next = windows[at + 1]
        expect(next === undefined || (next.start > start && next.start <= end)).toBe(true)
      }
    }))
  })

  test('never part the halves of a character', () => {
    fc.assert(fc.property(texts, (text) => {
      for (const { start, end } of windowsOf(text)) expect(text.slice(start, end).isWellFormed()).toBe(true)
    }))
  })
})
