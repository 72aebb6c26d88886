import { describe, expect, test } from 'vitest'
import { judgeText, readsAsWords } from '../../src-main/ingest/parse/pdf/judge-text-layer.ts'
import { symbolCharacter } from '../../src-main/ingest/parse/pdf/symbol-character.ts'

const shift = (text: string, by: number): string => text.replace(/[a-z]/gi, (letter) => String.fromCharCode(((letter.toLowerCase().charCodeAt(0) - 97 + by) % 26) + 97))
const prose = 'The landlord may end the lease with three months notice if the rent has not been paid for two months in a row, and the tenant was warned in writing. The notice must name the reason and reach the tenant before the third working day.'

describe('a text layer is told from signs that stand for glyphs alone', () => {
  test.each([
    ['prose', prose],
    ['a table that says the same words in every row', Array.from({ length: 60 }, (_, i) => `${i} years\t${i * 31_337 % 9_999}`).join('\n')],
    ['names and codes of a chart', Array.from({ length: 40 }, (_, i) => `MMLU-Pro (Pass@${i})\tGPQA\tAux-Loss-Based`).join('\n')],
    ['a form with its answers blotted out', 'Named insured XXXXXXXXXXXX Policy number XXXXXXXX Address XXXXXXXXXXXXX XXXXXXX Effective date XXXXXXX Agent XXXXXXXX Coverage XXXXXXXX'],
    ['a short text', 'Gxyz qwv'],
  ])('%s is text', (_name, text) => {
    expect(judgeText(text)).toBe(1)
  })

  test.each([1, 3, 5, 9, 11, 13, 17, 19, 23])('letters moved by %i are not', (by) => {
    expect(judgeText(shift(prose, by))).toBe(0)
  })
})

describe('letters that a font does not vouch for are believed where they make up words', () => {
  test.each([
    ['English', 'Ideology as ritual, by A. Lyon'], ['Czech', 'Uvolnění vinkulace, výbava na přání'], ['Japanese', 'メニューの「スタート」からソフトを削除します'],
    ['Russian', 'Договор о найме жилого помещения'],
  ])('%s', (_name, text) => {
    expect(readsAsWords(text)).toBe(true)
  })

  test.each([['moved into signs', "'(6&5,37,21 /,1(83"], ['another alphabet', 'ɍɝɥɨɜɚɹ ɲɥɢɮɨɜɚɥɶɧɚɹ'], ['many scripts', 'ԔϸЇΰÎߙΨϣķgϙʆϢi'], ['one word', ';LEXWERMRXIVZEP#'], ['nothing', '']])('not where they are %s', (_name, text) => {
    expect(readsAsWords(text)).toBe(false)
  })
})

test('private codes of fonts of signs become the signs', () => {
  expect([0xf061, 0xf0a3, 0xf0b7].map((code) => symbolCharacter(code, 'ABCDEF+SymbolMT'))).toEqual(['α', '≤', '•'])
  expect([0xf0fc, 0xf06c].map((code) => symbolCharacter(code, 'Wingdings-Regular'))).toEqual(['✓', expect.stringMatching(/^[•●]$/)])
  expect([0xf06e, 0xf8eb, 0xe000].map((code) => symbolCharacter(code, 'OpenSymbol'))).toEqual(['•', '⎛', null])
})
