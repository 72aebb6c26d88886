import type { Readable } from 'node:stream'

/** What the watch inside the reading process writes before it ends it. */
export const memoryEndMark = 'strongroom: out of memory\n'

const keptCharacters = 8_192

/**
 * Reads what a reading process writes to its standard error and tells whether it ended for want of memory: by its own watch,
 * or by V8's limit. Nothing of it goes anywhere else, because a library may have quoted a document in it.
 */
export function watchForMemoryEnd(stream: Readable | null): () => boolean {
  let kept = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (text: string) => { kept = (kept + text).slice(-keptCharacters) })
  // A pipe that breaks has nothing more to say.
  stream?.on('error', () => {})
  return () => kept.includes(memoryEndMark.trim()) || /heap out of memory|Zone Allocation failed|Array buffer allocation failed|invalid array length Allocation failed/i.test(kept)
}
