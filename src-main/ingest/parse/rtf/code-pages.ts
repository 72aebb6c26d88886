/** Windows code pages by the name that TextDecoder has for them; those without one are read as Western European. */
const labels: Readonly<Record<number, string>> = {
  866: 'ibm866', 874: 'windows-874', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 1361: 'euc-kr', 10_000: 'macintosh', 10_007: 'x-mac-cyrillic', 65_001: 'utf-8',
  1250: 'windows-1250', 1251: 'windows-1251', 1252: 'windows-1252', 1253: 'windows-1253', 1254: 'windows-1254', 1255: 'windows-1255', 1256: 'windows-1256', 1257: 'windows-1257', 1258: 'windows-1258',
}

/** Code pages of the character sets that fonts name (`\fcharset`); sets that are not here are those of the document. */
const charsets: Readonly<Record<number, number>> = {
  77: 10_000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

/** Code pages of DOS that no decoder here knows. */
const unknownPages = new Set([437, 708, 709, 710, 711, 720, 819, 850, 852, 860, 862, 863, 864, 865])

export function isUnknownPage(codePage: number): boolean {
  return unknownPages.has(codePage) && codePage !== 819
}

/** The code page of a font's character set, or null for the document's own. */
export function codePageOfCharset(charset: number): number | null {
  return charsets[charset] ?? null
}

/** Fonts that were made for one code page say so at the end of their names, whatever character set they are said to have. */
const codePagesOfNames: Readonly<Record<string, number>> = { ce: 1250, cyr: 1251, greek: 1253, tur: 1254, baltic: 1257 }

export function codePageOfFontName(name: string): number | null {
  return codePagesOfNames[/ (CE|Cyr|Greek|Tur|Baltic)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''] ?? null
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

export function decodeBytes(bytes: Iterable<number>, codePage: number): string {
  const label = labels[codePage] ?? 'windows-1252'
  let decoder = decoders.get(label)
  if (decoder === undefined) decoders.set(label, decoder = new TextDecoder(label))
  return decoder.decode(Uint8Array.from(bytes))
}
