import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { DocumentParser } from '../../src-main/ingest/parse/document-parser.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'

/** Reads text files whose pages are parted by form feeds; `.bad` files fail as damaged ones do. Stands in where parsing is not what is tested. */
export function plainParser({ beforeParse = async () => {} }: { beforeParse?: (path: string) => Promise<void> } = {}): Pick<DocumentParser, 'parse'> {
  return {
    async parse(path, { signal, onPages }) {
      try {
        await beforeParse(path)
        signal.throwIfAborted()
        if (extname(path) === '.bad') throw new AppError('document-damaged')
        const texts = (await readFile(path, 'utf8')).split('\f')
        onPages?.(texts.length, texts.length)
        return success({
          mediaType: 'text', warnings: [],
          pages: texts.map((text, index) => ({ page: index + 1, label: null, text, headings: [], method: 'plain', confidence: 1 })),
        })
      } catch (error) {
        return failed(toFailure(error))
      }
    },
  }
}
