/** Wingdings check marks, as forms use them; the font's other signs are ornament. */
const wingdings: Readonly<Record<string, string>> = { A8: '☐', FE: '☒', FD: '☒', FC: '✓', FB: '✗', '6F': '☐', '78': '☒', E0: '→', DF: '←' }

/** The text of a `w:sym` element: a character code in a named font; '' when it has no meaning outside that font. */
export function symbolText(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (!Number.isFinite(value)) return ''
  // Codes of symbol fonts are stored in the private-use block from F000 on.
  if (/^wingdings$/i.test(font)) return wingdings[(value & 0xff).toString(16).toUpperCase()] ?? ''
  return value < 0xd800 ? String.fromCharCode(value) : ''
}
