import { escapes, unescapeOne } from '../normalise/unescape.ts'
import { invisible, lookalikes } from '../normalise/lookalikes.ts'

/** A derived text and, for each of its UTF-16 units, the stretch of the original that it came from. */
export interface View { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] }

export function viewOf(text: string, offset: number): View {
  return { text, starts: Array.from({ length: text.length }, (_, i) => offset + i), ends: Array.from({ length: text.length }, (_, i) => offset + i + 1) }
}

/** The stretch of the original that units `start` to `end` of the view came from. */
export function originalOf(view: View, start: number, end: number): { readonly start: number; readonly end: number } {
  return { start: view.starts[start] ?? 0, end: view.ends[end - 1] ?? 0 }
}

/** Undoes JSON, URL, HTML and quoted-printable escapes, one inside the other up to three deep. */
export function unescaped(view: View): View {
  let current = view
  for (let depth = 0; depth < 3; depth += 1) {
    if (!/[\\%=&]/.test(current.text)) return current
    const next = replaceIn(current, escapes, unescapeOne)
    if (next.text === current.text) return current
    current = next
  }
  return current
}

/** Lower case, compatibility forms and diacritics folded, invisible characters gone, lookalikes of other scripts Latin. */
export function folded(view: View): View {
  if (!/[^\x00-\x7f]/.test(view.text)) return { ...view, text: view.text.toLowerCase() }
  const pieces: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let i = 0; i < view.text.length;) {
    const character = String.fromCodePoint(view.text.codePointAt(i) ?? 0)
    const by = foldCharacter(character)
    for (let j = 0; j < by.length; j += 1) {
      starts.push(view.starts[i] ?? 0)
      ends.push(view.ends[i + character.length - 1] ?? 0)
    }
    pieces.push(by)
    i += character.length
  }
  return { text: pieces.join(''), starts, ends }
}

function foldCharacter(character: string): string {
  if (character < '\u0080') return character.toLowerCase()
  if (invisible.test(character)) return ''
  const latin = lookalikes.get(character) ?? character
  const plain = latin.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' }[plain] ?? plain
}

/** What is left when everything else than the characters wanted goes. */
export function only(view: View, wanted: RegExp): View {
  const pieces: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let i = 0; i < view.text.length; i += 1) {
    const unit = view.text[i] ?? ''
    if (!wanted.test(unit)) continue
    pieces.push(unit)
    starts.push(view.starts[i] ?? 0)
    ends.push(view.ends[i] ?? 0)
  }
  return { text: pieces.join(''), starts, ends }
}

export function replaceIn(view: View, pattern: RegExp, by: (match: string) => string): View {
  const pieces: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  const copy = (to: number): void => {
    pieces.push(view.text.slice(at, to))
    for (let i = at; i < to; i += 1) {
      starts.push(view.starts[i] ?? 0)
      ends.push(view.ends[i] ?? 0)
    }
    at = to
  }
  for (const match of view.text.matchAll(pattern)) {
    copy(match.index)
    const replacement = by(match[0])
    const end = match.index + match[0].length
    for (let i = 0; i < replacement.length; i += 1) {
      starts.push(view.starts[match.index] ?? 0)
      ends.push(view.ends[end - 1] ?? 0)
    }
    pieces.push(replacement)
    at = end
  }
  copy(view.text.length)
  return { text: pieces.join(''), starts, ends }
}
