// The guard comes first here too.
import '../../egress/guard-on.ts'
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { memoryEndMark } from './memory-end.ts'

const everyMs = 200
const bytesPerMb = 1_000_000

const { totalMb } = z.object({ totalMb: z.number().positive() }).parse(workerData)
const parentAtStart = process.ppid

/** Another parent, or none: the app was killed, and nobody is left to end this process. */
function isOrphan(): boolean {
  if (process.ppid !== parentAtStart) return true
  try {
    process.kill(parentAtStart, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

setInterval(() => {
  const isTooLarge = process.memoryUsage.rss() > totalMb * bytesPerMb
  if (!isTooLarge && !isOrphan()) return
  try {
    if (isTooLarge) writeSync(2, memoryEndMark)
  } finally {
    // A thread cannot end its process in any kinder way, and the main thread may never have a turn again.
    process.kill(process.pid, 'SIGKILL')
  }
}, everyMs)
