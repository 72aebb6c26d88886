/** An ordered or unordered list that is being read; `count` is the number of its last item. */
export interface HtmlList { readonly ordered: boolean; readonly type: string; count: number }

export function openList(name: string, { start, type = '1' }: Readonly<Record<string, string>>): HtmlList {
  const first = Number.parseInt(start ?? '1', 10)
  return { ordered: name === 'ol', type, count: (Number.isNaN(first) ? 1 : first) - 1 }
}

/** What a browser shows before the next item, with a space behind it; `value` is the number that the item itself states. */
export function nextLabel(list: HtmlList | undefined, value: string | undefined): string {
  if (list === undefined || !list.ordered) return '• '
  const own = Number.parseInt(value ?? '', 10)
  list.count = Number.isNaN(own) ? list.count + 1 : own
  return `${numbered(list.count, list.type)}. `
}

function numbered(count: number, type: string): string {
  if (count < 1 || count > 3_000) return String(count)
  if (type === 'a' || type === 'A') return inCase(letters(count), type === 'A')
  return type === 'i' || type === 'I' ? inCase(roman(count), type === 'I') : String(count)
}

const inCase = (text: string, upper: boolean): string => (upper ? text.toUpperCase() : text)
const letters = (count: number): string => (count > 26 ? letters(Math.floor((count - 1) / 26)) : '') + String.fromCharCode(97 + ((count - 1) % 26))

function roman(count: number): string {
  let rest = count
  let text = ''
  for (const [value, sign] of [[1_000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] as const) {
    for (; rest >= value; rest -= value) text += sign
  }
  return text
}
