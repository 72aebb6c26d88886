import type { ChildFile, ChildSink } from '../../src-main/ingest/parse/parsed-document.ts'

/** Keeps what a container hands over, so that a test can look into it. */
export function collectChildren(): ChildSink & { readonly contents: Map<string, Uint8Array> } {
  const files: ChildFile[] = []
  const contents = new Map<string, Uint8Array>()
  return {
    files, contents,
    add(name, bytes) {
      files.push({ name, bytes: bytes.length, file: `child-${files.length + 1}` })
      contents.set(name, bytes.slice())
    },
  }
}
