import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** The languages whose data may come with the application (@tesseract.js-data); a build leaves out what it does not want. */
const bundledLanguages: readonly string[] = ['eng', 'deu', 'fra', 'spa', 'ita', 'nld', 'heb', 'ara']
/** As good as the data three to eight times their size on every page measured (docs/benchmarks.md). */
const bestInIntegers = '4.0.0_best_int'

/** Larger data files than this are none. */
const maxDataBytes = 200_000_000
const ownFile = /^([a-z][a-z_]{2,30})\.traineddata(\.gz)?$/

/** Where the data of a language lie: beside the application, or in the folder `ocr` of the models, where a person puts more. */
export async function findLanguages(modelsFolder: string | null): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const require = createRequire(import.meta.url)
  for (const language of bundledLanguages) {
    try {
      found.set(language, join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), bestInIntegers, `${language}.traineddata.gz`))
    } catch {
      // This build of the application leaves the language out.
    }
  }
  if (modelsFolder === null) return found
  for (const name of await readdir(join(modelsFolder, 'ocr')).catch(() => [])) {
    const language = ownFile.exec(name)?.[1]
    if (language !== undefined) found.set(language, join(modelsFolder, 'ocr', name))
  }
  return found
}

/** The data as Tesseract takes them. Errors: those of reading a file or of unpacking it. */
export async function readLanguage(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path)
  return path.endsWith('.gz') ? promisify(gunzip)(bytes, { maxOutputLength: maxDataBytes }) : bytes
}
