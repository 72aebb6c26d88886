const rolesAndWords = new Set(['info', 'office', 'mail', 'contact', 'kontakt', 'sales', 'support', 'admin', 'team', 'service', 'hello', 'billing', 'noreply', 'reply', 'no', 'post', 'news', 'web', 'webmaster', 'help', 'jobs', 'legal', 'press', 'accounts', 'account', 'user', 'test', 'customer', 'care', 'data', 'privacy', 'invoice', 'rechnung', 'buchhaltung', 'the', 'and', 'my'])

/** The person in an address such as lena.vogt@ or LenaVogt2@; null where the part before the @ holds no two names. */
export function nameOfEmail(email: string): string | null {
  const local = email.slice(0, email.indexOf('@'))
  const words = local.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').split(/[^\p{L}]+/u).filter((word) => word.length >= 3 && !rolesAndWords.has(word.toLowerCase()))
  if (words.length < 2 || words.length > 4) return null
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}
