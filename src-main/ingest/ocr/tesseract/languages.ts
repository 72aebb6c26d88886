import { unknownLetters } from '../page-recogniser.ts'

/** What is known of a language's data for Tesseract: its name for a person, and as ISO 639-1 names the language. */
interface Language {
  readonly label: string
  readonly code: string
}

/** By Tesseract's names: those whose data come with the application or can be fetched (`tesseract-…` in models/catalogue.json), and others that a person is likely to add. */
export const languages: Readonly<Record<string, Language>> = {
  eng: { label: 'English', code: 'en' }, deu: { label: 'German', code: 'de' }, fra: { label: 'French', code: 'fr' }, spa: { label: 'Spanish', code: 'es' }, ita: { label: 'Italian', code: 'it' }, nld: { label: 'Dutch', code: 'nl' },
  ara: { label: 'Arabic', code: 'ar' }, heb: { label: 'Hebrew', code: 'he' }, chi_sim: { label: 'Chinese', code: 'zh' }, chi_tra: { label: 'Chinese in traditional signs', code: 'zh' }, jpn: { label: 'Japanese', code: 'ja' },
  kor: { label: 'Korean', code: 'ko' }, ell: { label: 'Greek', code: 'el' }, rus: { label: 'Russian', code: 'ru' }, ukr: { label: 'Ukrainian', code: 'uk' }, bul: { label: 'Bulgarian', code: 'bg' },
  por: { label: 'Portuguese', code: 'pt' }, swe: { label: 'Swedish', code: 'sv' }, dan: { label: 'Danish', code: 'da' }, nor: { label: 'Norwegian', code: 'no' }, fin: { label: 'Finnish', code: 'fi' }, pol: { label: 'Polish', code: 'pl' },
  ces: { label: 'Czech', code: 'cs' }, ron: { label: 'Romanian', code: 'ro' }, hun: { label: 'Hungarian', code: 'hu' }, tur: { label: 'Turkish', code: 'tr' }, fas: { label: 'Persian', code: 'fa' }, hin: { label: 'Hindi', code: 'hi' },
  tha: { label: 'Thai', code: 'th' }, vie: { label: 'Vietnamese', code: 'vi' },
}

/** The folder of the models in which the data of a language lie that were fetched: the id of their catalogue entry. */
export function languageFolder(language: string): string {
  return `tesseract-${language.replaceAll('_', '-')}`
}

/** Alphabets other than the Latin one that can be fetched, in words, with one language each whose data read them. */
const otherLetters: readonly (readonly [name: string, readBy: readonly string[]])[] = [
  ['Arabic', ['ara', 'fas']], ['Chinese', ['chi_sim', 'chi_tra']], ['Cyrillic (Russian, Ukrainian)', ['rus', 'ukr', 'bul']], ['Greek', ['ell']], ['Hebrew', ['heb']], ['Japanese', ['jpn']], ['Korean', ['kor']],
]

/**
 * For a person whose page came out as hardly any text: whether it may be in letters whose data are not on this machine, and
 * what to do. Says nothing of the page's text.
 */
export function unknownLettersNote(installed: readonly string[]): string {
  const missing = otherLetters.filter(([, readBy]) => !readBy.some((language) => installed.includes(language))).map(([name]) => name)
  const known = installed.map((language) => languages[language]?.label ?? language).join(', ')
  return missing.length === 0
    ? `${unknownLetters} in any language that recognition has here (${known}).`
    : `${unknownLetters}: recognition has ${known} here. If the text is ${new Intl.ListFormat('en', { type: 'disjunction' }).format(missing)}, fetch that under Models and recognise these pages again.`
}
