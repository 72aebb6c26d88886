/** A text that is being written, with the way back. */
export interface TextHistory { readonly past: readonly string[]; readonly text: string; readonly future: readonly string[]; /** When the last change came, in ms; null after a step back. */ readonly changedAtMs: number | null }

/** Changes within this time are undone together. */
const togetherMs = 800
const mostSteps = 500

export function begin(text: string): TextHistory {
  return { past: [], text, future: [], changedAtMs: null }
}

/** Takes a change in; what was typed in one go is one step. */
export function write(history: TextHistory, text: string, nowMs: number): TextHistory {
  if (text === history.text) return history
  const goesOn = history.changedAtMs !== null && nowMs - history.changedAtMs < togetherMs && history.past.length > 0
  return { past: goesOn ? history.past : [...history.past, history.text].slice(-mostSteps), text, future: [], changedAtMs: nowMs }
}

export function undo(history: TextHistory): TextHistory {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), text: before, future: [history.text, ...history.future], changedAtMs: null }
}

export function redo(history: TextHistory): TextHistory {
  const [after, ...future] = history.future
  if (after === undefined) return history
  return { past: [...history.past, history.text], text: after, future, changedAtMs: null }
}
