/** Two clocks, so that a jump of either shows. Milliseconds. */
export interface ExitClock {
  /** Since 1970; a person can set it. */
  wallMs(): number
  /** Since some moment; never goes back, and does not count while the machine sleeps. */
  monotonicMs(): number
}

export const systemClock: ExitClock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }
