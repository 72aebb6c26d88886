import type { ZipArchive } from '../zip-archive.ts'

/** The parts whose names match, in the order of the number that the pattern's first group finds. */
export function numberedParts(archive: ZipArchive, pattern: RegExp): string[] {
  const found = archive.names().flatMap((name) => {
    const number = pattern.exec(name)?.[1]
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  return found.toSorted((a, b) => a.number - b.number).map(({ name }) => name)
}
