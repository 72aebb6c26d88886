import { readFile, rm, stat } from 'node:fs/promises'
import { z } from 'zod'
import { replaceFile } from '../../support/replace-file.ts'

const markerSchema = z.object({ version: z.literal(1), sha256: z.string(), bytes: z.number(), mtimeMs: z.number() })

/** Beside each verified file stands what it was when its hash was taken, so that the next start need not read a gigabyte again. */
const markerPath = (file: string): string => `${file}.verified.json`

/** True when the file was verified with this hash and has not been touched since. */
export async function isMarkedVerified(file: string, sha256: string): Promise<boolean> {
  try {
    const found = await stat(file)
    const marker = markerSchema.safeParse(JSON.parse(await readFile(markerPath(file), 'utf8')))
    return marker.success && marker.data.sha256 === sha256 && marker.data.bytes === found.size && marker.data.mtimeMs === found.mtimeMs
  } catch {
    return false
  }
}

/** A folder that cannot be written to (a read-only share) stays without markers and is verified once a start. */
export async function markVerified(file: string, sha256: string): Promise<void> {
  try {
    const found = await stat(file)
    await replaceFile(markerPath(file), `${JSON.stringify({ version: 1, sha256, bytes: found.size, mtimeMs: found.mtimeMs })}\n`)
  } catch {
    // The weights are good without it.
  }
}

export async function removeMarker(file: string): Promise<void> {
  await rm(markerPath(file), { force: true }).catch(() => {})
}
