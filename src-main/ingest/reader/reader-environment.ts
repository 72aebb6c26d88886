import { cpus } from 'node:os'

/** What the reading process gets of the environment: what Windows needs to start a program, and what decides how times are read. One core is left for the person. */
export function readerEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && /^(?:systemroot|windir|tz)$/i.test(entry[0]))
  return { ...Object.fromEntries(kept), UV_THREADPOOL_SIZE: String(Math.max(1, Math.min(4, cpus().length - 1))) }
}
