import type { PageCoverage } from '../../../../src-preload/contract/index.ts'
import { judgeText, readsAsWords } from './judge-text-layer.ts'
import type { PagePicture } from './measure-page-picture.ts'
import type { PageLines } from './page-lines.ts'

export interface PageJudgement {
  readonly coverage: Exclude<PageCoverage, 'ocr' | 'failed'>
  /** 0–1: how far the text can be trusted. */
  readonly confidence: number
}

/** Letters and digits below which a page with a large picture is a picture with a stamp, a number or a title on it. */
const fewLetters = 100
const veryFewLetters = 20
/** Below this a sixth of the letters and more are signs without a meaning. */
const leastSound = 0.78
/** Shapes of so many pieces may be letters turned into outlines; a frame or a line under a head has a handful. */
const outlineSegments = 400
/** Of the page, under pictures without text on them: as much as an identity card or a receipt takes up. Recognition looks at them; of 347 pages of text PDFs at 20. */
const unreadPictureShare = 0.05
/** A picture that takes up more of a page with few letters is the page. */
const pageShare = 0.3

/**
 * How far a page's text layer can be relied on. `waiting`: no usable text, but something is shown. `partly`: text, and a
 * picture beside it that may hold more, or fonts that leave many letters open. Every threshold was measured on the development set.
 */
export function judgePage(text: string, layer: PageLines, picture: PagePicture): PageJudgement {
  if (text === '') {
    const shows = picture.showsText || picture.pictureShare >= 0.02 || picture.segments >= outlineSegments
    return { coverage: shows ? 'waiting' : 'empty', confidence: 0 }
  }
  const confidence = confidenceOf(text, layer)
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (confidence < 0.4) return { coverage: 'waiting', confidence }
  if (letters < fewLetters && picture.pictureShare >= 0.5 && picture.unreadShare >= pageShare) return { coverage: 'waiting', confidence }
  if (letters < veryFewLetters && (picture.pictureShare >= 0.1 || picture.segments >= 2_000)) return { coverage: 'waiting', confidence }
  if (confidence < leastSound) return { coverage: 'partly', confidence }
  // The picture under a recognised layer is what was recognised.
  if (picture.unreadShare >= unreadPictureShare && !isRecognised(layer)) return { coverage: 'partly', confidence }
  return { coverage: 'text', confidence }
}

/** 1 for a sound text layer, 0.8 for one recognised from a scan, down to 0.1 where the fonts say little about letters. */
function confidenceOf(text: string, layer: PageLines): number {
  if (layer.characters === 0) return 1
  if (judgeText(text) === 0) return 0.1
  const guessed = layer.guessed.replace(/\s/g, '').length
  const unmappedShare = (layer.unmapped + (readsAsWords(layer.guessed) ? 0 : guessed)) / layer.characters
  // A few unmapped signs are usual where formulas are set.
  if (unmappedShare > 0.02) return Math.max(0.1, Math.round((1 - 1.5 * unmappedShare) * 100) / 100)
  return isRecognised(layer) ? 0.8 : 1
}

/** Most of the text is not painted: somebody's recognition put it over a scan. */
function isRecognised({ lines }: PageLines): boolean {
  return lines.filter(({ invisible }) => invisible).length * 2 > lines.length
}
