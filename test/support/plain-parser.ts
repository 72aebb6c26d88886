import { readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { Page } from '../../src-preload/contract/index.ts'
import type { DocumentParser, ParseOptions } from '../../src-main/ingest/parse/document-parser.ts'
import type { ChildFile, ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'
import { parsedDefaults, pageDefaults } from './page-defaults.ts'

/** What follows this on a page says what it says only to recognition; what stands before it is the page's own text. */
export const scanMark = '[scan]'

/** The content of a `.box` file: a text, and files inside. */
export const aBox = (children: Record<string, string>, text = ''): string => JSON.stringify({ text, children })
const boxSchema = z.object({ text: z.string(), children: z.record(z.string(), z.string()) })

/**
 * Reads text files whose pages are parted by form feeds; `.bad` files fail as damaged ones do, `.box` files hold others,
 * `.locked` files ask for the password that is their first line. Stands in where parsing is not what is tested.
 */
export function plainParser({ beforeParse = async () => {} }: { beforeParse?: (path: string) => Promise<void> } = {}): Pick<DocumentParser, 'parse'> {
  return {
    async parse(path, { signal, onPages, childrenFolder, password }: ParseOptions) {
      try {
        await beforeParse(path)
        signal.throwIfAborted()
        if (extname(path) === '.bad') throw new AppError('document-damaged')
        const content = await readFile(path, 'utf8')
        if (extname(path) === '.box') return success(await openBox(content, childrenFolder ?? null))
        const texts = (extname(path) === '.locked' ? unlocked(content, password ?? null) : content).split('\f')
        onPages?.(texts.length, texts.length)
        return success({ warnings: [], ...parsedDefaults, mediaType: content.includes(scanMark) ? 'pdf' : 'text', pages: texts.map(pageOf) })
      } catch (error) {
        return failed(toFailure(error))
      }
    },
  }
}

function pageOf(text: string, index: number): Page {
  const isScan = text.startsWith(scanMark)
  const [own = '', picture] = text.split(scanMark)
  if (!isScan && picture !== undefined) return { page: index + 1, label: null, text: own.trim(), headings: [], method: 'text-layer', confidence: 1, ...pageDefaults, coverage: 'partly' }
  const isEmpty = isScan || text.trim() === ''
  return { page: index + 1, label: null, text: isScan ? '' : text, headings: [], method: isEmpty ? 'none' : 'plain', confidence: isEmpty ? 0 : 1, ...pageDefaults, coverage: isScan ? 'waiting' : isEmpty ? 'empty' : 'text' }
}

function unlocked(content: string, password: string | null): string {
  const [key, ...lines] = content.split('\n')
  if (password === null) throw new AppError('document-encrypted')
  if (password !== key) throw new AppError('wrong-password')
  return lines.join('\n')
}

async function openBox(content: string, folder: string | null): Promise<ParsedDocument> {
  const { text, children } = boxSchema.parse(JSON.parse(content))
  const files: ChildFile[] = []
  for (const [name, inside] of Object.entries(children)) {
    const file = `child-${files.length}${extname(name)}`
    if (folder) await writeFile(join(folder, file), inside)
    files.push({ name, file, bytes: Buffer.byteLength(inside) })
  }
  return { mediaType: 'archive', warnings: [], ...parsedDefaults, children: files, pages: text === '' ? [] : [pageOf(text, 0)] }
}
