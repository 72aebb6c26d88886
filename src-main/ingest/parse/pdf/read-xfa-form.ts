import { canonicalLine } from '../canonical-text.ts'
import { readXmlPart, type XmlEvents } from '../read-xml-part.ts'

/** What an XFA form consists of, by name, as its PDF holds it. */
export type XfaPackets = ReadonlyMap<string, Uint8Array>

/** A line of the form's template: words on the form, or a field with what is asked. */
interface TemplateLine { readonly field: string | null; text: string }

const maxLines = 20_000

/**
 * The words of a form that only its own program draws ([XFA 3.3]): what its template says, with what was filled in behind
 * what is asked, in the template's order, which need not be that of the pages. Values that no field asks for come last.
 */
export function readXfaForm(packets: XfaPackets): string[] {
  const values = readValues(packets.get('datasets'))
  const lines = readTemplate(packets.get('template')).map(({ field, text }) => {
    const value = field === null ? undefined : values.get(field)?.shift()
    return value === undefined ? text : text === '' ? value : `${text.replace(/[:\s]+$/, '')}: ${value}`
  })
  const left = [...values].flatMap(([name, rest]) => rest.map((value) => `${name}: ${value}`))
  return [...lines, ...left].filter((line) => line !== '').slice(0, maxLines)
}

function readTemplate(template: Uint8Array | undefined): TemplateLine[] {
  const lines: TemplateLine[] = []
  const open: string[] = []
  /** How deep the element is that is not shown, with all within it; 0 outside of one. */
  let hidden = 0
  const isWords = (): boolean => open.includes('value') && !open.includes('items') && (open.includes('text') || open.includes('exData'))
  read(template, {
    open(name, { name: own, presence = 'visible' }) {
      open.push(name)
      if (hidden === 0 && presence !== 'visible') hidden = open.length
      if (hidden === 0 && (name === 'field' || name === 'draw')) lines.push({ field: name === 'field' ? own ?? '' : null, text: '' })
    },
    close() {
      if (hidden === open.length) hidden = 0
      open.pop()
    },
    text(text) {
      const line = lines.at(-1)
      const isField = open.includes('field')
      if (hidden > 0 || line === undefined || !isWords() || (isField && !open.includes('caption')) || (!isField && !open.includes('draw'))) return
      line.text = canonicalLine(`${line.text} ${text}`)
    },
  })
  return lines
}

/** What was filled in: the text of every element of the form's data that holds no other, by its name. */
function readValues(datasets: Uint8Array | undefined): Map<string, string[]> {
  const values = new Map<string, string[]>()
  const open: { readonly name: string; text: string; isLeaf: boolean }[] = []
  const isData = (): boolean => open[0]?.name === 'datasets' && open[1]?.name === 'data'
  read(datasets, {
    open(name) {
      const parent = open.at(-1)
      if (parent) parent.isLeaf = false
      open.push({ name, text: '', isLeaf: true })
    },
    close() {
      const within = isData()
      const element = open.pop()
      const value = canonicalLine(element?.text ?? '')
      if (element === undefined || !element.isLeaf || !within || value === '') return
      values.set(element.name, [...(values.get(element.name) ?? []), value])
    },
    text(text) {
      const element = open.at(-1)
      if (element) element.text += text
    },
  })
  return values
}

function read(bytes: Uint8Array | undefined, events: XmlEvents): void {
  if (bytes === undefined) return
  readXmlPart({ read: (_part, take) => { take(bytes); return true } }, '', events)
}
