/** Sizes, dates, counts and durations in the system's own locale. */
const locale = typeof navigator === 'undefined' ? 'en' : usableLocale(navigator.language)

const wholeNumber = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const percentage = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const timeWithSeconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const dateAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })

/** Under a POSIX locale Chromium calls its language `en-US@posix`, at which Intl throws and the window would stay empty. */
function usableLocale(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

export function formatCount(value: number): string {
  return wholeNumber.format(value)
}

/** `share` is 0–1. */
export function formatShare(share: number): string {
  return percentage.format(Math.min(1, Math.max(0, share)))
}

/** How large something is beside its usual size, which is 1. */
export function formatScale(scale: number): string {
  return percentage.format(scale)
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Decimal units, as the system's file manager shows them. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit >= 2 && value < 100 ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit: byteUnits[unit] ?? 'byte', unitDisplay: unit === 0 ? 'long' : 'short', maximumFractionDigits: digits }).format(value)
}

/** A rate per second; one decimal below ten, none above. */
export function formatRate(perSecond: number): string {
  return perSecond < 10 ? oneDecimal.format(perSecond) : wholeNumber.format(perSecond)
}

/** About how long, for a person: never more exact than the estimate deserves. */
export function formatSecondsLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left'
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s left`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return minutes <= 1 ? 'about a minute left' : `about ${minutes} min left`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? `about ${hours} h left` : `about ${hours} h ${rest} min left`
}

export function formatMs(ms: number): string {
  return ms < 1000 ? `${wholeNumber.format(ms)} ms` : `${oneDecimal.format(ms / 1000)} s`
}

export function formatTimeWithSeconds(iso: string): string {
  return timeWithSeconds.format(new Date(iso))
}

export function formatDateAndTime(iso: string): string {
  return dateAndTime.format(new Date(iso))
}

/** The time today, the date on other days. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const date = new Date(iso)
  return date.toDateString() === now.toDateString() ? timeOnly.format(date) : dateOnly.format(date)
}

export function formatDateOnly(iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : dateOnly.format(date)
}

/** US dollars; three decimals under ten cents, where a request's cost lies. */
export function formatUsd(usd: number): string {
  if (usd > 0 && usd < 0.001) return `less than ${formatUsd(0.001)}`
  const digits = usd > 0 && usd < 0.1 ? 3 : 2
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 2, maximumFractionDigits: digits }).format(usd)
}

/** `9:05`: minutes and seconds for a clock that runs down. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
