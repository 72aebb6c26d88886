import { AppError } from '../../../support/errors.ts'
import type { PageEngine } from '../page-engine.ts'
import type { GreyImage } from '../raster/grey-image.ts'
import type { ReadWord } from '../read-word.ts'
import { readLanguage } from './language-data.ts'
import { startTesseractCore, type TesseractApi, type TesseractCore } from './tesseract-core.ts'
import { readTsvWords } from './read-tsv-words.ts'

/** Tesseract's page segmentation modes: automatic, and a single uniform block. */
const modes = { page: 3, block: 6 } as const
/** On Korean pages the automatic mode finds lines from top to bottom, or, told that there are none, half of the lines; as one column of lines all are read. */
const koreanModes = { page: 4, block: 6 } as const
type Modes = typeof modes | typeof koreanModes
/** A hint for what is a large gap; pages are drawn at about this. */
const dotsPerInch = 300
const lstmOnly = 1

/** Tesseract with the data of some languages. One page at a time; its memory grows with the largest page and is given back only as a whole. */
export class TesseractEngine implements PageEngine, Disposable {
  readonly #core: TesseractCore
  readonly #api: TesseractApi

  readonly #modes: Modes

  private constructor(core: TesseractCore, api: TesseractApi, modes: Modes) {
    this.#core = core
    this.#api = api
    this.#modes = modes
  }

  /** `languages`: name → data file; the first is tried first. Errors: `recognition-failed`. */
  static async start(languages: ReadonlyMap<string, string>): Promise<TesseractEngine> {
    const core = await startTesseractCore()
    for (const [language, path] of languages) core.FS.writeFile(`/${language}.traineddata`, await readLanguage(path))
    const api = new core.TessBaseAPI()
    const code = api.Init('/', [...languages.keys()].join('+'), lstmOnly)
    for (const language of languages.keys()) core.FS.unlink(`/${language}.traineddata`)
    if (code !== 0) throw new AppError('recognition-failed')
    return new TesseractEngine(core, api, languages.has('kor') ? koreanModes : modes)
  }

  async read(image: GreyImage, segmentation: 'page' | 'block'): Promise<ReadWord[]> {
    this.#core.FS.writeFile('/input', portableGreyMap(image))
    try {
      this.#api.SetVariable('user_defined_dpi', String(dotsPerInch))
      this.#api.SetPageSegMode(this.#modes[segmentation])
      if (this.#api.SetImageFile(1, 0) !== 0) throw new AppError('recognition-failed')
      if (this.#api.Recognize(null) !== 0) throw new AppError('recognition-failed')
      return readTsvWords(this.#api.GetTSVText(0))
    } finally {
      this.#api.Clear()
      this.#core.FS.unlink('/input')
    }
  }

  [Symbol.dispose](): void {
    this.#api.End()
    this.#core.destroy(this.#api)
  }
}

/** PGM, the plainest format that Tesseract reads (Netpbm's P5). */
function portableGreyMap({ width, height, data }: GreyImage): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(header.length + data.length)
  file.set(header)
  file.set(data, header.length)
  return file
}
