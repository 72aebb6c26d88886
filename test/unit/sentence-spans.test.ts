import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentenceSpans } from '../../src-main/ingest/sentence-spans.ts'

const sentences = (text: string): string[] => sentenceSpans(text).map(({ start, end }) => text.slice(start, end))

describe('sentences end where a reader would end them', () => {
  test.each<[string, string[]]>([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    ['Mr. Smith met Dr. Jones on Jan. 5, 2020. They spoke.', ['Mr. Smith met Dr. Jones on Jan. 5, 2020.', 'They spoke.']],
    ['See Art. 6 para. 2 and No. 12345/99. The Court agreed.', ['See Art. 6 para. 2 and No. 12345/99.', 'The Court agreed.']],
    ['J. R. R. Tolkien wrote it. It sold well.', ['J. R. R. Tolkien wrote it.', 'It sold well.']],
    ['He moved to the U.S. The Senate met.', ['He moved to the U.S.', 'The Senate met.']],
    ['The U.S. Senate met at 5 p.m. on Monday.', ['The U.S. Senate met at 5 p.m. on Monday.']],
    ['Acme Inc. and Beta Ltd. signed. Done.', ['Acme Inc. and Beta Ltd. signed.', 'Done.']],
    ['It costs 3.50 EUR, e.g. in Bonn. Fine.', ['It costs 3.50 EUR, e.g. in Bonn.', 'Fine.']],
    ['This was in 2010. The rest followed.', ['This was in 2010.', 'The rest followed.']],
    ['“Why?” he asked. “Because.” She left.', ['“Why?” he asked.', '“Because.”', 'She left.']],
    ['It ends here.12 Next one starts.', ['It ends here.12', 'Next one starts.']],
    ['Das gilt z. B. am 3. Mai und im 19. Jahrhundert. Gut.', ['Das gilt z. B. am 3. Mai und im 19. Jahrhundert.', 'Gut.']],
    ['Nach § 5 Abs. 2 Nr. 3 ist er frei. Er zahlt nicht.', ['Nach § 5 Abs. 2 Nr. 3 ist er frei.', 'Er zahlt nicht.']],
    ['Das Urteil vom 29. 10. 1987 gilt. Siehe Ziff. 2 und Abb. 4 der 3. Aufl. von 2001.', ['Das Urteil vom 29. 10. 1987 gilt.', 'Siehe Ziff. 2 und Abb. 4 der 3. Aufl. von 2001.']],
    ['He said no. The court agreed.', ['He said no.', 'The court agreed.']],
    ['I. THE FACTS WERE THESE. A. The parties.', ['I. THE FACTS WERE THESE.', 'A. The parties.']],
    ['これは文です。次の文です！', ['これは文です。', '次の文です！']],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })
})

describe('the lay-out of a page is respected', () => {
  test('a line break inside a paragraph does not end a sentence', () => {
    expect(sentences('The parties agree that the\nrent is due on the first. It is\npaid in cash.')).toEqual(['The parties agree that the\nrent is due on the first.', 'It is\npaid in cash.'])
  })

  test('a clause whose number is set off by a tab goes on over its lines', () => {
    expect(sentences('3.4\tWithin 30 days after the end the Agent returns the deposit\nto the Tenant in full.\n(a)\tIt may be sent to any place that the Tenant has named in\nwriting.')).toEqual([
      '3.4\tWithin 30 days after the end the Agent returns the deposit\nto the Tenant in full.', '(a)\tIt may be sent to any place that the Tenant has named in\nwriting.',
    ])
  })

  test('headings, list items and table rows stand alone', () => {
    const text = '1. Scope\nThis agreement covers everything that the parties do\ntogether in the year.\n• First item\n• Second item that goes\non here\nName\tAmount\nRent\t900'
    expect(sentences(text)).toEqual([
      '1. Scope', 'This agreement covers everything that the parties do\ntogether in the year.', '• First item', '• Second item that goes\non here', 'Name\tAmount', 'Rent\t900',
    ])
  })

  test('an empty line always ends a sentence', () => {
    expect(sentences('no stop here\n\nand a new paragraph')).toEqual(['no stop here', 'and a new paragraph'])
  })

  test('dot leaders are not sentence ends', () => {
    expect(sentences('Introduction . . . . . . 12')).toEqual(['Introduction . . . . . . 12'])
  })
})

const anyText = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('. ', '\n', '\n\n', '\t', ' ', 'Mr. ', '5. ', 'No. 7', '。', '"', ')', '• ', 'The ', 'word ')), { maxLength: 60 }).map((parts) => parts.join(''))

test('whatever the text, spans are in order, apart, trimmed, and hold everything that is not white space', () => {
  fc.assert(fc.property(anyText, (text) => {
    let end = 0
    let held = ''
    for (const span of sentenceSpans(text)) {
      expect(span.start).toBeGreaterThanOrEqual(end)
      expect(span.end).toBeGreaterThan(span.start)
      const sentence = text.slice(span.start, span.end)
      expect(sentence.trim()).toBe(sentence)
      held += sentence
      end = span.end
    }
    expect(held.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  }), { numRuns: 500 })
})

test('a long page without a single stop is split in linear time', () => {
  const begun = performance.now()
  expect(sentenceSpans('row of words\there\n'.repeat(20_000))).toHaveLength(20_000)
  expect(performance.now() - begun).toBeLessThan(2_000)
})
