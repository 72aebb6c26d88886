import { useEffect, useState } from 'react'

/** Whole seconds until a moment, counted down on screen; 0 when it has passed. */
export function useSecondsLeft(iso: string): number {
  const left = (): number => Math.max(0, Math.ceil((new Date(iso).getTime() - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    setSeconds(left())
    const timer = setInterval(() => {
      const now = left()
      setSeconds(now)
      if (now === 0) clearInterval(timer)
    }, 500)
    return () => clearInterval(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- `left` follows `iso`
  }, [iso])
  return seconds
}
