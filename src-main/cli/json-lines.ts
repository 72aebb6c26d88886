import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { CliContext, ExitCode } from './command-context.ts'
import { exitCodes, writeJsonLine } from './command-context.ts'
import { CommandFailure, describeFailure } from './command-failure.ts'
import type { ErrorLine } from './output-schemas.ts'

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), question: z.string().optional(), query: z.string().optional(), text: z.string().optional() })

export interface AskedLine { readonly id: string | number; readonly text: string }

/**
 * Answers `{id, question}` (or `{id, query}`; with `field` text, `{id, text}`) lines from stdin, one line of output each, in order. A line that cannot be read or
 * answered becomes an error line with its number, and the next one goes on. Ends with `partial` when there was such a line.
 */
export async function answerLines(context: CliContext, schema: ErrorLine['schema'], answerLine: (asked: AskedLine) => Promise<unknown>, field: 'question' | 'text' = 'question'): Promise<ExitCode> {
  let number = 0
  let failures = 0
  const lines = createInterface({ input: Readable.from(context.stdin), crlfDelay: Infinity })
  for await (const text of lines) {
    context.signal.throwIfAborted()
    number += 1
    if (text.trim() === '') continue
    try {
      writeJsonLine(context, await answerLine(parseLine(text, field)))
    } catch (error) {
      // Stopping is for all lines; only the failure of a line belongs to that line.
      context.signal.throwIfAborted()
      failures += 1
      writeJsonLine(context, { schema, id: idOf(text), line: number, error: describeFailure(error) } satisfies ErrorLine)
    }
  }
  return failures > 0 ? exitCodes.partial : exitCodes.ok
}

function parseLine(text: string, field: 'question' | 'text'): AskedLine {
  const line = lineSchema.safeParse(parseJson(text))
  const asked = field === 'text' ? line.data?.text : (line.data?.question ?? line.data?.query)
  if (!line.data || asked === undefined) throw new CommandFailure('invalid-request', `The line is not {"id": …, "${field}": "…"}.`)
  return { id: line.data.id, text: asked }
}

function idOf(text: string): string | number | null {
  return lineSchema.pick({ id: true }).safeParse(parseJson(text)).data?.id ?? null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
