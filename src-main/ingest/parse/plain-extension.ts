import { extname } from 'node:path'

/**
 * A name's extension in lower case with its dot; '' where what follows the last dot is none, as in "Letter v1.2", "1. final draft"
 * and "server.log.1": the content decides then.
 */
export function plainExtension(name: string): string {
  const extension = extname(name).toLowerCase()
  return /^\.(?=.*[a-z])[a-z0-9_-]{1,12}$/.test(extension) || /^\.(?:7z|001|123)$/.test(extension) ? extension : ''
}
