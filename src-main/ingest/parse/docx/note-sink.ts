import { linkNote } from './link-address.ts'
import type { StorySink } from './word-story.ts'

/** Collects each note of a notes part as one text; the address of a link follows its paragraph. */
export function noteSink(onNote: (id: string, author: string | null, text: string) => void): StorySink {
  let current: { readonly id: string; readonly author: string | null; text: string } | null = null
  const links: string[] = []
  const add = (paragraph: string): void => {
    if (current === null) return
    const text = [paragraph.trim(), ...links.splice(0).map((link) => `Link: ${link}`)].join('\n')
    current.text = current.text === '' ? text : `${current.text}\n${text}`
    onNote(current.id, current.author, current.text)
  }
  return {
    ...plainSink(add),
    link(text, address) {
      const note = linkNote(text, address)
      if (note !== null) links.push(note)
    },
    noteStart(id, author) { current = { id, author, text: '' } },
  }
}

/** Takes headings, paragraphs and tables alike, as lines. */
export function plainSink(add: (text: string) => void): StorySink {
  return {
    heading: (_, text) => add(text),
    paragraph: (text) => add(text),
    table: (rows) => add(rows.map((cells) => cells.join('\t')).join('\n')),
    reference() {},
  }
}
