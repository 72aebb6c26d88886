import { formatCount } from '../format.ts'

/** `1 page`, `44 pages`: the English rule; other catalogues bring their own. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
