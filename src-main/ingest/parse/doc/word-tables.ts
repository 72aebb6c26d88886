/** Tables that the file information block points to, by their place in it ([MS-DOC] 2.5.6). */
export const tables = {
  styles: 1, footnoteRefs: 2, footnoteTexts: 3, commentRefs: 4, commentTexts: 5, margins: 11, characterPages: 12, paragraphPages: 13, fonts: 15, pieces: 33, commentAuthors: 36,
  endnoteRefs: 46, endnoteTexts: 47, lists: 73, listOverrides: 74,
} as const
