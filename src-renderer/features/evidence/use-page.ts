import { useEffect, useState } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'

export type PageState = { readonly state: 'loading' } | { readonly state: 'gone' } | { readonly state: 'ready'; readonly page: Page }

/** A page's stored text. */
export function usePage(matterId: string, documentId: string, page: number): PageState {
  const [result, setResult] = useState<{ readonly key: string; readonly value: PageState } | null>(null)
  const key = `${matterId}/${documentId}/${page}`
  useEffect(() => {
    let current = true
    void call('documents.page', { matterId, documentId, page }).then((outcome) => {
      if (current) setResult({ key, value: outcome.ok ? { state: 'ready', page: outcome.value } : { state: 'gone' } })
    })
    return () => { current = false }
  }, [matterId, documentId, page, key])
  return result?.key === key ? result.value : { state: 'loading' }
}
