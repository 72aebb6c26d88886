const maxFolders = 12

/**
 * What a page called a file (`contracts/2019/lease.pdf`, with folders where a folder was dropped), as path segments that can be
 * joined below a folder of ours: no `..`, nothing that a file system or a terminal would act on. Null when no name is left.
 */
export function uploadPath(given: string): string[] | null {
  const segments = given.split(/[/\\]/).map(cleanSegment)
  const name = segments.at(-1)
  if (!name) return null
  return [...segments.slice(0, -1).filter((segment) => segment !== '').slice(-maxFolders), name]
}

function cleanSegment(segment: string): string {
  // Control and direction characters could make `exe.pdf` of `fdp.exe`; the others are reserved on Windows, as are dots at the end.
  const clean = segment.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim().replace(/[. ]+$/, '')
  const extension = /\.[^.]{1,16}$/.exec(clean)?.[0] ?? ''
  return cutToBytes(clean.slice(0, clean.length - extension.length), 200 - Buffer.byteLength(extension)) + extension
}

/** File systems allow 255 bytes a name; a character is never cut in half. */
function cutToBytes(text: string, maxBytes: number): string {
  let cut = ''
  let bytes = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    cut += character
  }
  return cut
}
