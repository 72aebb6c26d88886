/** Lower case without diacritics; ß is ss, ı is i. For comparing words; lengths may change. */
export function foldWord(word: string): string {
  // Plain ASCII is most of every text and needs no more.
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase()
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ı', 'i').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('đ', 'd').replaceAll('æ', 'ae').replaceAll('œ', 'oe')
}

/** Only letters and digits of a folded text: two writings of one number or name are equal in it. */
export function foldValue(value: string): string {
  return foldWord(value).replaceAll(/[^\p{L}\p{N}]/gu, '')
}
