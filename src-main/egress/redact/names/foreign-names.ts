import { ownWords } from '../language/language.ts'
import type { Language } from '../language/language.ts'
import type { Paragraph } from '../language/paragraphs.ts'
import type { FoundName } from './name-model.ts'
import { germanNouns, germanOpeners, germanShortForms } from './german-words.ts'
import { germanScores } from './german-names.ts'
import ordinaryNouns from './ordinary-nouns-de.json' with { type: 'json' }

const german = new Set<string>([...ordinaryNouns, ...germanNouns])
/** Ends of German nouns that name a thing, and of compounds; places end in -stadt, -berg or -heim. */
const germanEnding = /(?:ung|grüße|grüßen|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|ismus|nisse|tum|ieure|euren|enzen|mente|iker|ikern|loge|logen|grafie|ität|gericht|gerichts|recht|rechts|gesetz|gesetzes|vertrag|vertrags|verfahren|verfahrens|antrag|antrags|spiel|spiele|jahr|jahre|jahren|zeit|preise|werke|schule|schulen|kirche|partei|parteien|verein|gruppe|meister|trainer|minister|präsident|direktor|vorstand|führer|leiter|lehrer|männer|frauen|kinder|leute)$/u
const shortestTail = 6
const endings = /(?:es|en|s|n|e)$/u
/** Trades and ranks that are surnames as often. */
const surnames = /^(?:bauer|becker|berger|fischer|fuchs|graf|herzog|huber|jäger|kaiser|keller|koch|kohl|könig|krämer|krüger|lang|lange|maier|maurer|meister|möller|müller|neumann|richter|ritter|sauer|schäfer|schmidt|schmied|schneider|schreiber|schröder|schulz|schulze|schuster|schwarz|sommer|stein|vogel|vogt|wagner|weber|weiss|weiß|winkler|winter|wolf|zimmermann)s?$/u
export const particles = /^(?:af|al|auf|aus|av|bin|da|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|e|el|et|i|ibn|la|las|le|les|los|of|op|s|te|ten|ter|und|van|vom|von|vor|y|z|zu|zum|zur)$/u
/** Words that begin sentences in these languages. */
const openers = /^(?:aber|als|am|auch|auf|aus|bei|beim|bis|da|dabei|damit|danach|dann|daraus|das|dass|dazu|dagegen|daraufhin|darf|deshalb|dem|den|denn|der|des|die|dies|diese|dieser|dieses|doch|durch|diesmal|eigentlich|ein|einige|erst|eine|einem|einen|einer|eines|er|es|für|gegen|hier|ich|ihr|ihre|im|in|ist|jedoch|kein|keine|man|mehr|mit|nach|nicht|nichts|noch|nun|nur|ob|obwohl|oder|seit|sehr|sein|seine|seit|sich|sie|sind|so|sogar|sowie|trotz|trotzdem|über|um|und|unter|viele|weitere|zumindest|vom|von|vor|während|war|waren|was|weil|weiter|wenn|wer|wie|wir|wird|wo|zu|zudem|zum|zur|zwar|zwischen|au|aux|avec|ce|ces|cet|cette|comme|dans|depuis|des|donc|du|elle|elles|en|et|il|ils|je|l|la|le|les|leur|lors|mais|ne|nous|on|or|ou|où|par|pour|puis|qu|quand|que|qui|sa|sans|selon|ses|si|son|sous|sur|très|un|une|vous|a|al|ante|así|aunque|como|con|cuando|de|del|desde|donde|e|el|ella|ellos|en|entre|era|es|esta|este|fue|ha|hasta|la|las|lo|los|más|mi|no|o|para|pero|por|porque|según|ser|si|sin|sobre|su|sus|también|tras|un|una|y|ya|alla|anche|che|chi|ci|come|da|dal|dalla|degli|dei|del|della|delle|di|dopo|e|gli|i|il|in|io|l|la|le|lo|ma|nel|nella|non|per|però|più|poi|quando|quella|quello|questa|questo|se|secondo|si|sono|su|sul|tra|un|una|uno|aan|als|bij|dat|de|deze|die|dit|door|een|en|er|haar|heeft|het|hij|hoe|ik|in|is|maar|met|na|naar|niet|nog|of|om|onder|ons|ook|op|over|te|tijdens|tot|uit|van|veel|volgens|voor|waar|wat|we|wij|worden|ze|zij|zijn|zo)$/u

const english = /(?<!\p{L})(?:and|at|for|from|have|his|her|is|of|my|please|that|the|to|was|with|you|your)(?!\p{L})/giu
/** Odds under which a German word is left, as a logarithm: chosen on one half of GermEval's dev part, trained on the other. */
const leastGerman = -2
/** Shorter ones are told apart by a word or two, and an address abroad in an English message holds as many. */
const shortestForeign = 60

/** English words that another language has too. */
const alsoIn: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = { de: new Set(['was', 'her', 'at', 'my']), es: new Set(['his']), nl: new Set(['of', 'is', 'was', 'her', 'have']), it: new Set(['at']) }
/** A short one is in another language where so many of its words are that language's alone and none is English. */
const fewestWords = 2

/** Whether a paragraph is surely in another language than the model's, and written with capitals. */
export function isForeign(text: string, { start, end, language, unknown }: Paragraph): boolean {
  if (!unknown && (language === null || language === 'en')) return false
  const paragraph = text.slice(start, end)
  if (!/\p{Lu}/u.test(paragraph)) return false
  const also = language === null ? undefined : alsoIn[language]
  const inEnglish = (paragraph.match(english) ?? []).filter((word) => !also?.has(word.toLowerCase())).length
  return end - start < shortestForeign ? language !== null && inEnglish === 0 && ownWords(paragraph, language) >= fewestWords : inEnglish < 2
}

/**
 * What of a finding in another language than the model's is left once it stands on capitals: the model takes any word that it
 * does not know for a name. In German, where nouns have capitals too, the nouns that are known to name nothing go as well.
 */
export function foreignName(text: string, name: FoundName, language: Language | null): FoundName | null {
  const words = [...text.slice(name.start, name.end).matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)]
  const scores = language === 'de' ? germanScores(text, name.start, name.end) : null
  const isName = ({ 0: word, index }: RegExpExecArray): boolean => /^\p{Lu}|^\p{Lo}|^\d/u.test(word) && !isOrdinaryAbroad(word, language) && (scores?.get(name.start + index) ?? 0) >= leastGerman
  const first = words.findIndex(isName)
  if (first < 0) return null
  // Up to the first word that belongs to no name: "Herrn Müller Klage auf" ends with Müller.
  let last = first
  for (let at = first; at < words.length; at++) {
    const word = words[at]
    if (!word) break
    if (isName(word)) last = at
    else if (!particles.test(word[0].toLowerCase()) && !/^\p{Lu}/u.test(word[0])) break
  }
  const [from, to] = [words[first], words[last]]
  if (!from || !to || /^\d+$/.test(text.slice(name.start + from.index, name.start + to.index + to[0].length))) return null
  return { ...name, start: name.start + from.index, end: last === words.length - 1 ? name.end : name.start + to.index + to[0].length }
}

/** Forms of address, of one's own and what numbers are called, with which letters in these languages begin. */
const letterWords = new Set('afin ainsi alors après aujourd bien bonjour bonsoir cher chère chères chers cordialement hier ma madame mademoiselle merci mes mesdames messieurs mon monsieur nos notre nir siren siret tva veuillez voici vos votre acta ayer buenas buenos cif cordialmente dni don doña dra estimada estimadas estimado estimados gracias hola hoy mañana mis muy nie nif nuestra nuestro paciente pueden puede querida querido saludos señor señora señores según testigo tu usted ustedes yo avv buonasera buongiorno cara cari caro cordiali dott egregio gentile gentili gentilissima gentilissimo grazie ieri io lei mia mie mio miei oggi ringrazio salve signora signore signori spett spettabile suo sua suoi voi aanwezig beste bijgaand bsn btw dank dhr gaarne geacht geachte getuige gisteren goedemiddag goedemorgen graag groet groeten heer hierbij hoogachtend kvk meneer mevrouw mijn morgen onze patiënte stuurt tevens uw vandaag verslag verzoekster wanneer wilt'.split(' '))

/** Whether a word names nothing in this language, whatever capitals it has. */
export function isOrdinaryAbroad(word: string, language: Language | null): boolean {
  const small = word.toLowerCase()
  if (openers.test(small) || particles.test(small) || (language !== 'de' && letterWords.has(small))) return true
  return language === 'de' && (germanOpeners.has(small) || germanShortForms.test(small) || isGermanNoun(small))
}

function isGermanNoun(small: string): boolean {
  if (surnames.test(small)) return false
  if (german.has(small) || german.has(small.replace(endings, '')) || (small.length > 6 && germanEnding.test(small))) return true
  // Compounds end in a noun of their own.
  for (let at = 3; at <= small.length - shortestTail; at++) if (german.has(small.slice(at)) || german.has(small.slice(at).replace(endings, ''))) return true
  return false
}
