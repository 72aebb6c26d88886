import { createHash } from 'node:crypto'
import { applyRc4 } from '../../src-main/ingest/parse/ooxml/rc4.ts'
import { makeOle } from './make-ole.ts'

/** A record of a PowerPoint 97-2003 stream ([MS-PPT] 2.3.1): its content is bytes, or records inside it. */
export function pptRecord(type: number, content: Uint8Array | readonly Uint8Array[], instance = 0): Uint8Array {
  const isContainer = !(content instanceof Uint8Array)
  const inside = isContainer ? Buffer.concat(content) : content
  const header = Buffer.alloc(8)
  header.writeUInt16LE((instance << 4) | (isContainer ? 0xf : 0), 0)
  header.writeUInt16LE(type, 2)
  header.writeUInt32LE(inside.length, 4)
  return Buffer.concat([header, inside])
}

export const words = (...values: readonly number[]): Uint8Array => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(value | 0); return bytes }))
const shorts = (...values: readonly number[]): Uint8Array => Buffer.concat(values.map((value) => { const bytes = Buffer.alloc(2); bytes.writeInt16LE(value); return bytes }))
export const wide = (text: string): Uint8Array => Buffer.from(text, 'utf16le')

/** A text with its kind (0 title, 1 body, 2 notes, 4 other): as one byte for each character where all fit. */
export function pptText(text: string, kind = 4): Uint8Array {
  const isLatin = /^[\u0000-\u00ff]*$/.test(text)
  return Buffer.concat([pptRecord(0x0f9f, words(kind)), isLatin ? pptRecord(0x0fa8, Buffer.from(text, 'latin1')) : pptRecord(0x0fa0, wide(text))])
}

export interface PptShape {
  /** Records of a text box; none for a picture. */
  readonly texts?: readonly Uint8Array[]
  /** Left, top, right, bottom. */
  readonly box?: readonly [number, number, number, number]
  readonly placeholder?: number
  /** Pairs of a property's number and its value; a text is a long value. */
  readonly properties?: readonly (readonly [number, number | string])[]
  readonly isMember?: boolean
  readonly hasObject?: number
}

export function pptShape({ texts, box, placeholder, properties = [], isMember = false, hasObject }: PptShape): Uint8Array {
  const values = properties.map(([id, value]) => (typeof value === 'number' ? Buffer.concat([shorts(id), words(value)]) : Buffer.concat([shorts((id | 0x8000) << 16 >> 16), words(value.length * 2)])))
  const long = properties.map(([, value]) => (typeof value === 'string' ? wide(value) : new Uint8Array()))
  const client = [...(placeholder === undefined ? [] : [pptRecord(0x0bc3, Buffer.concat([words(0), Uint8Array.from([placeholder, 0, 0, 0])]))]), ...(hasObject === undefined ? [] : [pptRecord(0x0bc1, words(hasObject))])]
  return pptRecord(0xf004, [
    pptRecord(0xf00a, words(1_025, 0), 1),
    ...(properties.length === 0 ? [] : [pptRecord(0xf00b, Buffer.concat([...values, ...long]), properties.length)]),
    ...(box === undefined ? [] : [isMember ? pptRecord(0xf00f, words(...box)) : pptRecord(0xf010, shorts(box[1], box[0], box[2], box[3]))]),
    ...(client.length === 0 ? [] : [pptRecord(0xf011, client)]),
    ...(texts === undefined ? [] : [pptRecord(0xf00d, texts)]),
  ])
}

/** Shapes together; the first record says what the group is, 'table' marks one. */
export function pptGroup(members: readonly Uint8Array[], box: PptShape['box'], isTable = false): Uint8Array {
  return pptRecord(0xf003, [pptShape({ ...(box === undefined ? {} : { box }), ...(isTable ? { properties: [[0x039f, 1]] } : {}) }), ...members])
}

const drawing = (shapes: readonly Uint8Array[]): Uint8Array => pptRecord(0x040c, [pptRecord(0xf002, [pptRecord(0xf003, [pptShape({}), ...shapes])])])

export interface PptSlide {
  readonly shapes: readonly Uint8Array[]
  /** Texts kept in the outline, which shapes refer to by their place. */
  readonly outline?: readonly Uint8Array[]
  readonly notes?: readonly Uint8Array[]
  readonly hidden?: boolean
  readonly more?: readonly Uint8Array[]
  /** Listed, but not in the file. */
  readonly isLost?: boolean
}

export interface PptOptions { readonly firstNumber?: number; readonly document?: readonly Uint8Array[]; readonly breakDirectory?: boolean; readonly objects?: readonly Uint8Array[]; readonly edit?: readonly number[]; readonly password?: string }

/** A file of PowerPoint 97 to 2003: its slides, listed in the order given, with their notes. */
export function makePpt(slides: readonly PptSlide[], { firstNumber = 1, document = [], breakDirectory = false, objects: own = [], edit: editEnd = [], password }: PptOptions = {}): Uint8Array {
  const idOf = (index: number): number => 256 + index
  const objects: Uint8Array[] = []
  const add = (object: Uint8Array): number => objects.push(object) + 1
  const listed = slides.map(({ shapes, hidden = false, more = [], isLost = false }) => {
    const slide = pptRecord(0x03ee, [pptRecord(0x03ef, words(0, 0, 0, 0, 0, 0)), pptRecord(0x03f9, Buffer.concat([words(0, 0), Uint8Array.from([0, 0, hidden ? 4 : 0, 0]), words(0)])), drawing(shapes), ...more])
    return isLost ? 900 : add(slide)
  })
  const notes = slides.flatMap(({ notes: shapes }, i) => (shapes === undefined ? [] : [[add(pptRecord(0x03f0, [pptRecord(0x03f1, words(idOf(i), 0)), drawing(shapes)])), i] as const]))
  for (const object of own) add(object)
  const persist = (id: number, slideId: number): Uint8Array => pptRecord(0x03f3, words(id, 0, 0, slideId, 0))
  const root = pptRecord(0x03e8, [
    pptRecord(0x03e9, Buffer.concat([words(5_760, 4_320, 4_320, 5_760, 1, 1, 0, 0), shorts(firstNumber, 0), words(0)])),
    ...document,
    pptRecord(0x0ff0, slides.flatMap(({ outline = [] }, i) => [persist(listed[i] ?? 0, idOf(i)), ...outline]), 0),
    ...(notes.length === 0 ? [] : [pptRecord(0x0ff0, notes.map(([id, i]) => persist(id, 512 + i)), 2)]),
  ])
  const { lock, locked } = password === undefined ? { lock: null, locked: [root, ...objects] } : lockObjects([root, ...objects], password)
  const all = [...locked, ...(lock === null ? [] : [lock])]
  const offsets = all.map((_, i) => all.slice(0, i).reduce((sum, { length }) => sum + length, 0))
  const directoryAt = all.reduce((sum, { length }) => sum + length, 0)
  const directory = pptRecord(0x1772, words((all.length << 20) | 1, ...(breakDirectory ? offsets.map(() => 0x7fff_ffff) : offsets)))
  const edit = pptRecord(0x0ff5, words(0, 0, 0, directoryAt, 1, all.length + 1, 0, ...editEnd, ...(lock === null ? [] : [all.length])))
  const stream = Buffer.concat([...all, directory, edit])
  const user = pptRecord(0x0ff6, Buffer.concat([words(20, 0xe391_c05f | 0, directoryAt + directory.length), shorts(0, 0x3f4), words(0)]))
  // Copies, since the writer takes a stream's whole buffer.
  return makeOle({ 'PowerPoint Document': new Uint8Array(stream), 'Current User': new Uint8Array(user) })
}

/** Each object locked by a key of its own, and what says so ([MS-PPT] 2.3.7, [MS-OFFCRYPTO] 2.3.5). */
function lockObjects(objects: readonly Uint8Array[], password: string): { lock: Uint8Array; locked: Uint8Array[] } {
  const digest = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((whole, part) => whole.update(part), createHash('sha1')).digest()
  const [salt, verifier, header] = [Buffer.alloc(16, 7), Buffer.alloc(16, 9), Buffer.alloc(32)]
  header.writeUInt32LE(128, 16)
  const start = digest(salt, wide(password))
  const keyOf = (id: number): Uint8Array => digest(start, words(id)).subarray(0, 16)
  const proof = applyRc4(keyOf(0), Buffer.concat([verifier, digest(verifier)]))
  const info = Buffer.concat([Buffer.from([2, 0, 2, 0, 4, 0, 0, 0, header.length, 0, 0, 0]), header, words(16), salt, proof.subarray(0, 16), words(20), proof.subarray(16)])
  return { lock: pptRecord(0x2f14, info), locked: objects.map((object, i) => applyRc4(keyOf(i + 1), object)) }
}
