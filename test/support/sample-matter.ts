import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { repositoryRoot } from './import-graph.ts'
import questions from './sample-questions.json' with { type: 'json' }

const questionSchema = z.union([
  z.object({ id: z.string(), question: z.string(), answer: z.array(z.string()).min(1), file: z.string(), /** The paper that it is attached to. */ inside: z.string().optional(), page: z.number().int(), quote: z.string() }),
  z.object({ id: z.string(), question: z.string(), answer: z.null() }),
])

const all = z.array(questionSchema).parse(questions)

/** Questions with the strings of which one must be in the answer, and where it stands. */
export const answerable = all.filter((question) => question.answer !== null)
/** Questions that the papers do not answer. */
export const unanswerable = all.filter((question) => question.answer === null)

const folder = join(repositoryRoot, 'resources', 'sample-matter')

/** Absolute paths of the sample matter's papers. */
export const sampleFiles: readonly string[] = readdirSync(folder).toSorted().map((name) => join(folder, name))
export const sampleFile = (name: string): string => join(folder, name)
