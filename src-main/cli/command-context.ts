import type { Command } from 'commander'
import type { Workplace } from '../shell/workplace.ts'

export interface TextSink { write(text: string): unknown; readonly isTTY?: boolean | undefined }

/** Everything a command touches outside itself, so that tests can stand in for the machine. */
export interface CliContext {
  readonly version: string
  /** Opens the data folder and builds the application; a command that needs neither does not wait for it. */
  readonly openWorkplace: (options?: { readonly online?: boolean; readonly scratch?: boolean }) => Promise<Workplace>
  /** Data only. */
  readonly stdout: TextSink
  /** Everything meant for a person: progress, notes, errors. */
  readonly stderr: TextSink
  readonly stdin: AsyncIterable<string | Uint8Array>
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
}

/** Adds one command to the program. `run` reports the exit code that the command's work ends with. */
export type AddCommand = (program: Command, context: CliContext, run: (work: () => Promise<ExitCode>) => Promise<void>) => void

/** Documented in docs/cli.md; an answer that the documents do not say is a good answer and ends with 0. */
export const exitCodes = { ok: 0, failure: 1, usage: 2, partial: 3, broken: 4, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export function writeJson(context: CliContext, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function writeJsonLine(context: CliContext, value: unknown): void {
  context.stdout.write(`${JSON.stringify(value)}\n`)
}

/** One line for a person. */
export function note(context: CliContext, text: string): void {
  context.stderr.write(`${text}\n`)
}
