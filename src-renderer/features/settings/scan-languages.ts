import type { ModelStatus } from '../../../src-preload/contract/index.ts'

/** Those whose data come with the app. */
const included: readonly string[] = ['eng', 'deu', 'fra', 'spa', 'ita', 'nld']
/** The catalogue's entries for single languages, named as character recognition names the language. */
const entryPrefix = 'tesseract-'

export interface ScanLanguages {
  /** What can be chosen, those that come with the app first; `missing`: chosen once, and its data are not on this machine. */
  readonly choices: readonly { readonly language: string; readonly label: string; readonly missing: boolean }[]
  /** Labels of those that can be fetched. */
  readonly fetchable: readonly string[]
}

function languageOf({ id, kind }: ModelStatus): string | null {
  return kind === 'ocr' && id.startsWith(entryPrefix) ? id.slice(entryPrefix.length).replaceAll('-', '_') : null
}

/** Which languages scans can be expected in on this machine, and which others there are. `nameOf` answers null for a language without a name. */
export function scanLanguages(models: readonly ModelStatus[], chosen: readonly string[], nameOf: (language: string) => string | null): ScanLanguages {
  const entries = models.flatMap((model) => {
    const language = languageOf(model)
    return language === null || included.includes(language) ? [] : [{ language, label: nameOf(language) ?? model.label, ready: model.state === 'ready' }]
  })
  const labelOf = (language: string): string => nameOf(language) ?? entries.find((entry) => entry.language === language)?.label ?? language
  const fetched = entries.filter(({ ready }) => ready).map(({ language }) => language).toSorted((a, b) => labelOf(a).localeCompare(labelOf(b)))
  // A person may have put data of their own into the models' folder: what is in no catalogue is not called missing.
  const others = chosen.filter((language) => !included.includes(language) && !fetched.includes(language))
  return {
    choices: [...included, ...fetched, ...others].map((language) => ({ language, label: labelOf(language), missing: entries.some((entry) => entry.language === language && !entry.ready) })),
    fetchable: entries.filter(({ language, ready }) => !ready && !chosen.includes(language)).map(({ label }) => label).toSorted((a, b) => a.localeCompare(b)),
  }
}
