/** Codes of Word 97 for the properties of Word 6 and 95 that are read ("Microsoft Word 6.0 Binary File Format", table of sprms). */
const modern: Readonly<Record<number, number>> = { 24: 0x2416, 25: 0x2417, 65: 0x0800, 92: 0x083c, 93: 0x4a4f }

/** Bytes of each property's operand; -1 for one that begins with its length. What is not here is not known, and ends a list. */
const operandBytes: Readonly<Record<number, number>> = {
  2: 2, 3: -1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: -1, 13: 1, 14: 1, 15: -1, 16: 2, 17: 2, 18: 2, 19: 2, 20: 4, 21: 2, 22: 2, 23: -1, 24: 1, 25: 1, 26: 2, 27: 2, 28: 2, 29: 1,
  30: 2, 31: 2, 32: 2, 33: 2, 34: 2, 35: 2, 36: 2, 37: 1, 38: 2, 39: 2, 40: 2, 41: 2, 42: 2, 43: 2, 44: 1, 45: 2, 46: 2, 47: 2, 48: 2, 49: 2, 50: 1, 51: 1, 52: -1,
  65: 1, 66: 1, 67: 1, 68: -1, 69: 2, 70: 4, 71: 1, 72: 2, 73: 3, 74: -1, 75: 1, 77: -1, 79: -1, 80: 2, 81: -1, 82: -1, 83: 0, 85: 1, 86: 1, 87: 1, 88: 1, 89: 1, 90: 1, 91: 1, 92: 1, 93: 2, 94: 1, 95: 3, 96: 2, 97: 2, 98: 1, 99: 2,
  100: 1, 101: 1, 102: 1, 103: -1, 104: 1, 105: -1, 106: -1, 107: 2, 108: -1, 109: 2, 110: 2, 117: 1, 118: 1, 119: 1, 120: -1, 121: 2, 122: 2, 123: 2, 124: 2,
  182: 2, 183: 2, 184: 2, 185: 1, 186: 1, 187: 12, 189: 2, 191: -1, 192: 4, 193: 5, 194: 4, 195: 2, 196: 4, 197: 2, 198: 2, 199: 5, 200: 4,
}
/** Two properties of tables keep their length in two bytes. */
const longOnes = new Set([188, 190])

/** What an old file keeps of a symbol: the font and its character. */
export const oldSymbol = 74
/** The definition of a list in one paragraph, and its level in it. */
export const oldList = { definition: 12, level: 13 } as const

/** Goes through a list of properties as Word 6 and 95 wrote them: codes of one byte, given on as those of Word 97 where there is one. */
export function eachOldProperty(view: DataView, start: number, end: number, use: (code: number, operand: number) => void): void {
  for (let at = start; at + 2 <= end;) {
    const code = view.getUint8(at)
    const bytes = operandBytes[code]
    if (bytes === undefined && !longOnes.has(code)) return
    const total = longOnes.has(code) ? (at + 3 <= end ? view.getUint16(at + 1, true) + 1 : end) : bytes === undefined || bytes < 0 ? view.getUint8(at + 1) + 1 : bytes
    if (at + 1 + total > end) return
    use(modern[code] ?? code, at + 1)
    at += 1 + total
  }
}
