/**
 * Looks for values in received bytes in any form that somebody could read them in. Written on its own: sharing the product's
 * search would let one mistake hide another.
 */
export function findInReceived(received: Uint8Array, needles: readonly string[]): string[] {
  const text = Buffer.from(received).toString('utf8')
  const readings = [...new Set(readingsOf(text))].map(bare)
  return needles.filter((needle) => {
    const wanted = bare(needle)
    if (wanted.length < 6) throw new Error('too short to tell from chance')
    return readings.some((reading) => reading.includes(wanted))
  })
}

/** The text, and what is left when its escapes and its base64 are undone, once more for what is escaped twice. */
function readingsOf(text: string): string[] {
  const unescaped = unescape(text)
  const twice = unescape(unescaped)
  return [text, unescaped, twice, ...decodedBase64(unescaped), ...decodedBase64(twice)]
}

function unescape(text: string): string {
  return text
    // In one pass, so that an escaped backslash does not begin another escape.
    .replaceAll(/\\(?:u([0-9a-f]{4})|(["\\/bfnrt]))/gi, (_, code: string | undefined, mark: string | undefined) => (code === undefined ? (/[bfnrt]/.test(mark ?? '') ? ' ' : mark ?? '') : String.fromCharCode(Number.parseInt(code, 16))))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

function decodedBase64(text: string): string[] {
  return (text.match(/[A-Za-z0-9+/_-]{8,}/g) ?? []).flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip).replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('utf8')))
}

/** Letters and digits alone, without case, accents and width. */
function bare(text: string): string {
  return text.normalize('NFKC').normalize('NFD').toLowerCase().replaceAll('ß', 'ss').replaceAll(/[^\p{L}\p{N}]/gu, '')
}
