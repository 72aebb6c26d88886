/** Wingdings check marks, as forms use them, and what stands before the items of lists; the font's other signs are ornament. */
const wingdings: Readonly<Record<string, string>> = {
  A8: '☐', FE: '☒', FD: '☒', FC: '✓', FB: '✗', '6F': '☐', '78': '☒', E0: '→', DF: '←', E8: '➔', F0: '⇨', F3: '⇔', '4A': '☺', '4C': '☹', '28': '☎', '2A': '✉', '46': '☞',
  '6C': '●', '6E': '■', '71': '❑', '75': '◆', '76': '❖', '9F': '•', A7: '▪', D8: '➢', '8C': '①', '8D': '②', '8E': '③', '8F': '④',
}
/** Wingdings 2 has the check marks at other places. */
const wingdings2: Readonly<Record<string, string>> = { '50': '✓', '4F': '✗', '52': '☑', '51': '☒', '53': '☒', '54': '☒', '55': '✗', '2A': '☐', A3: '☐', '95': '•', '96': '●', '97': '●' }

/** What Symbol shows in place of letters, and its signs beyond ASCII that stand in texts. */
const symbolLetters = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ'
const symbolSigns: Readonly<Record<string, string>> = {
  '22': '∀', '24': '∃', '27': '∋', '2A': '∗', '2D': '−', '40': '≅', '7E': '∼', A0: '€', A1: 'ϒ', A2: '′', A3: '≤', A4: '⁄', A5: '∞', A6: 'ƒ', A7: '♣', A8: '♦', A9: '♥', AA: '♠', AB: '↔', AC: '←', AD: '↑', AE: '→', AF: '↓',
  B0: '°', B1: '±', B2: '″', B3: '≥', B4: '×', B5: '∝', B6: '∂', B7: '•', B8: '÷', B9: '≠', BA: '≡', BB: '≈', BC: '…', BF: '↵', C0: 'ℵ', C1: 'ℑ', C2: 'ℜ', C3: '℘', C4: '⊗', C5: '⊕', C6: '∅', C7: '∩', C8: '∪', C9: '⊃', CA: '⊇', CB: '⊄',
  CC: '⊂', CD: '⊆', CE: '∈', CF: '∉', D0: '∠', D1: '∇', D2: '®', D3: '©', D4: '™', D5: '∏', D6: '√', D7: '⋅', D8: '¬', D9: '∧', DA: '∨', DB: '⇔', DC: '⇐', DD: '⇑', DE: '⇒', DF: '⇓', E0: '◊', E1: '⟨', E2: '®', E3: '©', E4: '™', E5: '∑',
  F1: '⟩', F2: '∫',
}

/** The text of a `w:sym` element: a character code in a named font; '' when it has no meaning outside that font. */
export function symbolText(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (!Number.isFinite(value)) return ''
  // Codes of symbol fonts are stored in the private-use block from F000 on.
  const own = (value & 0xff).toString(16).toUpperCase()
  if (/^wingdings$/i.test(font)) return wingdings[own] ?? ''
  if (/^wingdings 2$/i.test(font)) return wingdings2[own] ?? ''
  if (/^(?:symbol|standardsymbols?(?:l|ps))$/i.test(font)) return symbolCharacter(value & 0xff)
  return value < 0xd800 ? String.fromCharCode(value) : ''
}

/** What a private code (F000 to F0FF) stands for in the font that it is shown in; a bullet or '' where that is not known. */
export function privateText(font: string, code: number): string {
  const text = /^(?:wingdings|symbol)/i.test(font) ? symbolText(font, code.toString(16)) : ''
  return text !== '' || (code & 0xff) !== 0xb7 ? text : '•'
}

function symbolCharacter(code: number): string {
  if (code >= 0x41 && code <= 0x7a) return symbolLetters[code - 0x41] ?? ''
  return symbolSigns[code.toString(16).toUpperCase()] ?? (code < 0x7f ? String.fromCharCode(code) : '')
}
