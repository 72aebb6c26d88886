import { Parser, type Handler } from 'htmlparser2'
import { AppError } from '../../support/errors.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Real documents nest a few dozen levels deep. */
const maxDepth = 1_000

/** Where parts come from: an archive, or a file that is one part alone. */
export type PartSource = Pick<ZipArchive, 'read'>

export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text?(text: string): void
}

/**
 * Streams one XML part of an Office archive; names come without their namespace prefix, so that transitional and strict
 * files read alike. No tree is built and nothing recurses. False when the part is missing.
 * Errors: `document-too-deep`, and those of the archive.
 */
export function readXmlPart(archive: PartSource, part: string, events: XmlEvents): boolean {
  let depth = 0
  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      if (++depth > maxDepth) throw new AppError('document-too-deep', { limit: maxDepth })
      events.open(localName(name), withoutPrefixes(attributes))
    },
    onclosetag(name) {
      depth--
      events.close(localName(name))
    },
    ontext(text) { events.text?.(text) },
  }
  const parser = new Parser(handler, { xmlMode: true, decodeEntities: true })
  let decoder: InstanceType<typeof TextDecoder> | null = null
  const found = archive.read(part, (chunk) => {
    decoder ??= new TextDecoder(encodingOf(chunk))
    parser.write(decoder.decode(chunk, { stream: true }))
  })
  parser.end()
  return found
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const stated = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']((?:iso-8859|windows|cp125|latin|us-ascii|ibm866|macintosh|koi8|shift_jis|euc|gb|big5)[\w-]*)["']/i.exec(Buffer.from(head.subarray(0, 300)).toString('latin1'))?.[1]
  try {
    return new TextDecoder(stated ?? 'utf-8').encoding
  } catch {
    return 'utf-8'
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function withoutPrefixes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const local: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith('xmlns')) local[localName(name)] = value
  }
  return local
}
