import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spokenText } from '../../src-renderer/features/conversation/answer-text.ts'
import { readMarkdown, settledPart, wordsOf, type Block } from '../../src-renderer/features/conversation/markdown.ts'

const reply = '## Deposit\nThe **deposit** is *due*; 3*4*5 = 60.\n\n- **Rent**: `1,200`\n  - monthly\n\n1. First\n2. Second\n\n| Party | Sum |\n|---|---:|\n| Tenant | 300 |\n\n> as agreed\n\nDone.'
const kinds = (blocks: readonly Block[]): string[] => blocks.map(({ kind }) => kind)
const shown = (text: string): string => wordsOf(readMarkdown(text)).map((words) => words.text).join('')
const pieces = fc.array(fc.constantFrom('**', '*', '`', '# ', '- ', '1. ', '| a | b |', '|---|---|', '\n', '\n\n', ' ', 'word', '2', '[1]', '<b>', '![x](http://x.example)', '> ', '~~', '_', '\\'), { maxLength: 40 }).map((parts) => parts.join(''))

describe('the Markdown of a reply', () => {
  it('is read into headings, paragraphs, lists, tables and quotations', () => {
    expect(kinds(readMarkdown(reply))).toEqual(['heading', 'paragraph', 'list', 'list', 'table', 'quote', 'paragraph'])
  })

  it('keeps where every word stands in the reply', () => {
    for (const { text, start } of wordsOf(readMarkdown(reply))) expect(reply.slice(start, start + text.length)).toBe(text)
  })

  it('leaves HTML, struck-out words and rules of dashes under a line as the text that they are', () => {
    expect(shown('<b onclick="x()">a</b> ~~gone~~')).toBe('<b onclick="x()">a</b> ~~gone~~')
    expect(kinds(readMarkdown('<script>alert(1)</script>\n\nText\n---'))).toEqual(['paragraph', 'paragraph', 'rule'])
  })

  it('shows the address of a link or a picture beside its words, and neither leads anywhere', () => {
    expect(shown('[here](https://x.example/a) ![chart](https://x.example/b.png)')).toBe('here (https://x.example/a) chart (https://x.example/b.png)')
  })

  it('loses no word of any text, and never fails', () => {
    fc.assert(fc.property(pieces, (text) => {
      expect(shown(text).match(/word/g)?.length ?? 0).toBe(text.match(/word/g)?.length ?? 0)
    }))
  })

  it('looks the same with every letter that is added to it, but for what is added', () => {
    let before: string[] = []
    for (let length = 1; length <= reply.length; length++) {
      const now = kinds(readMarkdown(settledPart(reply.slice(0, length))))
      expect(now.slice(0, before.length), reply.slice(0, length)).toEqual(before.slice(0, now.length))
      expect(wordsOf(readMarkdown(settledPart(reply.slice(0, length)))).map(({ text }) => text).join('')).not.toMatch(/\*\*|`|#|\|/)
      before = now
    }
    expect(settledPart(reply)).toBe(reply)
  })

  it('is said aloud without its signs', () => {
    expect(spokenText('## Due\n- **Rent**: `1` [1]\n| a | b |\n|---|---|')).toBe('Due\nRent: 1\n a b')
  })
})
