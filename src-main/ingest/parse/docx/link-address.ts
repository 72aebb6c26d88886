import { canonicalLine } from '../canonical-text.ts'

/** Longer addresses are session keys and tracking. */
const maxAddress = 300
const maxShown = 60

/** What is noted of a link at the end of its page, "our terms (https://…)"; null for one that stays in the document or whose address says nothing more than its text. */
export function linkNote(text: string, address: string): string | null {
  const shown = canonicalLine(text)
  const target = canonicalLine(address)
  if (shown === '' || target.length > maxAddress || !/^(?:https?|ftp|mailto):/i.test(target)) return null
  const bare = (value: string): string => value.toLowerCase().replace(/^(?:https?:\/\/(?:www\.)?|ftp:\/\/|mailto:)/, '').replace(/[?#].*$|\/+$/g, '')
  if (bare(target) === '' || bare(shown).includes(bare(target))) return null
  return `${shortened(shown)} (${target.replace(/^mailto:/i, '')})`
}

/** The first words of a long text: it stands on the page already. */
function shortened(text: string): string {
  if (text.length <= maxShown) return text
  const end = text.lastIndexOf(' ', maxShown)
  return `${text.slice(0, end > 0 ? end : maxShown).trimEnd()}…`
}

/** The address in a field's code: `HYPERLINK "https://…" \o "…"`; '' for other fields and for links within the document. */
export function addressInField(code: string): string {
  return /^\s*HYPERLINK\s+(?:\\[no]\s+)*(?:"([^"]*)"|([^\s"\\]+))/i.exec(code)?.slice(1).find((each) => each !== undefined) ?? ''
}
