import type { IngestProgress } from '../../src-preload/contract/index.ts'

/** One line of measured figures; what is not known yet is left out. */
export function ingestProgressText(progress: IngestProgress): string {
  const parts = [`${progress.documentsDone} of ${progress.documentsTotal} documents`, `${progress.pagesDone} pages`, `${progress.passagesDone} passages`]
  if (progress.documentsFailed > 0) parts.push(`${progress.documentsFailed} not read`)
  if (progress.passagesPerSecond !== null) parts.push(`${progress.passagesPerSecond.toFixed(1)} passages/s`)
  if (progress.secondsLeft !== null) parts.push(`about ${durationText(progress.secondsLeft)} left`)
  if (progress.current) parts.push(progress.current.name)
  return parts.join(' · ')
}

export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
