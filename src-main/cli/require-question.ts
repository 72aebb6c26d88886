import { CommanderError } from 'commander'
import { exitCodes } from './command-context.ts'

/** The question that was typed; `''` with --jsonl, which brings its own. A usage error when it is missing, empty or there beside --jsonl. */
export function requireQuestion(typed: string | undefined, jsonl: boolean | undefined): string {
  if (jsonl && typed !== undefined) throw usageError('with --jsonl the questions come from stdin, not from the command line')
  if (!jsonl && !typed?.trim()) throw usageError('the question is missing')
  return typed ?? ''
}

function usageError(message: string): CommanderError {
  return new CommanderError(exitCodes.usage, 'strongroom.usage', message)
}
