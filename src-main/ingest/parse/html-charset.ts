/** Beyond this browsers do not look either, whatever the standard's 1,024 bytes say. */
const maxHeadBytes = 16_384

/** The charset that a page's meta element or XML declaration states; undefined where none does. */
export function htmlCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, maxHeadBytes)).toString('latin1').replace(/<!--[^]*?-->/g, '')
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
}
