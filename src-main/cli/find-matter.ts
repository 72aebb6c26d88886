import type { Matter } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'
import { CommandFailure } from './command-failure.ts'

/** By id, else by name; capitals do not count when that leaves one. Errors: `not-found`, `conflict` when several matters have the name. */
export async function findMatter(application: ApplicationPort, nameOrId: string): Promise<Matter> {
  const found = await lookForMatter(application, nameOrId)
  if (!found) throw new CommandFailure('not-found', 'No matter has this name or id. `strongroom matters` lists them; `strongroom ingest` makes one.')
  return found
}

/** Null when there is none. Errors: `conflict`. */
export async function lookForMatter(application: ApplicationPort, nameOrId: string): Promise<Matter | null> {
  const matters = await callApplication(application, 'matters.list', null)
  const byId = matters.find((matter) => matter.id === nameOrId)
  if (byId) return byId
  const wanted = nameOrId.trim()
  const sameName = matters.filter((matter) => matter.name === wanted)
  const named = sameName.length > 0 ? sameName : matters.filter((matter) => matter.name.toLowerCase() === wanted.toLowerCase())
  if (named.length > 1) throw new CommandFailure('conflict', 'Several matters have this name. Use the id that `strongroom matters` shows.')
  return named[0] ?? null
}
