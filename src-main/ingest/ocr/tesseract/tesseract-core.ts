import { createRequire } from 'node:module'
import { z } from 'zod'

/** The functions used here of Tesseract 5 compiled to WebAssembly (tesseract.js-core, which comes without types). */
export interface TesseractApi {
  /** 0 when it went well. The data files lie in `folder` of the module's own file system; mode 1 is the LSTM engine. */
  Init(folder: string, languages: string, engineMode: number): number
  SetVariable(name: string, value: string): boolean
  SetPageSegMode(mode: number): void
  /** Reads the picture at `/input` of the module's file system; 0 when it went well. */
  SetImageFile(exifOrientation?: number, angle?: number): number
  Recognize(monitor: null): number
  /** One line per page, block, paragraph, line and word, its fields separated by tabs. */
  GetTSVText(page: number): string
  Clear(): void
  End(): void
}

export interface TesseractCore {
  readonly TessBaseAPI: new () => TesseractApi
  readonly destroy: (object: TesseractApi) => void
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void }
}

type StartCore = (options: { readonly TesseractProgress: () => void; readonly print: () => void; readonly printErr: () => void }) => Promise<unknown>

const startSchema = z.custom<StartCore>((value) => typeof value === 'function')
const coreSchema = z.custom<TesseractCore>((value) => typeof value === 'object' && value !== null && 'TessBaseAPI' in value && 'FS' in value && 'destroy' in value)

/**
 * A fresh instance, in this thread (20 ms). The build with 128-bit SIMD and without the old engine: every processor that
 * Electron runs on has these instructions, and the relaxed ones may round differently from machine to machine.
 */
export async function startTesseractCore(): Promise<TesseractCore> {
  const start = startSchema.parse(createRequire(import.meta.url)('tesseract.js-core/tesseract-core-simd-lstm.js'))
  const quiet = (): void => {}
  return coreSchema.parse(await start({ TesseractProgress: quiet, print: quiet, printErr: quiet }))
}
