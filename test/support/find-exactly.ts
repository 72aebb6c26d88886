import type { FindMasks } from '../../src-main/ingest/redacted-copy/redacted-copy.ts'

/** A search that knows its values: each occurrence becomes its placeholder. Longer values come first. */
export function findExactly(values: Readonly<Record<string, string>>): FindMasks & { readonly asked: string[] } {
  const asked: string[] = []
  const words = Object.keys(values).toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/ /g, String.raw`\s`)).join('|'), 'gu')
  const find: FindMasks = async (texts) => {
    asked.push(...texts)
    return texts.map((text) => [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, by: values[match[0].replace(/\s/g, ' ')] ?? '[PERSON_9]' })))
  }
  return Object.assign(find, { asked })
}
