/** The languages whose names, dates and addresses the rules know. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl'

/** Words that hardly any sentence goes without, and that the other five languages lack or use far less. */
const commonWords: Readonly<Record<Language, string>> = {
  en: 'the and of to is that it for was with as his her on be at by this had not are but from have they you which were my what your please would can there will if who an been has their we he she i me how do does did could should need want about our so when where get like just all any',
  de: 'der die das und ist nicht ich sie es den mit von auf für dem ein eine im zu sich des auch als wird an wir war bei nach haben hat wurde aus einer durch er oder dass um einen zum zur sind werden am noch nur über vom kann mein meine ihr ihre bitte sehr geehrte wie was kein',
  fr: 'le la les des et est une que pas dans pour qui sur au ce il elle vous nous avec je par sont du été aux plus ou mais cette mon ma mes votre notre être avoir ont leur merci bonjour madame monsieur où se',
  es: 'el los las y es que del una por con para no se su al lo como más pero sus le ya fue este ha mi porque muy sin sobre también me hasta hay donde desde está nos usted señor señora estimado hola ser son tiene',
  it: 'il lo gli e è che di della del una per con non si da dei nel alla sono ha anche come più ma suo sua questo mi le delle al ed nella stato cui dal dalla degli ai signor signora gentile buongiorno essere ho',
  nl: 'de het een en van is dat niet te op voor met zijn er aan ook als bij door naar maar uit om dan nog wel geen ik je hij ze wij u mijn uw heeft werd wordt deze dit heb bent geachte mevrouw meneer over tot',
}

export const languages: readonly Language[] = ['en', 'de', 'fr', 'es', 'it', 'nl']
/** By word the numbers of the languages that have it. */
const votes = new Map<string, number[]>()
for (const [number, language] of languages.entries()) {
  for (const word of commonWords[language].split(' ')) votes.set(word, [...(votes.get(word) ?? []), number])
}

export interface LanguageVote {
  /** The language with most votes, or null where none has enough. */
  readonly language: Language | null
  /** Enough words to judge by, and too few of them known: something else is spoken here. */
  readonly unknown: boolean
}

/** Whether hardly any sentence of one of the six languages goes without this word, given in lower case. */
export function isCommonWord(lower: string): boolean {
  return votes.has(lower)
}

/** The number, in {@link languages}, of the only language that has a word in lower case among its commonest; null where none or several have. */
export function ownLanguage(lower: string): number | null {
  const having = votes.get(lower)
  return having?.length === 1 ? (having[0] ?? null) : null
}

/** How many words of a text are common in this language and in no other of the six. */
export function ownWords(text: string, language: Language): number {
  const number = languages.indexOf(language)
  return (text.match(/\p{L}+/gu) ?? []).filter((word) => ownLanguage(word.toLowerCase()) === number).length
}

/** Which of six languages a paragraph is in, by its commonest words in lower case. Under twelve words nothing is called unknown. */
export function languageOf(words: readonly string[]): LanguageVote {
  const counts = [0, 0, 0, 0, 0, 0]
  let known = 0
  for (const word of words) {
    const having = votes.get(word)
    if (!having) continue
    known += 1
    for (const number of having) counts[number] = (counts[number] ?? 0) + 1 / having.length
  }
  const most = Math.max(...counts)
  const language = most > 0 ? (languages[counts.indexOf(most)] ?? null) : null
  return { language, unknown: words.length >= 12 && known / words.length < 0.08 }
}
