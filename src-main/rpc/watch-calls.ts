import type { Matters } from '../matters/create-matters.ts'
import type { CallHandlers } from './handlers.ts'

/** Following folders. As with adding documents, the path comes from the user's own page or from the system's dialog. */
export function watchCalls(matters: Matters): Pick<CallHandlers, Extract<keyof CallHandlers, `watch.${string}`>> {
  return {
    'watch.list': async ({ matterId }) => (await matters.open(matterId)).folderWatch.list(),
    'watch.add': async ({ matterId, path }) => (await matters.open(matterId)).folderWatch.add(path),
    async 'watch.remove'({ matterId, id }) {
      (await matters.open(matterId)).folderWatch.remove(id)
      return null
    },
    async 'watch.takeInRemoved'({ matterId, id }) {
      (await matters.open(matterId)).folderWatch.takeInRemoved(id)
      return null
    },
  }
}
