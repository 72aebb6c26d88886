import { viewOf } from '../../bytes.ts'
import type { Box, ShapeContent, SlideShape } from '../slide-shape.ts'
import { propertiesOf } from './ppt-properties.ts'
import { childOf, childrenOf, numberIn, types, type PptRecord } from './ppt-records.ts'
import { textsIn, titleKinds, type FieldTexts, type PptText } from './ppt-text.ts'

/** Groups nest a few levels deep. */
const maxDepth = 50
const maxShapes = 20_000

/** What the shapes of one slide draw on: its texts that are kept in the outline, and what its fields show. */
export interface DrawnSlide { readonly outline: readonly PptText[]; readonly fields: FieldTexts }

interface Piece { readonly kind: number | null; readonly placeholder: number; readonly box: Box | null; readonly content: ShapeContent[] }

/** Placeholders ([MS-PPT] 2.13.21) whose text says nothing of the slide: its number, and the picture of the slide on its notes. */
const slideNumberPlaceholder = 8

/**
 * The shapes of a slide or of its notes ([MS-PPT] 2.5.13, [MS-ODRAW] 2.2.14), those of a group as one. Texts of the outline
 * that no shape shows come last.
 */
export function readShapes(slide: PptRecord, { outline, fields }: DrawnSlide): { shapes: SlideShape[]; kinds: readonly (number | null)[] } {
  const drawing = childOf(slide, types.drawing)
  const container = drawing === null ? null : childOf(drawing, types.drawingContainer)
  const group = container === null ? null : childOf(container, types.groupContainer)
  const left = new Map(outline.entries())
  const read = (shape: PptRecord): Piece => readShape(shape, left, fields)
  const pieces: Piece[] = []
  if (group !== null) {
    for (const [index, child] of [...childrenOf(group)].entries()) {
      // The first shape of the whole drawing stands for its surface.
      if (index === 0 || pieces.length >= maxShapes) continue
      if (child.type === types.shapeContainer) pieces.push(read(child))
      else if (child.type === types.groupContainer) pieces.push(readGroup(child, read, 0))
    }
  }
  for (const { kind, text } of left.values()) pieces.push({ kind, placeholder: 0, box: null, content: linesOf(text) })
  const told = pieces.filter(({ content }) => content.length > 0)
  return { shapes: told.map(toShape), kinds: told.map(({ kind }) => kind) }
}

function toShape({ kind, placeholder, box, content }: Piece): SlideShape {
  const type = kind !== null && titleKinds.has(kind) ? 'title' : placeholder === slideNumberPlaceholder ? 'sldNum' : null
  return { placeholder: type === null ? null : { type, index: '' }, box, content }
}

function readShape(shape: PptRecord, outline: Map<number, PptText>, fields: FieldTexts): Piece {
  const { isPicture, description, artText } = propertiesOf(shape)
  const content: ShapeContent[] = []
  let kind: number | null = null
  let placeholder = 0
  for (const record of childrenOf(shape)) {
    if (record.type === types.textbox) {
      const reference = childOf(record, types.outlineReference)
      const at = reference === null ? -1 : (numberIn(reference, 0, 4) ?? -1)
      const kept = outline.get(at)
      outline.delete(at)
      for (const text of [...(kept === undefined ? [] : [kept]), ...textsIn(childrenOf(record), fields)]) {
        kind ??= text.kind
        content.push(...linesOf(text.text))
      }
    } else if (record.type === types.clientData) {
      const holder = childOf(record, types.placeholder)
      placeholder = holder === null ? 0 : (numberIn(holder, 4, 1) ?? 0)
      if (childOf(record, types.objectReference) !== null) content.push({ kind: 'object' })
    }
  }
  if (artText !== '') content.push(...linesOf(artText))
  if (isPicture && content.length === 0) content.push({ kind: 'picture', description })
  return { kind, placeholder, box: boxOf(shape), content }
}

function readGroup(group: PptRecord, read: (shape: PptRecord) => Piece, depth: number): Piece {
  const [first, ...members] = childrenOf(group)
  const isShape = first?.type === types.shapeContainer
  const pieces = members.flatMap((member) => {
    if (member.type === types.shapeContainer) return [read(member)]
    return member.type === types.groupContainer && depth < maxDepth ? [readGroup(member, read, depth + 1)] : []
  }).filter(({ content }) => content.length > 0)
  const rows = isShape && first !== undefined && propertiesOf(first).isTable ? tableRows(pieces) : null
  const content: ShapeContent[] = rows === null ? pieces.flatMap((piece) => piece.content) : [{ kind: 'table', rows }]
  return { kind: null, placeholder: 0, box: isShape && first !== undefined ? boxOf(first) : null, content }
}

/** A table is a group of boxes: what begins at the same height is a row, what begins at the same side a column. Null when a cell has no place. */
function tableRows(cells: readonly Piece[]): string[][] | null {
  if (cells.length === 0 || cells.some(({ box }) => box === null)) return null
  const edges = (side: 'top' | 'left'): number[] => [...new Set(cells.map(({ box }) => box?.[side] ?? 0))].sort((a, b) => a - b)
  const [tops, lefts] = [edges('top'), edges('left')]
  const rows = tops.map(() => lefts.map(() => ''))
  for (const { box, content } of cells) {
    const row = rows[tops.indexOf(box?.top ?? 0)]
    if (row !== undefined) row[lefts.indexOf(box?.left ?? 0)] = content.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join(' ')
  }
  return rows
}

function linesOf(text: string): ShapeContent[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line, i) => ({ kind: 'text', text: line, tight: i > 0 }))
}

/** A shape's place: small or large numbers, in one order on the slide and in another within a group ([MS-PPT] 2.7.1, [MS-ODRAW] 2.2.39). */
function boxOf(shape: PptRecord): Box | null {
  const anchor = childOf(shape, types.anchor)
  const record = anchor ?? childOf(shape, types.childAnchor)
  if (record === null) return null
  const view = viewOf(record.bytes)
  const size = record.end - record.start
  if (size < 8) return null
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((i) => (size >= 16 ? view.getInt32(record.start + i * 4, true) : view.getInt16(record.start + i * 2, true)))
  return anchor === null ? { left: a, top: b, right: c, bottom: d } : { top: a, left: b, right: c, bottom: d }
}
