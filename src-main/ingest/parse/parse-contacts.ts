import { contentLines, unescapeValue, valueParts, type ContentLine } from './content-lines.ts'
import { decodeText, decodingWarning } from './decode-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/** What a field is called for a reader; others (photos, keys, revision marks) are left out. */
const names: Readonly<Record<string, string>> = {
  N: 'Name', NICKNAME: 'Nickname', ORG: 'Organisation', TITLE: 'Title', ROLE: 'Role', TEL: 'Phone', EMAIL: 'E-mail', ADR: 'Address', LABEL: 'Address label', BDAY: 'Birthday',
  ANNIVERSARY: 'Anniversary', URL: 'Web', IMPP: 'Messenger', NOTE: 'Note', CATEGORIES: 'Categories', RELATED: 'Related', LANG: 'Language', TZ: 'Time zone', GEO: 'Position', KIND: 'Kind', MEMBER: 'Member',
}

/** Contacts of a VCF file (vCard 2.1, RFC 2426, RFC 6350), each under its name as a heading. */
export function parseContacts(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeText(bytes)
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  let card: ContentLine[] = []
  for (const line of contentLines(decoded.text)) {
    if (line.name === 'BEGIN') card = []
    else if (line.name === 'END') {
      writeContact(card, pages)
      card = []
    } else card.push(line)
  }
  // A file that was cut off ends in the middle of a contact.
  writeContact(card, pages)
  const warning = decodingWarning(decoded)
  return { mediaType: 'contacts', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

function writeContact(card: readonly ContentLine[], pages: SectionPages): void {
  const full = unescapeValue(card.find(({ name }) => name === 'FN')?.value ?? '').trim()
  const parts = valueParts(card.find(({ name }) => name === 'N')?.value ?? '')
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = parts
  const built = [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' ')
  const called = full !== '' ? full : built !== '' ? built : valueParts(card.find(({ name }) => name === 'ORG')?.value ?? '')[0] ?? ''
  const lines = card.flatMap((line) => {
    if (line.name === 'N' && (full === '' || sameWords(full, built))) return []
    const name = names[line.name]
    const isBinary = /^(?:b|base64)$/i.test(line.parameters.get('ENCODING') ?? '')
    const value = name === undefined || isBinary ? '' : line.name === 'N' ? built : valueOf(line)
    return value === '' ? [] : [`${name}${kindOf(line)}: ${value}`]
  })
  if (called !== '') pages.heading(3, called)
  if (lines.length > 0) pages.block(lines.join('\n'))
}

const sameWords = (a: string, b: string): boolean => a.split(/\s+/).toSorted().join(' ') === b.split(/\s+/).toSorted().join(' ')

function valueOf({ name, value }: ContentLine): string {
  if (['ADR', 'ORG', 'N', 'CATEGORIES', 'NICKNAME'].includes(name)) return valueParts(value).filter((part) => part !== '').join(', ')
  return unescapeValue(value).replace(/^(?:tel|mailto):/i, '').trim()
}

/** " (work)": what a number or address is for. */
function kindOf({ parameters }: ContentLine): string {
  const kinds = (parameters.get('TYPE') ?? '').toLowerCase().split(',').filter((kind) => ['home', 'work', 'cell', 'mobile', 'fax', 'pager', 'main', 'other'].includes(kind))
  return kinds.length === 0 ? '' : ` (${kinds.join(', ')})`
}
