/** Control, direction and other invisible characters: in a path they can make one file look like another. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu

/** A path as it may be shown. */
export function displayPath(path: string): string {
  return path.replaceAll(invisible, '')
}
