import { canonicalLine } from '../canonical-text.ts'

/** One short word names a picture, and does not describe it. */
const shortName = /^[\p{Script=Latin}\d_-]{0,11}$/u
/** What a program wrote where nobody described a picture: its kind and number, or the file that it came from. */
const fillers = /^(?:(?:picture|image|graphic|grafik|bild|imagen|immagine|objet|object|shape|chart|text box|textfeld|diagram|logo|img|photo|foto)\s*[-_ ]?\d*|.*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|pict?|webp)|(?:https?|file|data):\S*|[a-z]:\\.*)$/i

/** The description of a picture for those who do not see it; null where it describes nothing. */
export function pictureNote(description: string): string | null {
  const text = canonicalLine(description).replace(/\s*(?:Description automatically generated(?: with \w+ confidence)?|Automatisch generierte Beschreibung)\.?$/i, '')
  return text.length < 3 || !/\p{L}{2}/u.test(text) || fillers.test(text) || shortName.test(text) ? null : text
}
