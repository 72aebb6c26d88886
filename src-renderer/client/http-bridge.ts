import { calls, failureSchema, type AppEvent, type Bridge, type CallName, type CallOutcome, type CallParams, type Failure } from '../../src-preload/contract/index.ts'
import { t } from '../ui/strings/index.ts'
import { keepEventStream, type ConnectionState } from './event-stream.ts'

const notUnderstood: Failure = { code: 'internal', message: t.failure.unexpected, facts: {} }

/** Parses what the shell answered; anything unexpected becomes a failure, never a value. */
export function parseOutcome<N extends CallName>(name: N, raw: unknown): CallOutcome<N> {
  if (typeof raw !== 'object' || raw === null || !('ok' in raw)) return { ok: false, error: notUnderstood }
  if (raw.ok === true && 'value' in raw) {
    const parsed = calls[name].result.safeParse(raw.value)
    return parsed.success ? ({ ok: true, value: parsed.data } as CallOutcome<N>) : { ok: false, error: notUnderstood }
  }
  const failure = 'error' in raw ? failureSchema.safeParse(raw.error) : null
  return { ok: false, error: failure?.success === true ? failure.data : notUnderstood }
}

async function post<N extends CallName>(name: N, path: string, body: BodyInit, type: string): Promise<CallOutcome<N>> {
  const response = await fetch(path, { method: 'POST', body, headers: { 'content-type': type }, credentials: 'same-origin' })
  const raw: unknown = await response.json().catch(() => null)
  return parseOutcome(name, raw)
}

/** Files picked as a folder keep the folder's path, so that two files of one name stay two. */
function uploadName(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath
}

async function upload(matterId: string, files: readonly File[], onAdded: (done: number) => void = () => {}): Promise<CallOutcome<'documents.add'>> {
  const sum = { added: 0, unchanged: 0, replaced: 0, failed: 0 }
  let firstError: Failure | null = null
  for (const [index, file] of files.entries()) {
    onAdded(index)
    const query = new URLSearchParams({ matterId, name: uploadName(file) })
    const outcome = await post('documents.add', `/upload?${query.toString()}`, file, 'application/octet-stream').catch(() => null)
    if (outcome?.ok === true) {
      sum.added += outcome.value.added
      sum.unchanged += outcome.value.unchanged
      sum.replaced += outcome.value.replaced
      sum.failed += outcome.value.failed
    } else {
      sum.failed += 1
      firstError ??= outcome?.error ?? null
    }
  }
  return firstError !== null && sum.failed === files.length ? { ok: false, error: firstError } : { ok: true, value: sum }
}

/** The bridge of the browser shell: calls by POST, events by an event stream, everything on the page's own origin. */
export function createHttpBridge(onState: (state: ConnectionState) => void): Bridge {
  const listeners = new Set<(event: AppEvent) => void>()
  let stop: (() => void) | null = null
  return {
    shell: 'browser',
    call<N extends CallName>(name: N, params: CallParams<N>) {
      return post(name, '/call', JSON.stringify({ name, params }), 'application/json')
    },
    subscribe(listener) {
      listeners.add(listener)
      stop ??= keepEventStream({
        open: () => new EventSource('/events'),
        onEvent: (event) => { for (const each of listeners) each(event) },
        onState,
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
    fileUrl: (matterId, documentId) => `/files/${matterId}/${documentId}`,
    pageImageUrl: (matterId, documentId, page) => `/page-images/${matterId}/${documentId}/${page}`,
    addFiles: upload,
  }
}
