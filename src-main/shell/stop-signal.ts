/** Longest wait for databases and models to close, a model that is still loading included; the next start goes on from the disk. */
const closeWithinMs = 10_000
/** `timeout` and some service managers signal a process twice at once, by itself and with its group: that is one wish, not two. */
const sameWishMs = 1_000

/** Aborts on Ctrl-C or when the system asks the process to end; a second Ctrl-C, or ten seconds, end it at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  let askedAt = 0
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - askedAt > sameWishMs) endNow()
      return
    }
    askedAt = performance.now()
    setTimeout(endNow, closeWithinMs).unref()
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  return controller.signal
}

/** Not `process.exit`: it stops worker threads in the middle of native code, which then aborts with a message of its own. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL')
}
