import { childOf, childrenOf, types, wideText, type PptRecord } from './ppt-records.ts'

/** The comments of a slide ([MS-PPT] 2.5.23), which newer programs keep in tags of their own, as "Comment by Ann: …". */
export function readPptComments(slide: PptRecord): string[] {
  const tags = childOf(slide, types.tags)
  if (tags === null) return []
  return [...childrenOf(tags)].filter(({ type }) => type === types.binaryTag).flatMap((tag) => {
    const data = childOf(tag, types.binaryTagData)
    return data === null ? [] : [...childrenOf(data)].filter(({ type }) => type === types.comment).flatMap(readComment)
  })
}

function readComment(comment: PptRecord): string[] {
  const strings = new Map([...childrenOf(comment)].filter(({ type }) => type === types.string).map((record) => [record.instance, wideText(record).trim()]))
  const [author = '', text = ''] = [strings.get(0), strings.get(1)]
  return text === '' ? [] : [`Comment${author === '' ? '' : ` by ${author}`}: ${text}`]
}
