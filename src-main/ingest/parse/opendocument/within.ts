import type { XmlEvents } from '../read-xml-part.ts'

/** Hands on what is inside the elements of these names only. */
export function within(names: readonly string[], events: XmlEvents): XmlEvents {
  let depth = 0
  return {
    open(name, attributes) {
      if (depth > 0) events.open(name, attributes)
      if (depth > 0 || names.includes(name)) depth++
    },
    close(name) {
      if (depth > 0 && --depth > 0) events.close(name)
    },
    text(text) { if (depth > 0) events.text?.(text) },
  }
}
