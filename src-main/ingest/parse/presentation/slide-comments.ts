import { relationsOf } from '../ooxml/relationships.ts'
import { readXmlPart } from '../read-xml-part.ts'
import type { ZipArchive } from '../zip-archive.ts'

/** Names of those who comment, by id: of the old kind of comments and of the threaded ones. */
export function readCommentAuthors(archive: ZipArchive, presentation: string): ReadonlyMap<string, string> {
  const authors = new Map<string, string>()
  for (const { type, target } of relationsOf(archive, presentation)) {
    if (type !== 'commentAuthors' && type !== 'authors') continue
    readXmlPart(archive, target, {
      open(name, { id, name: author }) {
        if ((name === 'cmAuthor' || name === 'author') && id !== undefined && author !== undefined) authors.set(id, author)
      },
      close() {},
    })
  }
  return authors
}

/** The comments of one slide, replies included, as "Comment by Ann: …". */
export function readComments(archive: ZipArchive, part: string, authors: ReadonlyMap<string, string>): string[] {
  const comments: string[] = []
  const open: { readonly author: string | undefined; text: string; readonly at: number }[] = []
  let inText = false
  readXmlPart(archive, part, {
    open(name, attributes) {
      // The place of a comment is kept for it, so that a thread's replies follow what they answer.
      if (name === 'cm' || name === 'reply') open.push({ author: authors.get(attributes['authorId'] ?? ''), text: '', at: comments.push('') - 1 })
      inText = name === 'text' || name === 't'
      const current = open.at(-1)
      if (name === 'p' && current !== undefined && current.text !== '') current.text += '\n'
    },
    text(text) {
      const current = open.at(-1)
      if (inText && current !== undefined) current.text += text
    },
    close(name) {
      inText = false
      if (name !== 'cm' && name !== 'reply') return
      const done = open.pop()
      if (done !== undefined && done.text.trim() !== '') comments[done.at] = `Comment${done.author === undefined ? '' : ` by ${done.author}`}: ${done.text.trim()}`
    },
  })
  return comments.filter((comment) => comment !== '')
}
