/**
 * Text from documents and file names, safe to show on a terminal: control characters could move the cursor, change the title or
 * hide a line, direction marks could reorder it. Line breaks and tabs stay where `lines` says so.
 */
export function terminalText(text: string, keep: 'lines' | 'one-line' = 'one-line'): string {
  if (keep === 'one-line') return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
}
