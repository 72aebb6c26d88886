const barWidth = 24
const lineEveryMs = 5000

export interface DownloadProgress {
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
}

/** `[######------------------] 290 of 1141 MB · 31 MB/s · 27 s left` */
export function progressLine({ bytesDone, bytesTotal, bytesPerSecond, secondsLeft }: DownloadProgress): string {
  const filled = Math.round((barWidth * Math.min(bytesDone, bytesTotal)) / bytesTotal)
  const parts = [`[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${megabytes(bytesDone)} of ${megabytes(bytesTotal)} MB`]
  if (bytesPerSecond !== null) parts.push(`${(bytesPerSecond / 1e6).toFixed(bytesPerSecond < 1e7 ? 1 : 0)} MB/s`)
  if (secondsLeft !== null) parts.push(`${duration(secondsLeft)} left`)
  return parts.join(' · ')
}

/** One line that is rewritten in a terminal; in a log file a line every few seconds and no control characters. */
export class ProgressPrinter {
  readonly #stream: NodeJS.WriteStream
  readonly #now: () => number
  #lastMs = -Infinity
  #shownLength = 0

  constructor(stream: NodeJS.WriteStream, now: () => number = () => performance.now()) {
    this.#stream = stream
    this.#now = now
  }

  show(line: string): void {
    if (this.#stream.isTTY) {
      const cut = line.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 1))
      this.#stream.write(`\r${cut.padEnd(this.#shownLength)}`)
      this.#shownLength = cut.length
    } else if (this.#now() - this.#lastMs >= lineEveryMs) {
      this.#lastMs = this.#now()
      this.#stream.write(`${line}\n`)
    }
  }

  end(line: string): void {
    this.#stream.write(this.#shownLength > 0 ? `\r${line.padEnd(this.#shownLength)}\n` : `${line}\n`)
    this.#shownLength = 0
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
