import { buildTrie, readPlaceholder } from './restore/read-placeholder.ts'
import type { PlaceholderTrie } from './restore/read-placeholder.ts'
import type { CreateRestorer } from './redactor.ts'

/**
 * Gives the names back in a streamed reply. Holds back only the longest end of what came that can still become an issued placeholder, in any of
 * the forms it knows: as issued, in other case, escaped for Markdown or JSON, without brackets where nothing else touches it. What was restored
 * is never read again, and placeholders that were not issued stay as they are. However the reply is cut, the result is the same.
 */
export const createRestorer: CreateRestorer = (entries) => {
  const trie: PlaceholderTrie = buildTrie(entries)
  let held = ''
  /** The unit before `held` in the reply: a bare form must not be the end of a longer word. */
  let before = ''

  const read = (ended: boolean): string => {
    const out: string[] = []
    let at = 0
    while (at < held.length) {
      const found = readPlaceholder(trie, held, at, at === 0 ? before : (held[at - 1] ?? ''), ended)
      if (found === 'partial') break
      if (found === null) {
        out.push(held[at] ?? '')
        at += 1
        continue
      }
      out.push(found.value)
      at += found.length
    }
    if (at > 0) before = held[at - 1] ?? ''
    held = held.slice(at)
    return out.join('')
  }

  return {
    push(delta) {
      held += delta
      return read(false)
    },
    end() {
      return read(true)
    },
  }
}
