import { anyOf } from '../recogniser.ts'
import type { TextFacts, Word } from '../text-facts.ts'

/** Pieces of addresses as pattern source. All repeats are bounded. Written for the flags `iu` where not said otherwise. */
const suffixes = ['street', 'str', 'road', 'rd', 'avenue', 'ave', 'av', 'lane', 'ln', 'drive', 'court', 'ct', 'boulevard', 'blvd', 'way', 'place', 'pl', 'square', 'sq', 'terrace', 'close', 'crescent', 'cres', 'gardens', 'grove', 'row', 'hill', 'mews', 'parkway', 'pkwy', 'highway', 'hwy', 'circle', 'cir', 'trail', 'alley', 'walk', 'quay', 'rise', 'turnpike', 'freeway', 'expressway', 'loop', 'crossing', 'parade', 'esplanade', 'creek', 'plaza', 'wharf', 'broadway', 'bypass', 'ridge', 'glen', 'heights', 'meadow', 'meadows', 'junction', 'path', 'driveway', 'cove', 'point', 'run', 'pike', 'vista', 'green', 'side']
/** Trusted in prose without a number, when both words have a capital. */
const strongSuffixes = ['Street', 'Road', 'Avenue', 'Lane', 'Boulevard', 'Crescent', 'Terrace', 'Parkway', 'Rd', 'Ave', 'Blvd', 'Str', 'Highway']
const shortSuffixes = ['st', 'dr']

/** For gates: none of the patterns below matches without one of these. */
export const streetWords: ReadonlySet<string> = new Set([...suffixes, ...shortSuffixes])
export const strongStreetWords: ReadonlySet<string> = new Set(strongSuffixes.map((suffix) => suffix.toLowerCase()))
export const unitWords: ReadonlySet<string> = new Set(['apartment', 'apt', 'suite', 'ste', 'flat', 'wohnung', 'appartement'])
export const boxWords: ReadonlySet<string> = new Set(['box', 'bag', 'postfach', 'postale', 'bp', 'apartado', 'cp', 'postbus', 'postboks'])
export const militaryWords: ReadonlySet<string> = new Set(['psc', 'cmr', 'unit', 'uss', 'usns', 'usnv', 'usnr', 'usav', 'uscgc', 'apo', 'fpo', 'dpo'])

export const houseNumber = String.raw`\d{1,5}(?:\s?[a-z](?!\p{L}))?(?:\s?[-/]\s?\d{1,4}[a-z]?(?!\p{L}))?`
export const anyWord = String.raw`[\p{L}\p{M}][\p{L}\p{M}'’-]{0,24}\.?`
const direction = String.raw`(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\.?`

const ordinalName = String.raw`\d{1,3}(?:st|nd|rd|th)`
export const numberedStreet = String.raw`(?<![\p{L}\p{N}.,/-])(?:${houseNumber}\s{1,2}){1,2}(?:${direction}\s)?(?:(?:${anyWord}|${ordinalName})\s){1,4}?(?:${anyOf([...suffixes, ...shortSuffixes])})(?!\p{L})\.?(?:\s${direction}(?![\p{L}]))?`
/** Flags `u` only. */
export const capitalStreet = String.raw`(?<![\p{L}\p{N}])(?:(?:St|Saint|Mt|Old|New)\.?\s)?(?:\p{Lu}[\p{L}\p{M}'’.-]{1,24}\s){1,3}(?:${strongSuffixes.join('|')})(?!\p{L})\.?`

const romanceTypes = ['rue', 'avenue', 'av', 'avda', 'avenida', 'boulevard', 'bd', 'bld', 'place', 'pl', 'chemin', 'ch', 'allée', 'allee', 'impasse', 'quai', 'cours', 'route', 'rte', 'square', 'passage', 'sentier', 'ruelle', 'faubourg', 'lotissement', 'résidence', 'calle', 'c/', 'cl', 'plaza', 'plza', 'paseo', 'pº', 'carrera', 'cra', 'camino', 'camiño', 'ronda', 'travesía', 'glorieta', 'carretera', 'ctra', 'callejón', 'urbanización', 'urb', 'rúa', 'carrer', 'via', 'viale', 'v.le', 'piazza', 'p.zza', 'piazzale', 'corso', 'c.so', 'vicolo', 'largo', 'strada', 'contrada', 'località', 'borgo', 'salita', 'lungomare', 'rua', 'r', 'travessa', 'praça', 'estrada', 'rodovia', 'alameda', 'beco', 'ulica', 'ul', 'al', 'os', 'pl', 'aleja', 'trg', 'jalan', 'jl', 'bulevardul', 'bulevard', 'strada', 'str', 'ulitsa', 'prospekt', 'λεωφόρος', 'οδός', 'λ', 'улица', 'ул', 'rruga', 'sokak', 'cadde', 'caddesi', 'zona', 'praceta', 'costanera']
const nameParticle = String.raw`(?:de|des|du|d[’']|la|le|les|l[’']|del|dell[’']|della|delle|dei|degli|di|da|do|dos|das|el|los|las|y|e|et|i|en|van|von|der|den|ten|ter|zu|zur|zum|am|an|in|al)`
const leadingNumbers = String.raw`(?<![\p{L}\p{N}.,/-])(?:${houseNumber}(?:\s?(?:bis|ter|quater))?,?\s{1,2}){0,2}`
export const typeWords: ReadonlySet<string> = new Set([...romanceTypes.filter((type) => /^\p{L}{2,}$/u.test(type)), 'r', 'c', 'λ', 'p', 'v', 'so', 'zza'])
/** The type stands first and the number behind: Calle Mayor 4, via goffredo mameli 149. */
export const typeFirstNumbered = String.raw`${leadingNumbers}(?:${anyOf(romanceTypes)})\.?\s{1,2}(?:${anyWord}\s){0,5}?${anyWord},?\s{1,2}(?:n[º°.]?\s?)?${houseNumber}(?![\p{L}\p{N}])`
/** The number before or nowhere: 12 rue de la Paix. Flags `u`. */
export const typeFirstNamed = String.raw`${leadingNumbers}(?:[Rr]ue|[Aa]venue|[Aa]v\.|Avda\.?|[Aa]venida|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Rr]oute de|[Cc]alle|Plaza|Paseo|Camino|Via|Viale|Piazza|Piazzale|Corso|Vicolo|Largo|Rua|R|Travessa|Praça|[Uu]l\.|[Uu]lica|Trg|[Cc]ours)\s(?:(?:${nameParticle}\s?){0,3}\p{Lu}[\p{L}\p{M}'’.-]{0,24}\s?){1,4}(?<=[\p{L}.])`
/** In text without capitals the number in front has to vouch for it. */
export const typeFirstLower = String.raw`(?<![\p{L}\p{N}.,/-])(?:\d{1,5}[a-z]?\s){1,2}(?:rue|avenue|boulevard|place|chemin|allée|impasse|quai|calle|avenida|plaza|paseo|camino|viale|via|piazza|corso|vicolo|rua|ul\.|ulica|trg)\s(?:[\p{Ll}\p{M}'’.-]{1,24}\s){0,4}?[\p{Ll}\p{M}'’.-]{2,24}(?=\s(?:apt|suite|ste|flat|unit)\b|\s{0,2}[,\n]|$)`

const compoundEnds = ['straße', 'strasse', 'strase', 'str.', 'str', 'stasse', 'weg', 'platz', 'allee', 'gasse', 'ring', 'damm', 'ufer', 'steig', 'chaussee', 'graben', 'markt', 'lände', 'zeile', 'stieg', 'brücke', 'straat', 'laan', 'plein', 'plaats', 'gracht', 'kade', 'singel', 'dijk', 'steeg', 'hof', 'pad', 'dreef', 'steenweg', 'wal', 'weide', 'park', 'kamp', 'straatje', 'vägen', 'gatan', 'gata', 'väg', 'gränd', 'backen', 'stigen', 'torget', 'gränden', 'vej', 'gade', 'vænget', 'allé', 'stræde', 'parken', 'vangen', 'veien', 'vegen', 'gaten', 'vei', 'gate', 'tie', 'katu', 'kuja', 'polku', 'tänav', 'maantee', 'utca', 'tér', 'vegur', 'gata', 'braut', 'keskus', 'raitti', 'penger']
const ends = anyOf([...compoundEnds, ...compoundEnds.map((end) => `-${end.charAt(0).toUpperCase()}${end.slice(1)}`)])
/** Hauptstraße 5, Carry van Bruggenweg 77, Király u. 23. Flags `u`. */
export const compoundStreet = String.raw`(?<![\p{L}\p{N}.,/-])(?:\d{1,5}[a-z]?\s{1,2}){0,2}(?:(?:\p{Lu}[\p{L}\p{M}'’.-]{1,24}|${nameParticle})\s){0,3}(?:\p{Lu}[\p{L}\p{M}'’-]{1,28}?(?:${ends})|\p{Lu}[\p{L}\p{M}'’-]{1,28}\s(?:utca|út|útja|u\.|tee|tér|väg|vej|Straße|Strasse|Str\.|str\.|Weg|weg|Platz|Allee|straat|laan|tie|cesta|náměstí|[Uu]lica))\.?,?\s{1,2}${houseNumber}(?![\p{L}\p{N}])\.?`
const standing = new Set(['utca', 'út', 'útja', 'u', 'tee', 'tér', 'väg', 'vej', 'weg', 'straat', 'laan', 'tie', 'cesta', 'náměstí', 'ulica', 'str'])
const strongEnds = new Set(['straße', 'strasse', 'straat', 'gracht', 'vägen', 'gatan', 'gasse', 'allee', 'chaussee', 'steenweg', 'laan', 'weg', 'platz', 'plein', 'plaats', 'vej', 'veien', 'vegen', 'gade', 'tie', 'katu', 'gata', 'utca'])
const endSet = new Set([...compoundEnds.map((end) => end.replace('.', '')), 'u', 'út', 'útja', 'tee', 'tér', 'cesta', 'náměstí', 'ulica', 'vägen'])
const lengthsOf = (ends: ReadonlySet<string>): readonly number[] => [...new Set([...ends].map((end) => end.length))]
const endLengths = lengthsOf(endSet)
const strongLengths = lengthsOf(strongEnds)
/** Whether a word ends as streets do. */
export const isStreetEnd = ({ lower, capital }: Word): boolean => capital ? endLengths.some((length) => lower.length >= length && endSet.has(lower.slice(-length))) : standing.has(lower)
export const endsAsStreet = (facts: TextFacts): boolean => facts.words.some(isStreetEnd)
/** The same for ends that hardly anything else has. */
export const isClearStreetEnd = ({ lower }: Word): boolean => strongLengths.some((length) => lower.length > length + 1 && strongEnds.has(lower.slice(-length)))
export const endsClearlyAsStreet = (facts: TextFacts): boolean => facts.words.some(isClearStreetEnd)
/** The same in text without capitals; only ends that are no words. Flags `u`. */
export const compoundLower = String.raw`(?<![\p{L}\p{N}.,/-])(?:\d{1,5}[a-z]?\s{1,2}){0,2}(?:[\p{Ll}\p{M}'’.-]{2,24}\s(?:van|von|de|der|zu)\s)?[\p{Ll}\p{M}'’-]{2,28}(?:straße|strasse|straat|laan|gracht|weg|gasse|allee|platz|plein|plaats|vägen|gatan|vej|veien|vegen|gade|tie|katu|steenweg|gata|utca)\s{1,2}\d{1,5}(?:\s?[a-z](?!\p{L}))?(?![\p{L}\p{N}])`
/** The same without a number, only for ends that nothing else has. Flags `u`. */
export const compoundAlone = String.raw`(?<![\p{L}\p{N}-])(?:\p{Lu}[\p{L}\p{M}.'’-]{1,24}\s|\p{Lu}[\p{L}\p{M}]{1,20}-){0,3}\p{L}{3,24}(?:straße|strasse|straat|gracht|vägen|gatan|gasse|allee|chaussee|steenweg)(?![\p{L}\p{N}])`
export const prepositionStreet = String.raw`(?<![\p{L}\p{N}])(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Unter der|Hinter der|Vor dem|Bei der|Beim|Aan de|Op de|Op het)\s(?:\p{Lu}[\p{L}\p{M}-]{2,24}\s){1,2}\d{1,4}\s?[a-z]?(?![\p{L}\p{N}.])`

export const unit = String.raw`(?<![\p{L}\p{N}])(?:apartment|apt|appartement|appt|app|suite|ste|unit|flat|room|rm|wohnung|whg|top|stiege|piso|planta|puerta|pta|esc|interno|int|scala|piano|bus|box|bte|lok|lokal|m\.|building|bldg|block|tower|office|étage|bâtiment|bât|dept)\.?\s{1,2}(?:no\.?\s|#\s?)?(?:\d{1,5}\s?[a-z]?|[a-z]\d{1,4}|[a-z])(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|top)\sfloor|\d{1,2}\.\s?(?:OG|Stock|Etage|Obergeschoss)|\d{1,2}\.?[ºª°]\s?(?:izq(?:uierda|da)?|dcha|derecha|[a-d])?\b|#\s?\d{1,5}[a-z]?(?![\p{L}\p{N}])`
/** A unit that may begin an address on its own: the word is used for nothing else. */
export const loneUnit = String.raw`(?<![\p{L}\p{N}])(?:apartment|apt|suite|ste|flat|wohnung|appartement)\.?\s{1,2}(?:no\.?\s|#\s?)?(?:\d{1,5}\s?[a-z]?|[a-z]\d{1,4}|[A-Z])(?![\p{L}\p{N}])`
export const postBox = String.raw`(?<![\p{L}\p{N}])(?:\d{1,5}\s){0,2}(?:(?:p\.?\s?o\.?|post(?:\soffice)?|postal|private)\s?(?:box|bag)|postfach|boîte postale|b\.?p\.?|apartado(?:\sde correos)?|casella postale|c\.?p\.|postbus|postboks|box)\s{0,2}(?:n[º°.]?\s)?\d{1,6}(?![\p{N}])`
export const military = String.raw`(?<![\p{L}\p{N}])(?:psc|cmr|unit)\s\d{1,5},?\s{1,2}box\s\d{1,6}|(?<!\p{L})(?:uss|usns|usnv|usnr|usav|uscgc)\s[\p{L}'’-]{2,24}|(?<!\p{L})(?:apo|fpo|dpo)\s(?:aa|ae|ap)\s\d{5}(?:-\d{4})?`
