import { foldWord } from '../normalise/fold.ts'

/** A person's name taken apart. Words are folded (lower case, no diacritics); initials are single letters. */
export interface PersonName {
  readonly sex: 'f' | 'm' | null
  /** Given names and surname in order, initials as one letter; particles are left out. */
  readonly words: readonly string[]
  /** The words as they were written, in the same order. */
  readonly written: readonly string[]
}

const female = new Set(['mrs', 'ms', 'miss', 'madam', 'lady', 'dame', 'frau', 'fraulein', 'mme', 'mlle', 'madame', 'mademoiselle', 'senora', 'sra', 'senorita', 'srta', 'dona', 'signora', 'signorina', 'mevrouw', 'mevr', 'mw', 'klagerin', 'richterin', 'zeugin', 'patientin'])
const male = new Set(['mr', 'sir', 'lord', 'herr', 'herrn', 'monsieur', 'm', 'senor', 'sr', 'don', 'signor', 'sig', 'meneer', 'mijnheer', 'dhr', 'mister', 'klager', 'zeuge', 'heer'])
const titles = new Set([...female, ...male, 'messrs', 'mx', 'doctor', 'dr', 'dres', 'prof', 'professor', 'professorin', 'judge', 'justice', 'magistrate', 'rev', 'reverend', 'hon', 'rabbi', 'imam', 'capt', 'captain', 'col', 'colonel', 'gen', 'lt', 'lieutenant', 'maj', 'major', 'sgt', 'sergeant', 'cpl', 'inspector', 'detective', 'constable', 'senator', 'ambassador', 'baron', 'baroness', 'maitre', 'me', 'dott', 'dottoressa', 'avv', 'avvocato', 'ing', 'geom', 'drs', 'mag', 'rechtsanwalt', 'rechtsanwaltin', 'ra', 'richter', 'notar', 'notarin', 'med', 'jur', 'rer', 'phil', 'iur', 'nat', 'pol', 'dipl', 'habil', 'beklagter', 'beklagte', 'staatsanwalt', 'patient', 'president', 'minister', 'king', 'queen', 'prince', 'princess', 'pope', 'saint', 'jr', 'phd', 'md', 'qc', 'kc', 'esq', 'and', 'und', 'et'])
const particles = new Set(['van', 'von', 'de', 'der', 'den', 'del', 'della', 'di', 'da', 'dos', 'du', 'la', 'le', 'el', 'al', 'bin', 'ibn', 'ben', 'ter', 'ten', 'zu', 'zur', 'vom', 'af', 'av', 'of', 'y', 'e', 'd', 'st', 'das', 'do'])

/** Anna Meyer.pdf: the name of a file that is called after somebody. */
const fileEnding = /\.(?:csv|docx?|eml|html?|jpe?g|md|msg|od[pst]|pdf|png|pptx?|rtf|tiff?|txt|xlsx?|xml|zip)$/iu

/** Takes a name as it was found, with titles and possessive, apart. */
export function parsePersonName(value: string): PersonName {
  let sex: PersonName['sex'] = null
  const words: string[] = []
  const written: string[] = []
  const plain = value.replace(fileEnding, '').replace(/[’']s?$/u, '')
  for (const match of plain.matchAll(/\p{L}[\p{L}\p{M}]*(?:[’'-]\p{L}[\p{L}\p{M}]*)*/gu)) {
    const word = foldWord(match[0])
    const leading = words.length === 0
    if (leading && titles.has(word) && match[0].length > 0 && !(word === 'm' && /^\.\s?\p{Lu}\./u.test(plain.slice(match.index + 1)))) {
      if (female.has(word)) sex = 'f'
      else if (male.has(word)) sex = 'm'
      continue
    }
    if (particles.has(word) && !/^\p{Lu}\.?$/u.test(match[0]) && (match[0] === match[0].toLowerCase() || words.length > 0)) continue
    words.push(word.replaceAll(/[’']/gu, ''))
    written.push(match[0])
  }
  return { sex, words, written }
}

/** Whether two names can be one person's: the same surname, given names equal, shortened to an initial, or missing. */
export function compatible(a: PersonName, b: PersonName): boolean {
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) return false
  const [longer, shorter] = a.words.length >= b.words.length ? [a.words, b.words] : [b.words, a.words]
  if (shorter.length === 0 || longer.length === 0) return false
  if (shorter.length === 1) {
    const only = shorter[0] ?? ''
    if (only.length === 1) return false
    return longer.some((word) => sameWord(word, only))
  }
  if (!sameWord(longer.at(-1) ?? '', shorter.at(-1) ?? '')) {
    // Initials only: M.O. for Margarethe Oldenburg.
    return shorter.every((word) => word.length === 1) && shorter.length === longer.length && shorter.every((letter, index) => longer[index]?.startsWith(letter))
  }
  // Every given name of the shorter one has its place, in order, among those of the longer one.
  let from = 0
  for (const given of shorter.slice(0, -1)) {
    const at = longer.slice(0, -1).findIndex((word, index) => index >= from && (word === given || (given.length === 1 && word.startsWith(given)) || (word.length === 1 && given.startsWith(word))))
    if (at < 0) return false
    from = at + 1
  }
  return true
}

/** Equal, or one half of a double name. */
function sameWord(a: string, b: string): boolean {
  return a === b || (a.includes('-') && a.split('-').includes(b)) || (b.includes('-') && b.split('-').includes(a))
}
