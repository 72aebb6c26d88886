import { burn } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'
import { AppError } from '../../../support/errors.ts'
import { viewOf } from '../bytes.ts'
import { CompoundFile, type OleStorage } from '../doc/compound-file.ts'
import { offerChild } from '../offer-child.ts'
import type { ChildSink } from '../parsed-document.ts'

type Entry = Parameters<typeof burn>[0][number]

const maxStorageDepth = 20
/** Streams by which Office knows its own files, and the extension of such a file. */
const officeStreams: Readonly<Record<string, string>> = { worddocument: '.doc', workbook: '.xls', book: '.xls', 'powerpoint document': '.ppt', '__properties_version1.0': '.msg' }

/** Hands the files that were put into a document to its children, out of the wrappings that Office puts around them. */
export class EmbeddedFiles {
  readonly #children: ChildSink
  #unread = 0
  #formulas = 0
  #count = 0

  constructor(children: ChildSink) {
    this.#children = children
  }

  /** A part of an Office package: a file as it is, or an OLE file around it. `name`: as the package has it. */
  addPart(bytes: Uint8Array, name: string | null): void {
    if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return this.#offer(name ?? this.#nextName(''), bytes)
    try {
      this.addStorage(new CompoundFile(bytes))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#unread++
    }
  }

  /** What an object of RTF holds ([MS-OLEDS] 2.2.4 and 2.2.5): its class, and the data of the program that made it. */
  addObjectData(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    let at = 8
    const kind = sizedText(bytes, at)
    for (let i = 0; i < 3 && at + 4 <= bytes.length; i++) at += 4 + view.getUint32(at, true)
    const data = at + 4 > bytes.length ? new Uint8Array() : bytes.subarray(at + 4, at + 4 + view.getUint32(at, true))
    if (kind === 'Package') this.#addNative(data, 0)
    else this.addPart(data, null)
  }

  /** The storage of one object, as it lies in the "ObjectPool" of a Word file or at the root of an OLE file. */
  addStorage(storage: OleStorage): void {
    const native = storage.stream('\u0001ole10native')
    const content = storage.stream('package') ?? storage.stream('contents')
    const extension = storage.names.map((name) => officeStreams[name]).find((each) => each !== undefined)
    if (storage.names.includes('equation native')) this.#formulas++
    else if (native !== null) this.#addNative(native, 4)
    else if (content !== null) this.#offer(this.#nextName(''), content)
    else if (extension !== undefined) this.#offer(this.#nextName(extension), writeStorage(storage))
    else this.#unread++
  }

  warnings(): string[] {
    const said = (count: number, one: string, many: string): string[] => (count === 0 ? [] : [count === 1 ? `1 ${one} was not read.` : `${count} ${many} were not read.`])
    return [...said(this.#unread, 'embedded file', 'embedded files'), ...said(this.#formulas, 'formula of an old kind', 'formulas of an old kind')]
  }

  /** A file as the Packager wraps it: its name, where it came from, and its bytes. */
  #addNative(bytes: Uint8Array, from: number): void {
    const view = viewOf(bytes)
    const [label, afterLabel] = zeroText(bytes, from + 2)
    const [, afterPath] = zeroText(bytes, afterLabel)
    const temporary = afterPath + 4
    const sizeAt = temporary + 4 + (temporary + 4 <= bytes.length ? view.getUint32(temporary, true) : 0)
    if (sizeAt + 4 > bytes.length) {
      this.#unread++
      return
    }
    const end = sizeAt + 4 + view.getUint32(sizeAt, true)
    const name = wideLabel(bytes, end) ?? label
    this.#offer(name.split(/[\\/]/).at(-1) || this.#nextName(''), bytes.subarray(sizeAt + 4, end))
  }

  #offer(name: string, bytes: Uint8Array): void {
    if (!offerChild(this.#children, name, bytes)) this.#unread++
  }

  #nextName(extension: string): string {
    return `Embedded file ${++this.#count}${extension}`
  }
}

/** A storage as a file of its own, which a reader of such files can open. */
function writeStorage(root: OleStorage): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0 }]
  const fill = (parent: Entry | undefined, storage: OleStorage, depth: number): void => {
    if (parent === undefined || depth > maxStorageDepth) return
    const below = storage.storages()
    const children: number[] = []
    for (const name of storage.names) {
      const stream = storage.stream(name)
      if (stream !== null) children.push(entries.push({ name, type: TypeEnum.DOCUMENT, length: stream.length, binaryProvider: () => stream }) - 1)
    }
    for (const each of below) {
      const index = entries.push({ name: each.name, type: TypeEnum.DIRECTORY, length: 0 }) - 1
      children.push(index)
      fill(entries[index], each, depth + 1)
    }
    parent.children = children
  }
  fill(entries[0], root, 0)
  return burn(entries)
}

/** Text that ends with a zero byte, and where what follows it begins. */
function zeroText(bytes: Uint8Array, at: number): [string, number] {
  const end = bytes.indexOf(0, at)
  return end < 0 ? ['', bytes.length] : [new TextDecoder('windows-1252').decode(bytes.subarray(at, end)), end + 1]
}

/** Newer programs write the names again behind the file, in Unicode: where it lay for a while, its name, where it came from. */
function wideLabel(bytes: Uint8Array, from: number): string | null {
  if (from + 4 > bytes.length) return null
  const view = viewOf(bytes)
  const at = from + 4 + view.getUint32(from, true) * 2
  const end = at + 4 > bytes.length ? Infinity : at + 4 + view.getUint32(at, true) * 2
  return end > bytes.length ? null : new TextDecoder('utf-16le').decode(bytes.subarray(at + 4, end)).replace(/\0.*$/s, '') || null
}

function sizedText(bytes: Uint8Array, at: number): string {
  if (at + 4 > bytes.length) return ''
  return new TextDecoder('windows-1252').decode(bytes.subarray(at + 4, at + 4 + viewOf(bytes).getUint32(at, true))).replace(/\0.*$/s, '')
}
