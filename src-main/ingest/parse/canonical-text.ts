/**
 * The one form in which text is stored: Unicode NFC, lines ended by LF, no control characters but LF and TAB, plain
 * spaces for the typographic ones, no trailing spaces, at most one empty line in a row, nothing around the whole.
 * Every character span in the product points into text of this form.
 *
 * Removed besides controls: soft hyphens and zero-width spaces (they break search), direction overrides and tag
 * characters (they can show a reader something other than what the model is given).
 */
export function canonicalText(raw: string): string {
  return visibleText(raw)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|[ \t\n]+$/g, '')
}

/** The same in one line: for headings, table cells and header fields. */
export function canonicalLine(raw: string): string {
  return plainLine.test(raw) ? raw : visibleText(raw).replace(/\s+/g, ' ').trim()
}

/** True when nothing but white space would be stored. */
export function isBlank(text: string): boolean {
  return !/\S/.test(text)
}

/** Words of ASCII with single spaces, as most cells of a table are: nothing has to be changed. */
const plainLine = /^[!-~]+(?: [!-~]+)*$/
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g
const wideSpaces = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
const invisible = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu

function visibleText(raw: string): string {
  return raw.toWellFormed().replace(lineBreaks, '\n').replace(wideSpaces, ' ').replace(invisible, '').normalize('NFC')
}
