/**
 * Runs at once and then at most every `intervalMs`: a folder of a thousand files says a thousand times that the
 * documents changed, and the list is asked for twice a second.
 */
export function coalesce(run: () => void, intervalMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  const tick = (): void => {
    timer = null
    if (again) begin()
  }
  const begin = (): void => {
    again = false
    timer = setTimeout(tick, intervalMs)
    run()
  }
  return () => {
    if (timer === null) begin()
    else again = true
  }
}
