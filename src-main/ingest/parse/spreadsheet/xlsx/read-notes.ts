import type { Relation } from '../../ooxml/relationships.ts'
import { readXmlPart } from '../../read-xml-part.ts'
import type { ZipArchive } from '../../zip-archive.ts'
import { parseCellName, type CellNote } from '../sheet.ts'

/** Notes and threaded comments of a worksheet. A thread is kept a second time as a note for old programs, which is left out. */
export function readNotes(archive: ZipArchive, related: readonly Relation[]): CellNote[] {
  const threads = related.filter(({ type }) => type === 'threadedComment').flatMap(({ target }) => readPart(archive, target, 'threadedComment'))
  const notes = related.filter(({ type }) => type === 'comments').flatMap(({ target }) => readPart(archive, target, 'comment'))
  const threaded = new Set(threads.map(({ row, column }) => `${row} ${column}`))
  return [...notes.filter(({ row, column }) => !threaded.has(`${row} ${column}`)), ...threads]
}

function readPart(archive: ZipArchive, part: string, element: 'comment' | 'threadedComment'): CellNote[] {
  const notes: CellNote[] = []
  let cell: { row: number; column: number } | null = null
  let text = ''
  let collects = false
  readXmlPart(archive, part, {
    open(name, { ref = '' }) {
      if (name === element) {
        cell = parseCellName(ref)
        text = ''
      }
      // The text of a note is runs of "t", that of a thread is plain.
      collects = name === (element === 'comment' ? 't' : 'text')
    },
    text(piece) { if (collects) text += piece },
    close(name) {
      collects = false
      if (name !== element || cell === null || text.trim() === '') return
      notes.push({ ...cell, text: text.trim() })
    },
  })
  return notes
}
