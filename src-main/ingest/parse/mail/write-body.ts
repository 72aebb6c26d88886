import { AppError } from '../../../support/errors.ts'
import { readHtml } from '../parse-html.ts'
import { readText } from '../parse-text.ts'
import { readTokens } from '../rtf/read-tokens.ts'
import { RtfReader } from '../rtf/rtf-reader.ts'
import { SectionPages } from '../section-pages.ts'
import type { MailBody } from './mail-message.ts'

/** A form of a text holds what another says when it has this share of its words. */
const enough = 0.8
/** Longer forms are compared by how they begin. */
const comparedChars = 400_000

/**
 * Writes the texts of a message, each once: the plain form, or the HTML where that says more, or both where each says
 * something that the other does not. False where one is nested too deep and was read in part only.
 */
export function writeBodies(bodies: readonly MailBody[], pages: SectionPages): boolean {
  const forms = bodies.map(formsOf)
  const main = (): string => forms.filter((_forms, index) => bodies[index]?.spare !== true).flatMap(({ plain, rich }) => [plain, rich]).join('\n')
  for (const [index, body] of bodies.entries()) {
    const own = forms[index]
    if (own === undefined) continue
    if (body.spare === true && shareOf(`${own.plain}\n${own.rich}`, main()) >= enough) continue
    const { plain, rich } = own
    const usesPlain = plain !== '' && !isStub(plain, rich) && (rich === '' || shareOf(rich, plain) >= enough || shareOf(plain, rich) < enough || isOwnLine(plain, rich))
    const usesRich = rich !== '' && (!usesPlain || shareOf(rich, plain) < enough)
    if (usesPlain) readText(plain, pages)
    if (usesRich) own.writeRich(pages)
  }
  return forms.every(({ whole }) => whole)
}

interface Forms { readonly plain: string; readonly rich: string; readonly whole: boolean; readonly writeRich: (pages: SectionPages) => void }

function formsOf({ text, html, rtf }: MailBody): Forms {
  const plain = text === null || text.trim() === '' ? '' : text
  let whole = true
  const writeRich = (pages: SectionPages): void => {
    try {
      if (html !== null) readHtml(html, pages)
      else if (rtf !== undefined && plain === '') readRtf(rtf, pages)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'document-too-deep') throw error
      whole = false
    }
  }
  const drawn = new SectionPages('markup')
  writeRich(drawn)
  return { plain, rich: drawn.finish().map((page) => page.text).join('\n'), whole, writeRich }
}

/** The text of an RTF document that is a message's body. */
function readRtf(bytes: Uint8Array, pages: SectionPages): void {
  const reader = new RtfReader({
    heading: (level, text) => pages.heading(level, text), paragraph: (text, isListItem) => pages.block(text, { tight: isListItem }), table: (rows) => pages.table(rows),
    note: (name, text) => pages.note(name, text), margin: (text) => pages.block(text),
  })
  readTokens(bytes, reader)
  reader.end()
}

/** How many of the words of one text another has, addresses of web pages aside; 1 for a text without words. */
function shareOf(text: string, other: string): number {
  const [wanted, held] = [wordsOf(text), wordsOf(other)]
  let found = 0
  for (const word of wanted) if (held.has(word)) found++
  return wanted.size === 0 ? 1 : found / wanted.size
}

const wordsOf = (text: string): Set<string> => new Set(text.slice(0, comparedChars).replace(/\S+:\/\/\S+/g, ' ').toLowerCase().match(/[\p{L}\p{N}]+/gu))

/** A short text that the other form does not have word for word, as when a sign at its end differs: a quote of it must be found. */
function isOwnLine(plain: string, rich: string): boolean {
  const bare = (text: string): string => text.replace(/\s+/g, '')
  return plain.length < 200 && !bare(rich).includes(bare(plain))
}

/** A plain part that only says where the real text is: it is short, and the HTML says far more. */
function isStub(plain: string, rich: string): boolean {
  return plain.length < 400 && /html/i.test(plain) && rich.replace(/\s+/g, '').length > plain.length * 3
}
