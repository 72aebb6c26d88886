import { readFile } from 'node:fs/promises'
import type { Recognition } from '../../src-main/ingest/jobs/ingestion-ports.ts'
import { AppError, toFailure } from '../../src-main/support/errors.ts'
import { failed, success } from '../../src-main/support/result.ts'
import { pageDefaults } from './page-defaults.ts'
import { scanMark } from './plain-parser.ts'

/** Reads the pages that `plainParser` leaves waiting; those that say `unreadable` fail. Stands in where recognition is not what is tested. */
export function scanRecognition({ onPage = async () => {} }: { onPage?: (page: number) => Promise<void> } = {}): Recognition {
  return {
    engine: () => 'tesseract', languages: () => ['eng'],
    recogniser: {
      async recognise(path, number, { engine, what, signal }) {
        try {
          await onPage(number)
          signal.throwIfAborted()
          const all = (await readFile(path, 'utf8')).split('\f')[number - 1] ?? ''
          const text = (what === 'pictures' ? all.slice(all.indexOf(scanMark) + scanMark.length) : all.replace(scanMark, '')).trim()
          if (text.includes('unreadable')) throw new AppError('recognition-failed')
          const page = { page: number, label: null, text, headings: [], method: 'ocr' as const, confidence: 0.9, ...pageDefaults, coverage: text === '' ? what === 'pictures' ? 'text' as const : 'empty' as const : 'ocr' as const, engine }
          const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length, x: 0.1, y: 0.1, width: 0.1, height: 0.02 }))
          return success({ page, words, rotation: 0 })
        } catch (error) {
          return failed(toFailure(error))
        }
      },
    },
  }
}
