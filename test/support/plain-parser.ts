import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { DocumentParser, ParseOptions } from '../../src-main/ingest/parse/document-parser.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'
import { parsedDefaults, pageDefaults } from './page-defaults.ts'

/** Reads text files whose pages are parted by form feeds; `.bad` files fail as damaged ones do. Stands in where parsing is not what is tested. */
export function plainParser({ beforeParse = async () => {} }: { beforeParse?: (path: string) => Promise<void> } = {}): Pick<DocumentParser, 'parse'> {
  return {
    async parse(path, { signal, onPages }: ParseOptions) {
      try {
        await beforeParse(path)
        signal.throwIfAborted()
        if (extname(path) === '.bad') throw new AppError('document-damaged')
        const texts = (await readFile(path, 'utf8')).split('\f')
        onPages?.(texts.length, texts.length)
        return success({
          mediaType: 'text', warnings: [], ...parsedDefaults,
          pages: texts.map((text, index) => ({ page: index + 1, label: null, text, headings: [], method: 'plain', confidence: 1, ...pageDefaults, coverage: text.trim() === '' ? 'empty' as const : 'text' as const })),
        })
      } catch (error) {
        return failed(toFailure(error))
      }
    },
  }
}
