import type { OcrEngine, PageCoverage, PageWord } from '../../../src-preload/contract/index.ts'
import { judgeCoverage } from './judge-coverage.ts'
import { composePage } from './layout/compose-page.ts'
import { orderPieces } from './layout/order-pieces.ts'
import { splitIntoPieces } from './layout/pieces.ts'
import { unreadArea } from './layout/unread-area.ts'
import type { RecognisedPage } from './page-recogniser.ts'
import { inkShare, turnInk, type Ink } from './raster/ink.ts'
import { turnPart, type Part } from './raster/inked-part.ts'
import { meanConfidence, type ReadWord } from './read-word.ts'
import type { UprightReading } from './read-upright.ts'
import type { Scan } from './source/page-source.ts'

export interface WhatWasRead {
  readonly page: number
  readonly what: 'page' | 'pictures'
  readonly engine: OcrEngine
  /** What was drawn: this part of the page, and its ink. */
  readonly scan: Scan
  readonly ink: Ink
  readonly part: Part
  readonly reading: UprightReading
}

/** What reads worse is not what the page says: letters that were not known come out at .08 to .36. Nobody is shown or finds it. */
const notText = 0.3
/** In pictures beside text, that holds for every word: grain and edges come out as letters at up to .5. */
const notWord = 0.5
/** What a larger picture says counts by all that was read of it, and one that says nothing may be handwriting; in smaller ones a word in doubt is ornament. */
const largePicture = 0.3
const letter = /[\p{L}\p{N}]/u

/** Puts what an engine read together as a page, with how far it can be relied on. */
export function describePage(read: WhatWasRead): RecognisedPage {
  const { page, engine, scan, ink, part, reading: { width, height, rotation } } = read
  const { words, confidence } = sureWords(read)
  const judged = read.what === 'pictures' && scan.pictureShare >= largePicture ? meanConfidence(read.reading.words.filter(({ text }) => letter.test(text))) : confidence
  const { text, words: placed, tables } = composePage(orderPieces(splitIntoPieces(words), engine === 'tesseract'))
  const facts = {
    hasText: text !== '', confidence: judged, inkShare: inkShare(ink), unreadArea: unreadArea(turnInk(ink, rotation), words, width, height) * part.width * part.height,
    incomplete: scan.incomplete, suspectTable: tables.some(({ suspect }) => suspect),
  }
  const coverage = read.what === 'pictures' && text === '' ? besideNothing(scan, facts.unreadArea) : judgeCoverage(facts)
  return {
    page: { page, label: null, text, headings: [], method: 'ocr', confidence: text === '' ? 0 : confidence, coverage, engine, places: [], tables },
    words: placed.map(({ start, end, word }) => ({ start, end, ...onPage(word, read) })),
    rotation,
  }
}

function sureWords({ what, reading: { words, confidence } }: WhatWasRead): Pick<UprightReading, 'words' | 'confidence'> {
  if (what === 'page') return { words: confidence < notText ? [] : words, confidence }
  const sure = words.filter((word) => word.confidence >= notWord)
  const says = sure.some(({ text }) => letter.test(text)) && sure.length * 2 > words.length
  return says ? { words: sure, confidence: meanConfidence(sure) } : { words: [], confidence: 0 }
}

/** How far a page with text of its own was read whose pictures say nothing. */
function besideNothing({ pictureShare }: Scan, unreadArea: number): PageCoverage {
  return pictureShare >= largePicture || unreadArea >= largePicture ? 'partly' : 'text'
}

/** In shares of the upright page. */
function onPage({ left, top, right, bottom }: ReadWord, { part, reading: { width, height, rotation } }: WhatWasRead): Pick<PageWord, 'x' | 'y' | 'width' | 'height'> {
  const upright = turnPart(part, rotation)
  return { x: upright.left + (left / width) * upright.width, y: upright.top + (top / height) * upright.height, width: ((right - left) / width) * upright.width, height: ((bottom - top) / height) * upright.height }
}
