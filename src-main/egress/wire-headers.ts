/** Headers that the transport writes itself, whatever the provider's library says; shown in the preview like all others. */
export function addedHeaders(url: URL, bodyBytes: number): Readonly<Record<string, string>> {
  return {
    // No compression: the limit on a reply's size is one on what it becomes.
    'accept-encoding': 'identity',
    'connection': 'close',
    'content-length': String(bodyBytes),
    'host': url.host,
  }
}

/** Lower case and sorted: the names of all headers on the wire. */
export function wireHeaderNames(names: readonly string[]): string[] {
  const added = Object.keys(addedHeaders(new URL('https://localhost'), 0))
  return [...new Set([...names.map((name) => name.toLowerCase()), ...added])].toSorted()
}
