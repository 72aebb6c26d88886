/** Longest wait for databases and models to close, a model that is still loading included; the next start goes on from the disk. */
const closeWithinMs = 10_000

/** Aborts on Ctrl-C or when the system asks the process to end; a second Ctrl-C, or ten seconds, end it at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130)
    setTimeout(() => process.exit(130), closeWithinMs).unref()
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  return controller.signal
}
