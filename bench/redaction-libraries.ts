// The spans of JavaScript libraries for bench/redaction.ts --peer, from a folder outside the repository in which they are installed:
// npm install openredaction compromise redact-pii @arcjet/redact; node bench/redaction-libraries.ts LIBRARY FOLDER TEXTS.jsonl SPANS.jsonl
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

interface Span { readonly start: number; readonly end: number }
type Mask = (text: string) => Promise<readonly Span[]> | readonly Span[]

const [library = '', folder = '', texts = '', target = ''] = process.argv.slice(2)
const need = createRequire(pathToFileURL(resolve(folder, 'index.js')))
const load = async (name: string): Promise<Record<string, unknown>> => await import(pathToFileURL(need.resolve(name)).href) as Record<string, unknown>

/** A mark that no text has, in place of what a library that only gives text would put there. */
const mark = '\u0001'

/** Where the marks stand for something: what is left between them comes in the same order in the text. */
function spansFromMarks(text: string, redacted: string): readonly Span[] {
  const spans: Span[] = []
  let at = 0
  for (const [number, piece] of redacted.split(mark).entries()) {
    const found = piece === '' ? (number === redacted.split(mark).length - 1 ? text.length : at) : text.indexOf(piece, at)
    if (found < 0) return spans
    if (number > 0 && found > at) spans.push({ start: at, end: found })
    at = found + piece.length
  }
  return spans
}

const libraries: Readonly<Record<string, () => Promise<Mask>>> = {
  async openredaction() {
    const { OpenRedaction } = z.object({ OpenRedaction: z.custom<new () => { detect(text: string): unknown }>() }).parse(await load('openredaction'))
    const redactor = new OpenRedaction()
    const found = z.object({ detections: z.array(z.object({ position: z.tuple([z.number(), z.number()]) })) })
    return async (text) => found.parse(await redactor.detect(text)).detections.map(({ position: [start, end] }) => ({ start, end }))
  },
  async compromise() {
    const { default: nlp } = z.object({ default: z.custom<(text: string) => { match(tags: string): { json(options: object): unknown } }>() }).parse(await load('compromise'))
    const found = z.array(z.object({ offset: z.object({ start: z.number(), length: z.number() }) }))
    return (text) => found.parse(nlp(text).match('(#Person|#Place|#Organization|#Date|#PhoneNumber|#Email|#Url|#Money|#AtMention)+').json({ offset: true })).map(({ offset }) => ({ start: offset.start, end: offset.start + offset.length }))
  },
  async 'redact-pii'() {
    const { SyncRedactor } = z.object({ SyncRedactor: z.custom<new (options: object) => { redact(text: string): string }>() }).parse(need('redact-pii'))
    const redactor = new SyncRedactor({ globalReplaceWith: mark })
    return (text) => spansFromMarks(text, redactor.redact(text))
  },
  async '@arcjet/redact'() {
    const { redact } = z.object({ redact: z.custom<(text: string, options: object) => Promise<readonly [string]>>() }).parse(await load('@arcjet/redact'))
    return async (text) => spansFromMarks(text, (await redact(text, { replace: () => mark }))[0])
  },
}

const mask = await libraries[library]?.()
if (!mask) throw new TypeError(`No library is called ${library}: ${Object.keys(libraries).join(', ')}.`)
await mask('ready')
const rows = readFileSync(texts, 'utf8').split('\n').filter((line) => line !== '').map((line) => z.object({ id: z.string(), text: z.string() }).parse(JSON.parse(line)))
const lines: string[] = []
for (const { id, text } of rows) {
  const started = performance.now()
  const spans = await mask(text)
  lines.push(`${JSON.stringify({ id, spans, microseconds: (performance.now() - started) * 1000 })}\n`)
}
writeFileSync(target, lines.join(''))
