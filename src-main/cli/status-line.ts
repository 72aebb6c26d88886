import type { TextSink } from './command-context.ts'
import { terminalText } from './terminal-text.ts'

const quietIntervalMs = 5_000

/** Progress on stderr: one line that is rewritten on a terminal, a line every five seconds in a log. */
export interface StatusLine extends Disposable { show(text: string): void }

export function createStatusLine(stderr: TextSink, now: () => number = Date.now): StatusLine {
  let shown = ''
  let lastAtMs = -Infinity
  return {
    show(text) {
      const line = terminalText(text)
      if (line === shown) return
      if (stderr.isTTY) {
        stderr.write(`\r${line.padEnd(shown.length)}`)
        shown = line
      } else if (now() - lastAtMs >= quietIntervalMs) {
        stderr.write(`${line}\n`)
        lastAtMs = now()
        shown = line
      }
    },
    [Symbol.dispose]() {
      if (stderr.isTTY && shown) stderr.write(`\r${' '.repeat(shown.length)}\r`)
    },
  }
}
