import { open } from 'node:fs/promises'

/** Pictures that every browser draws and none runs; SVG, which can hold script, is not one of them. */
const signatures: readonly { readonly type: string; readonly bytes: RegExp }[] = [
  { type: 'image/jpeg', bytes: /^\xff\xd8\xff/ },
  { type: 'image/png', bytes: /^\x89PNG\r\n\x1a\n/ },
  { type: 'image/gif', bytes: /^GIF8[79]a/ },
  { type: 'image/webp', bytes: /^RIFF[^]{4}WEBP/ },
]

/** What a file is by its first bytes, if it is a picture that can be shown as it is; null otherwise. */
export async function pictureType(path: string): Promise<string | null> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
  const start = buffer.toString('latin1', 0, bytesRead)
  return signatures.find(({ bytes }) => bytes.test(start))?.type ?? null
}
