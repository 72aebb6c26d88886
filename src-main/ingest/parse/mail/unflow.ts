/**
 * Text whose lines a mail program broke for show ("format=flowed", RFC 3676), with its paragraphs whole again; other text as it
 * is. A line that ends in a space goes on in the next one of the same depth of quoting; "-- " begins a signature.
 */
export function unflow(text: string, parameters: ReadonlyMap<string, string>): string {
  if (parameters.get('format')?.toLowerCase() !== 'flowed') return text
  const dropsSpace = parameters.get('delsp')?.toLowerCase() === 'yes'
  const lines: { depth: number; parts: string[]; open: boolean }[] = []
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0
    const content = line.slice(depth).replace(/^ /, '')
    const flows = content.endsWith(' ') && content !== '-- '
    const shown = flows && dropsSpace ? content.slice(0, -1) : content
    const last = lines.at(-1)
    if (last !== undefined && last.open && last.depth === depth && content !== '-- ') {
      last.parts.push(shown)
      last.open = flows
    } else lines.push({ depth, parts: [shown], open: flows })
  }
  return lines.map(({ depth, parts }) => (depth > 0 ? `${'>'.repeat(depth)} ` : '') + parts.join('')).join('\n')
}
