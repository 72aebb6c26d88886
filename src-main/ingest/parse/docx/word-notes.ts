import type { SectionPages } from '../section-pages.ts'

export type NoteKind = 'footnote' | 'endnote' | 'comment'

const names: Readonly<Record<NoteKind, string>> = { footnote: 'Footnote', endnote: 'Endnote', comment: 'Comment' }

/** The notes and comments of a Word document, written where they are referred to; numbered as Word shows them, in that order. */
export class WordNotes {
  readonly #notes = new Map<string, { readonly kind: NoteKind; readonly author: string | null; readonly text: string }>()
  readonly #counts = { footnote: 0, endnote: 0, comment: 0 }

  add(kind: NoteKind, id: string, author: string | null, text: string): void {
    this.#notes.set(`${kind} ${id}`, { kind, author, text })
  }

  write(kind: NoteKind, id: string, pages: SectionPages): void {
    const note = this.#notes.get(`${kind} ${id}`)
    if (note === undefined) return
    this.#notes.delete(`${kind} ${id}`)
    const number = ++this.#counts[kind]
    pages.note(kind !== 'comment' ? `${names[kind]} ${number}` : note.author === null ? 'Comment' : `Comment by ${note.author}`, note.text)
  }

  /** Those that nothing refers to. */
  writeRest(pages: SectionPages): void {
    for (const key of this.#notes.keys()) {
      const kind = this.#notes.get(key)?.kind
      if (kind !== undefined) this.write(kind, key.slice(kind.length + 1), pages)
    }
  }
}
