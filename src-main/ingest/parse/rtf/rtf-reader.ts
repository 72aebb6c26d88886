import { symbolText } from '../docx/word-symbols.ts'
import { codePageOfCharset, codePageOfFontName, decodeBytes, isUnknownPage } from './code-pages.ts'
import { destinationOf, type Destination } from './destinations.ts'
import type { RtfTokens } from './read-tokens.ts'
import { RtfField } from './rtf-field.ts'
import { Story, type StorySink } from './story.ts'
import { StyleSheet } from './style-sheet.ts'

/** What a document says beside its body. */
export interface RtfSink extends StorySink {
  /** A footnote or comment by its name: "Footnote 2", "Comment by Ann". */
  note(name: string, text: string): void
  margin(text: string): void
  link?(text: string, address: string): void
  picture?(description: string): void
  /** The data of an embedded object. */
  object?(bytes: Uint8Array): void
}

interface Font { charset: number; name: string; codePage: number | null }
interface Group {
  readonly destination: Destination
  /** True until the first word of the group, which may name a destination. */
  isNew: boolean
  isOptional: boolean
  font: number
  skipAfterUnicode: number
  isHidden: boolean
  isDeleted: boolean
  style: number
  outline: number | null
  inTable: boolean
  /** The story that ends with this group, and what becomes of it. */
  readonly onEnd: (() => void) | null
}

const maxWaitingBytes = 65_536

/** Words that stand for one character. */
const characters: Readonly<Record<string, string>> = {
  tab: '\t', line: '\n', lbr: '\n', softline: '\n', emdash: '—', endash: '–', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', emspace: ' ', enspace: ' ', qmspace: ' ', zwj: '\u200D', zwnj: '\u200C',
}

/**
 * Follows the state of an RTF document (Rich Text Format 1.9.1) and writes its text into stories. Text is decoded with the
 * code page of its font, or of the document; deleted and hidden text is left out. No library was found that reads notes,
 * tables and code pages alike, so this is our own.
 */
export class RtfReader implements RtfTokens {
  readonly #sink: RtfSink
  readonly #styles = new StyleSheet()
  readonly #fonts = new Map<number, Font>()
  readonly #groups: Group[] = []
  readonly #stories: Story[]
  /** Set where the document's code page is not one that can be decoded. */
  hasUnknownCodePage = false
  /** Stretches that were deleted with changes tracked. */
  deletions = 0
  /** Some text is formatted as hidden, and left out. */
  hasHidden = false
  #inDeletion = false
  readonly #fields: RtfField[] = []
  readonly #property = { name: '', value: '' }
  #group: Group = { destination: 'text', isNew: true, isOptional: false, font: 0, skipAfterUnicode: 1, isHidden: false, isDeleted: false, style: 0, outline: null, inTable: false, onEnd: null }
  #bytes: number[] = []
  #codePage = 1252
  #defaultFont = 0
  #openFont: Font | null = null
  #toSkip = 0
  #object: string[] = []
  #notes = { Footnote: 0, Endnote: 0 }
  #isEndnote = false
  #author = ''

  constructor(sink: RtfSink) {
    this.#sink = sink
    this.#stories = [new Story(sink)]
  }

  open(): void {
    this.#flush()
    this.#toSkip = 0
    this.#groups.push(this.#group)
    this.#group = { ...this.#group, isNew: true, isOptional: false, onEnd: null }
    if (this.#group.destination === 'styles') this.#styles.begin()
  }

  close(): void {
    this.#flush()
    this.#toSkip = 0
    const { onEnd } = this.#group
    this.#group = this.#groups.pop() ?? this.#group
    onEnd?.()
  }

  word(name: string, value: number | null): void {
    if (this.#toSkip > 0 && name !== 'u') {
      this.#toSkip--
      return
    }
    this.#flush()
    const group = this.#group
    if (group.isNew) {
      // The same text again, in Unicode: the text before it is for old readers.
      if (name === 'ud') return this.#enter(this.#groups.at(-2)?.destination ?? 'text')
      const destination = destinationOf(name, group.isOptional)
      if (destination !== null && group.destination !== 'skipped') return this.#enter(destination)
    }
    group.isNew = false
    if (group.destination === 'fonts') this.#fontWord(name, value)
    else if (group.destination === 'styles') this.#styles.word(name, value)
    else if (group.destination === 'form') this.#fields.at(-1)?.word(name, value)
    else if (group.destination !== 'skipped') this.#textWord(group, name, value)
  }

  symbol(sign: string): void {
    if (sign === '*') {
      this.#group.isOptional = true
      return
    }
    this.#flush()
    if (sign === '~') this.#write(' ')
    else if (sign === '_') this.#write('-')
    else if (sign === '\\' || sign === '{' || sign === '}') this.byte(sign.charCodeAt(0))
    else if (sign === '\n' || sign === '\r') this.#endParagraph()
    else if (sign === '\t') this.#write('\t')
  }

  byte(value: number): void {
    if (this.#toSkip > 0) this.#toSkip--
    else if (this.#group.destination !== 'skipped') this.#bytes.push(value)
    // Objects may be long.
    if (this.#bytes.length > maxWaitingBytes) this.#flush()
    this.#group.isNew = false
  }

  end(): void {
    this.#flush()
    for (const story of this.#stories.toReversed()) story.end()
  }

  #enter(destination: Destination): void {
    this.#group.isNew = false
    const enter = (onEnd: (() => void) | null): void => { this.#group = { ...this.#group, destination, onEnd, inTable: onEnd === null && this.#group.inTable } }
    if (destination === 'footnote') {
      this.#isEndnote = false
      this.#collect(enter, (text) => {
        const kind = this.#isEndnote ? 'Endnote' : 'Footnote'
        this.#sink.note(`${kind} ${++this.#notes[kind]}`, text)
      })
    } else if (destination === 'comment') {
      this.#collect(enter, (text) => this.#sink.note(`Comment${this.#author === '' ? '' : ` by ${this.#author}`}`, text))
    } else if (destination === 'margin') this.#collect(enter, (text) => this.#sink.margin(text))
    else if (destination === 'box') this.#collect(enter, (text) => this.#sink.paragraph(text, false))
    else if (destination === 'field') this.#openField(enter)
    else if (destination === 'object') this.#collectObject(enter)
    else if (destination === 'value') enter(() => this.#endProperty())
    else enter(null)
    if (destination === 'author') this.#author = ''
    if (destination === 'property') Object.assign(this.#property, { name: '', value: '' })
  }

  /** Text goes on in a field as around it; its code and what a form says of it are groups of their own inside. */
  #openField(enter: (onEnd: () => void) => void): void {
    const { destination } = this.#group
    const field = new RtfField()
    this.#fields.push(field)
    enter(() => {
      this.#fields.splice(this.#fields.indexOf(field), 1)
      this.#write(field.sign)
      const outer = this.#fields.at(-1)
      if (outer !== undefined) outer.shown += field.shown
      if (field.address !== '' && destination !== 'skipped') this.#sink.link?.(field.shown, field.address)
    })
    this.#group = { ...this.#group, destination }
  }

  /** Data are written as digits of base 16. */
  #collectObject(enter: (onEnd: () => void) => void): void {
    enter(() => {
      const digits = this.#object.join('').replace(/[^0-9a-f]/gi, '')
      this.#object = []
      this.#sink.object?.(Uint8Array.from(Buffer.from(digits, 'hex')))
    })
  }

  /** What a drawing says of itself: the words it is drawn from, or how it is described. */
  #endProperty(): void {
    const { name, value } = this.#property
    if (/^gtextUNICODE$/i.test(name.trim()) && value.trim() !== '') this.#sink.paragraph(value.trim(), false)
    else if (/^wzDescription$/i.test(name.trim())) this.#sink.picture?.(value)
  }

  /** Opens a story of its own until the group ends. */
  #collect(enter: (onEnd: () => void) => void, use: (text: string) => void): void {
    const lines: string[] = []
    const add = (text: string): void => { lines.push(text) }
    const story = new Story({ heading: (_, text) => add(text), paragraph: add, table: (rows) => rows.forEach((cells) => add(cells.join('\t'))) })
    this.#stories.push(story)
    enter(() => {
      story.end()
      this.#stories.splice(this.#stories.indexOf(story), 1)
      if (lines.length > 0) use(lines.join('\n'))
    })
  }

  #fontWord(name: string, value: number | null): void {
    if (name === 'f') this.#fonts.set(value ?? 0, this.#openFont = { charset: 1, name: '', codePage: null })
    else if (name === 'fcharset' && this.#openFont !== null) this.#openFont.charset = value ?? 1
    else if (name === 'cpg' && this.#openFont !== null) this.#openFont.codePage = value
  }

  #textWord(group: Group, name: string, value: number | null): void {
    const story = this.#stories.at(-1)
    const character = characters[name]
    if (character !== undefined) this.#write(character)
    else if (name === 'u') this.#unicode(value ?? 0)
    else if (name === 'uc') group.skipAfterUnicode = Math.min(100, Math.max(0, value ?? 1))
    else if (name === 'f') group.font = value ?? 0
    else if (name === 'plain') Object.assign(group, { font: this.#defaultFont, isHidden: false, isDeleted: false })
    else if (name === 'v') group.isHidden = value !== 0
    else if (name === 'deleted') group.isDeleted = value !== 0
    else if (name === 'ftnalt') this.#isEndnote = true
    else if (name === 'par' || name === 'sect' || name === 'page' || name === 'column') this.#endParagraph()
    else if (name === 'pard') Object.assign(group, { style: 0, outline: null, inTable: false })
    else if (name === 's') group.style = value ?? 0
    else if (name === 'outlinelevel') group.outline = value
    else if (name === 'intbl') group.inTable = true
    else if (name === 'cell') story?.endCell()
    else if (name === 'nestcell') story?.endNestedCell()
    else if (name === 'row') story?.endRow()
    else if (name === 'ansicpg') this.#setCodePage(value ?? 1252)
    else if (name === 'mac') this.#setCodePage(10_000)
    else if (name === 'pc') this.#setCodePage(437)
    else if (name === 'pca') this.#setCodePage(850)
    else if (name === 'deff') group.font = this.#defaultFont = value ?? 0
  }

  #setCodePage(codePage: number): void {
    this.#codePage = codePage
    this.hasUnknownCodePage ||= isUnknownPage(codePage)
  }

  /** Numbers beyond 32,767 are written as negative ones; what follows is for readers that know no Unicode. */
  #unicode(value: number): void {
    if (value >= -32_768 && value <= 0x10_ffff) this.#write(value > 0xffff ? String.fromCodePoint(value) : String.fromCharCode(value < 0 ? value + 65_536 : value))
    this.#toSkip = this.#group.skipAfterUnicode
  }

  #endParagraph(): void {
    const { destination, outline, style, inTable } = this.#group
    if (destination === 'skipped' || destination === 'fonts' || destination === 'styles') return
    const level = outline !== null && outline >= 0 && outline < 9 ? outline + 1 : this.#styles.levelOf(style)
    this.#stories.at(-1)?.endParagraph({ headingLevel: level, inTable })
  }

  #flush(): void {
    if (this.#bytes.length === 0) return
    const bytes = this.#bytes
    this.#bytes = []
    const font = this.#fonts.get(this.#group.font)
    if (this.#group.destination === 'object') {
      this.#object.push(Buffer.from(bytes).toString('latin1'))
      return
    }
    const inText = this.#group.destination !== 'fonts' && this.#group.destination !== 'styles'
    const isSymbols = inText && font?.charset === 2
    if (isSymbols && this.#group.destination === 'label') this.#write('•')
    else if (isSymbols) this.#write(bytes.map((byte) => symbolText(font.name.replace(/;$/, ''), (0xf000 + byte).toString(16))).join(''))
    else this.#write(decodeBytes(bytes, (inText && font !== undefined ? codePageOfFont(font) : null) ?? this.#codePage))
  }

  #write(text: string): void {
    const { destination, isHidden, isDeleted } = this.#group
    if (destination === 'skipped' || destination === 'form' || destination === 'object') return
    const field = this.#fields.at(-1)
    if (destination === 'fonts') { if (this.#openFont !== null) this.#openFont.name += text }
    else if (destination === 'styles') this.#styles.text(text)
    else if (destination === 'author') this.#author += text
    else if (destination === 'label') this.#stories.at(-1)?.writeLabel(text)
    else if (destination === 'property') this.#property.name += text
    else if (destination === 'value') this.#property.value += text
    else if (destination === 'code') { if (field !== undefined) field.code += text }
    else if (isDeleted) this.#countDeletion(text)
    else if (isHidden) this.hasHidden ||= /[\p{L}\p{N}]/u.test(text)
    else {
      this.#inDeletion = false
      this.#stories.at(-1)?.write(text)
      if (field !== undefined) field.shown += text
    }
  }

  #countDeletion(text: string): void {
    if (text.trim() === '' || this.#inDeletion) return
    this.#inDeletion = true
    this.deletions++
  }
}

function codePageOfFont({ charset, name, codePage }: Font): number | null {
  return codePage ?? codePageOfCharset(charset) ?? codePageOfFontName(name.replace(/;$/, ''))
}
