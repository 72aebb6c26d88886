import { fileURLToPath } from 'node:url'

/** A folder of the build (`out/renderer`, `out/preload`), from the bundle in `out/main` or from the sources. */
export function builtFolder(name: 'renderer' | 'preload'): string {
  const here = import.meta.url
  return fileURLToPath(here.endsWith('.ts') ? new URL(`../../out/${name}/`, here) : new URL(`../${name}/`, here))
}
