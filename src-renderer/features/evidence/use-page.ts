import { useEffect, useState } from 'react'
import type { CallName, CallParams, CallResult, Page, PageWord } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'
import { useViewer } from './viewer-store.ts'

export type PageState = { readonly state: 'loading' } | { readonly state: 'gone' } | { readonly state: 'ready'; readonly page: Page }

/** Asks for something of a document, and again when documents changed; what is here stays until the new answer is. Null until the first one. */
function useAnswer<N extends CallName>(name: N, params: CallParams<N> | null): { readonly value: CallResult<N> | null } | null {
  const revision = useViewer((state) => state.revision)
  const key = params === null ? null : JSON.stringify(params)
  const [result, setResult] = useState<{ readonly key: string; readonly value: CallResult<N> | null } | null>(null)
  useEffect(() => {
    if (key === null) return undefined
    let current = true
    void call(name, JSON.parse(key) as CallParams<N>).then((outcome) => { if (current) setResult({ key, value: outcome.ok ? outcome.value : null }) })
    return () => { current = false }
  }, [name, key, revision])
  return key !== null && result?.key === key ? result : null
}

/** A page's stored text. */
export function usePage(matterId: string, documentId: string, page: number): PageState {
  const answer = useAnswer('documents.page', { matterId, documentId, page })
  if (answer === null) return { state: 'loading' }
  return answer.value === null ? { state: 'gone' } : { state: 'ready', page: answer.value }
}

const noWords: readonly PageWord[] = []

/** Where a recognised page's words stand; empty until they are known, and for any other page. */
export function usePageWords(matterId: string, documentId: string, page: Page | null): readonly PageWord[] {
  const answer = useAnswer('documents.pageWords', page?.method === 'ocr' ? { matterId, documentId, page: page.page } : null)
  return answer?.value ?? noWords
}
