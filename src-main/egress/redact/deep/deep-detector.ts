import { AppError } from '../../../support/errors.ts'
import type { ChatModel } from '../../../model/llama/chat-model.ts'
import type { DetectedSpan, Detector } from '../redactor.ts'
import { answerShape, deepQuestion, readAnswer } from './deep-question.ts'
import { piecesOf } from './masked-pieces.ts'
import { isPlausible } from './plausible-identifier.ts'

export interface DeepDetectorOptions {
  /** Loads it if need be. Errors: `model-not-installed`, `model-load-failed`, `model-out-of-memory`. */
  readonly model: () => Promise<ChatModel>
}

/** Eight answers of a few words each. */
const answerTokens = 200
/** A model's word is worth less than a rule's. */
const confidence = 0.55

/**
 * Asks the local chat model what in an already masked text could still identify someone, piece by piece. What it names counts only where it
 * stands in the text, whatever its capitals, and {@link isPlausible}; then everywhere in that text. Errors: `detector-failed`, `model-not-installed`,
 * `cancelled`.
 */
export function createDeepDetector({ model }: DeepDetectorOptions): Detector {
  return {
    name: 'deep',
    async detect(text, { signal, onProgress }) {
      const pieces = piecesOf(text)
      if (pieces.length === 0) return { spans: [], scannedTo: text.length }
      const chat = await model()
      const found = new Map<string, DetectedSpan['category']>()
      for (const [index, { start, end }] of pieces.entries()) {
        if (signal.aborted) throw new AppError('cancelled')
        const { text: answer, stoppedBy } = await chat.generate({ turns: deepQuestion(text.slice(start, end)), maxTokens: answerTokens, list: answerShape, signal })
        if (stoppedBy === 'abort') throw new AppError('cancelled')
        const named = readAnswer(answer)
        if (named === null) throw new AppError('detector-failed', { detector: 'deep' })
        for (const each of named) {
          const places = placesOf(text, each.text.trim())
          const [first] = places
          if (first === undefined) continue
          // As it stands in the text: models like to correct how a name is written.
          const written = text.slice(first, first + each.text.trim().length)
          if (isPlausible({ text: written, category: each.category }, text, places)) found.set(written, each.category)
        }
        onProgress?.((index + 1) / pieces.length)
      }
      const spans = [...found].flatMap(([value, category]) => placesOf(text, value).map((start): DetectedSpan => ({ start, end: start + value.length, category, confidence, detector: 'context' })))
      return { spans, scannedTo: text.length }
    },
  }
}

/** Where a value stands as words of its own. */
function placesOf(text: string, value: string): readonly number[] {
  const places: number[] = []
  if (value === '') return places
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])${value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\p{L}\p{N}])`, 'giu')
  for (const match of text.matchAll(pattern)) if (match[0].length === value.length) places.push(match.index)
  return places
}
