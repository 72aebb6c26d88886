const words = 'the tenant shall give notice of termination within thirty days after written receipt by landlord under clause and schedule rent deposit repair Kündigung Miete Frist Vertrag party agreement damages limit liability insurer policy claim court hearing witness'.split(' ')

/** Plausible sentences from a seed, always the same ones; `\f` parts pages. */
export function sampleText(seed: number, { pages = 3, sentences = 40 }: { pages?: number; sentences?: number } = {}): string {
  const random = mulberry(seed)
  const sentence = (): string => {
    const text = Array.from({ length: 8 + Math.floor(random() * 14) }, () => words[Math.floor(random() * words.length)]).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${Math.floor(random() * 1000)}.`
  }
  return Array.from({ length: pages }, () => Array.from({ length: sentences }, sentence).join(' ')).join('\f')
}

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
