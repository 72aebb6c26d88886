/** Wingdings check marks, as forms use them; the font's other signs are ornament. */
const wingdings: Readonly<Record<string, string>> = { A8: '☐', FE: '☒', FD: '☒', FC: '✓', FB: '✗', '6F': '☐', '78': '☒', E0: '→', DF: '←' }

/** What Symbol shows in place of letters, and its signs beyond ASCII that stand in texts. */
const symbolLetters = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ'
const symbolSigns: Readonly<Record<string, string>> = { A2: '′', A3: '≤', A5: '∞', AB: '↔', AC: '←', AD: '↑', AE: '→', AF: '↓', B0: '°', B1: '±', B2: '″', B3: '≥', B4: '×', B6: '∂', B7: '•', B8: '÷', B9: '≠', BA: '≡', BB: '≈', BC: '…', C6: '∅', C7: '∩', C8: '∪', CE: '∈', D0: '∠', D2: '®', D3: '©', D4: '™', D5: '∏', D6: '√', E5: '∑', F2: '∫' }

/** The text of a `w:sym` element: a character code in a named font; '' when it has no meaning outside that font. */
export function symbolText(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (!Number.isFinite(value)) return ''
  // Codes of symbol fonts are stored in the private-use block from F000 on.
  if (/^wingdings$/i.test(font)) return wingdings[(value & 0xff).toString(16).toUpperCase()] ?? ''
  if (/^symbol$/i.test(font)) return symbolCharacter(value & 0xff)
  return value < 0xd800 ? String.fromCharCode(value) : ''
}

function symbolCharacter(code: number): string {
  if (code >= 0x41 && code <= 0x7a) return symbolLetters[code - 0x41] ?? ''
  return code < 0x7f ? String.fromCharCode(code) : symbolSigns[code.toString(16).toUpperCase()] ?? ''
}
