import { posix } from 'node:path'
import { AppError } from '../../../support/errors.ts'
import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** An EPUB's own account of itself: its parts in reading order, and what the table of contents calls them. */
export interface BookPackage {
  /** The title, and more of them where the book has some. */
  readonly names: readonly string[]
  readonly creators: readonly string[]
  /** What else it says of itself, such as `['Publisher', 'Cotta']`. */
  readonly fields: readonly (readonly [string, string])[]
  readonly description: string
  /** In reading order: paths in the archive with their media types. */
  readonly spine: readonly BookPart[]
  /** Path → title, for parts that the table of contents names. */
  readonly titles: ReadonlyMap<string, string>
}

export interface BookPart { readonly path: string; readonly type: string }
interface Item extends BookPart { readonly isNavigation: boolean }

/** Reads container, package and table of contents (EPUB 3.3, OPF 2.0.1 with NCX). Error: `document-damaged`. */
export function readBookPackage(archive: ZipArchive): BookPackage {
  const root = findPackage(archive)
  const items = new Map<string, Item>()
  const order: string[] = []
  const meta: Record<string, string[]> = { title: [], creator: [], contributor: [], publisher: [], date: [], identifier: [], rights: [], description: [] }
  let field: string | null = null
  const found = readXmlPart(archive, root, {
    open(name, attributes) {
      if (name === 'item') items.set(attributes['id'] ?? '', { path: resolveLink(root, attributes['href'] ?? ''), type: attributes['media-type'] ?? '', isNavigation: /\bnav\b/.test(attributes['properties'] ?? '') })
      else if (name === 'itemref') order.push(attributes['idref'] ?? '')
      else if (name in meta) meta[(field = name)]?.push('')
    },
    close(name) { if (name === field) field = null },
    text(text) {
      const list = field === null ? undefined : meta[field]
      if (list !== undefined) list[list.length - 1] += text
    },
  })
  const navigation = [...items.values()].find(({ isNavigation }) => isNavigation)?.path
  const older = [...items.values()].find(({ type }) => type === 'application/x-dtbncx+xml')?.path
  const spine = partsInOrder(order, items, navigation, archive)
  if (!found && spine.length === 0) throw new AppError('document-damaged')
  return {
    names: filled(meta['title']), creators: filled(meta['creator']), description: filled(meta['description']).join('\n'),
    fields: (['contributor', 'publisher', 'date', 'identifier', 'rights'] as const).map((name) => [name.charAt(0).toUpperCase() + name.slice(1), filled(meta[name]).join(', ')] as const).filter(([, value]) => value !== ''),
    spine,
    titles: new Map([...readTitles(archive, older), ...readTitles(archive, navigation)]),
  }
}

/**
 * The parts that the package puts in order, each once (EPUB 3.3, 5.8: one named again and again would have no end); one that it
 * does not list has no path. Where it orders none, as in a package that was cut off, all documents that it lists count, or else
 * all that are there.
 */
function partsInOrder(order: readonly string[], items: ReadonlyMap<string, Item>, navigation: string | undefined, archive: ZipArchive): readonly BookPart[] {
  const ordered = [...new Set(order)].map((id) => items.get(id) ?? { path: '', type: '' }).filter(({ path }) => path !== navigation || order.length === 1)
  if (ordered.some(({ path }) => path !== '')) return ordered
  const listed = [...items.values()].filter(({ type, path }) => /html|dtbook/.test(type) && path !== navigation)
  if (listed.length > 0) return listed
  return archive.names().filter((name) => /\.x?html?$/i.test(name) && name !== navigation).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((path) => ({ path, type: 'application/xhtml+xml' }))
}

/**
 * Where the package is: the first root file of its type that is there (a book may name others, EPUB OCF 4.2.6.3.1.3), or any
 * package in the archive, since some books name one that they do not have.
 */
function findPackage(archive: ZipArchive): string {
  const named: { readonly path: string; readonly isPackage: boolean }[] = []
  readXmlPart(archive, 'META-INF/container.xml', {
    open(name, { 'full-path': path = '', 'media-type': type }) { if (name === 'rootfile') named.push({ path: resolveLink('', path), isPackage: type === 'application/oebps-package+xml' }) },
    close: () => {},
  })
  const there = named.filter(({ path }) => archive.has(path))
  return (there.find(({ isPackage }) => isPackage) ?? there[0])?.path ?? archive.names().find((name) => name.endsWith('.opf')) ?? ''
}

const filled = (values: readonly string[] | undefined): string[] => (values ?? []).map((value) => value.trim()).filter((value) => value !== '')

/** The first title that a table of contents has for each file: links of a navigation document, or points of an NCX. */
function readTitles(archive: ZipArchive, path: string | undefined): Map<string, string> {
  const titles = new Map<string, string>()
  if (path === undefined) return titles
  let text = ''
  let target = ''
  const keep = (): void => {
    const at = resolveLink(path, target)
    if (target !== '' && text.trim() !== '' && !titles.has(at)) titles.set(at, text.replace(/\s+/g, ' ').trim())
  }
  readXmlPart(archive, path, {
    open(name, attributes) {
      if (name === 'a') [text, target] = ['', attributes['href'] ?? '']
      else if (name === 'navLabel') text = ''
      else if (name === 'content') {
        target = attributes['src'] ?? ''
        keep()
      }
    },
    close(name) { if (name === 'a') keep() },
    text(more) { text += more },
  })
  return titles
}

/** A link of one part to another as a path in the archive. */
export function resolveLink(from: string, href: string): string {
  const bare = href.replace(/[#?].*$/s, '')
  let decoded = bare
  try {
    decoded = decodeURIComponent(bare)
  } catch {
    // A per cent sign that stands for itself.
  }
  // Some write links from the root of the archive.
  return posix.join(decoded.startsWith('/') ? '' : posix.dirname(from), decoded).replace(/^\/+/, '').replace(/^(?:\.\.\/)+/, '')
}
