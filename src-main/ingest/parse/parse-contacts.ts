import { contentLines, decodeContent, unescapeValue, valueParts, type ContentLine } from './content-lines.ts'
import { decodingWarning } from './decode-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/** What a field is called for a reader. */
const names: Readonly<Record<string, string>> = {
  N: 'Name', NICKNAME: 'Nickname', ORG: 'Organisation', TITLE: 'Title', ROLE: 'Role', TEL: 'Phone', EMAIL: 'E-mail', ADR: 'Address', LABEL: 'Address label', BDAY: 'Birthday',
  ANNIVERSARY: 'Anniversary', URL: 'Web', IMPP: 'Messenger', NOTE: 'Note', CATEGORIES: 'Categories', RELATED: 'Related', LANG: 'Language', TZ: 'Time zone', GEO: 'Position', KIND: 'Kind', MEMBER: 'Member',
  GENDER: 'Gender', FBURL: 'Busy times', CALURI: 'Calendar', CALADRURI: 'Invitations', SOURCE: 'Source', DEATHDATE: 'Died', BIRTHPLACE: 'Born in', DEATHPLACE: 'Died in',
  'X-SOCIALPROFILE': 'Profile', 'X-ABDATE': 'Date', 'X-ABRELATEDNAMES': 'Related',
}
/** For programs alone: versions, marks, pictures, keys, sounds, and fields that other fields are read with. */
const machine = /^(?:BEGIN|END|VERSION|PRODID|REV|UID|CLIENTPIDMAP|XML|FN|SORT-STRING|PROFILE|NAME|MAILER|CLASS|PHOTO|LOGO|SOUND|KEY|AGENT|X-AB(?:LABEL|ADR|UID|SHOWAS|ORDER)|X-(?:ACCESS|ID|IMAGEHASH|IMAGETYPE|SHARED-PHOTO\S*|WAB-\S*|APPLE-\S*|MS-(?:CARDPICTURE|OL-\S*)|MOZILLA-HTML|EVOLUTION-FILE-AS|CLASS|SORT-STRING|GTALK-ID|\S*ETAG|\S*TAGS|\S*ENCODED\S*|\S*-ID))$/

/** Contacts of a VCF file (vCard 2.1, RFC 2426, RFC 6350), each under its name as a heading. */
export function parseContacts(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeContent(bytes)
  const pages = new SectionPages('markup', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  let card: ContentLine[] = []
  /** Cards in the middle of which another begins: an assistant's or agent's. */
  const outer: ContentLine[][] = []
  for (const line of contentLines(decoded.text)) {
    if (line.name === 'BEGIN') {
      if (card.length > 0) outer.push(card)
      card = []
    } else if (line.name === 'END') {
      writeContact(card, pages)
      card = outer.pop() ?? []
    } else card.push(line)
  }
  // A file that was cut off ends in the middle of a contact.
  for (const half of [...outer, card]) writeContact(half, pages)
  const warning = decodingWarning(decoded)
  return { mediaType: 'contacts', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

function writeContact(card: readonly ContentLine[], pages: SectionPages): void {
  const full = unescapeValue(card.find(({ name }) => name === 'FN')?.value ?? '').trim()
  const parts = valueParts(card.find(({ name }) => name === 'N')?.value ?? '')
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = parts
  const built = [prefix, given, middle, family, suffix].filter((part) => part !== '').join(' ')
  const called = full !== '' ? full : built !== '' ? built : valueParts(card.find(({ name }) => name === 'ORG')?.value ?? '')[0] ?? ''
  const labels = new Map(card.filter(({ name, group }) => name === 'X-ABLABEL' && group !== '').map((line) => [line.group, line.value]))
  const lines = card.flatMap((line) => {
    if (line.name === 'N' && (full === '' || sameWords(full, built))) return []
    const name = names[line.name] ?? (machine.test(line.name) ? undefined : ownName(line.name))
    const isBinary = /^(?:b|base64)$/i.test(line.parameters.get('ENCODING') ?? '')
    const value = name === undefined || isBinary ? '' : line.name === 'N' ? built : valueOf(line)
    return value === '' ? [] : [`${name}${kindOf(line, labels.get(line.group) ?? '')}: ${value}`]
  })
  if (called !== '') pages.heading(3, called)
  if (lines.length > 0) pages.block(lines.join('\n'))
}

const sameWords = (a: string, b: string): boolean => a.split(/\s+/).toSorted().join(' ') === b.split(/\s+/).toSorted().join(' ')

function valueOf({ name, value }: ContentLine): string {
  if (['ADR', 'ORG', 'N', 'CATEGORIES', 'NICKNAME'].includes(name)) return valueParts(value).filter((part) => part !== '').join(', ')
  return unescapeValue(value).replace(/^(?:tel|mailto|x-apple):/i, '').trim().replace(/^(\d{4})(\d\d)(\d\d)$/, /(?:BDAY|ANNIVERSARY)$/.test(name) ? '$1-$2-$3' : '$&')
}

/** A field of one program: "X-EVOLUTION-SPOUSE" is "Spouse". */
function ownName(name: string): string {
  const words = name.replace(/^X-(?:EVOLUTION-|KADDRESSBOOK-X-|KADDRESSBOOK-|ANDROID-|MS-)?/, '').replaceAll('-', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Says nothing of what a number or address is for. */
const noKind = new Set(['', 'pref', 'internet', 'voice', 'x400', 'intl', 'dom', 'parcel', 'postal', 'msg', 'text', 'uri', 'jpeg', 'type=pref'])

/** " (work)": what a number or address is for, by its type or by the label that its group has. */
function kindOf({ parameters }: ContentLine, stated: string): string {
  const label = unescapeValue(stated).replace(/^_\$!<(.*)>!\$_$/, '$1')
  const kinds = [...new Set([...(parameters.get('TYPE') ?? '').toLowerCase().split(',').filter((kind) => !noKind.has(kind.trim())), label.toLowerCase()])].filter((kind) => kind !== '')
  return kinds.length === 0 ? '' : ` (${kinds.join(', ')})`
}
