import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { languageFolder, languages } from './languages.ts'

/** As good as the data three to eight times their size on every page measured (docs/benchmarks.md). */
const bestInIntegers = '4.0.0_best_int'

/** Larger data files than this are none. */
const maxDataBytes = 200_000_000
const ownFile = /^([a-z][a-z_]{2,30})\.traineddata(\.gz)?$/

/**
 * Where the data of a language lie: beside the application (@tesseract.js-data, whatever of it a build has), where the catalogue
 * put what was fetched, or in the folder `ocr` of the models, where a person puts more.
 */
export async function findLanguages(modelsFolder: string | null): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const require = createRequire(import.meta.url)
  for (const language of Object.keys(languages)) {
    try {
      found.set(language, join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), bestInIntegers, `${language}.traineddata.gz`))
    } catch {
      // This build of the application leaves the language out.
    }
    const fetched = modelsFolder === null ? null : join(modelsFolder, languageFolder(language), `${language}.traineddata.gz`)
    if (fetched !== null && await stat(fetched).then((file) => file.isFile(), () => false)) found.set(language, fetched)
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
