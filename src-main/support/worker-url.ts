/** Entries of worker threads and of the reading process: name of the built file → source, relative to src-main. electron.vite.config.ts builds each as its own entry. */
export const workerSources = {
  'guard-on': 'egress/guard-on.ts',
  'reader': 'ingest/reader/reader.ts',
  'reader-watch': 'ingest/reader/reader-watch.ts',
  'embed-worker': 'model/embedder/embed-worker.ts',
  'copy-worker': 'ingest/redacted-copy/copy-worker.ts',
  'name-worker': 'egress/redact/names/name-worker.ts',
} as const

/** The file to start a worker thread or the reading process from: the source when run unbuilt (tests), its own bundle in `out/main` otherwise. */
export function workerUrl(name: keyof typeof workerSources): URL {
  const here = import.meta.url
  return here.endsWith('.ts') ? new URL(`../${workerSources[name]}`, here) : new URL(`./${name}.js`, here)
}
