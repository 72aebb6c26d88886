import { useEffect, useMemo, useState } from 'react'

type PdfSource = { readonly url: string } | { readonly data: Uint8Array }

/**
 * Over http pdf.js reads a file in ranges by itself. It does not know the desktop's own scheme, so there the
 * bytes are read first. `onFailed` is called when they cannot be.
 */
export function usePdfSource(url: string, onFailed: () => void): PdfSource | null {
  const isHttp = useMemo(() => /^https?:$/.test(new URL(url, window.location.href).protocol), [url])
  const [read, setRead] = useState<{ readonly url: string; readonly source: PdfSource } | null>(null)
  useEffect(() => {
    if (isHttp) return undefined
    const abort = new AbortController()
    fetch(url, { signal: abort.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error('the document could not be read')
        setRead({ url, source: { data: new Uint8Array(await response.arrayBuffer()) } })
      })
      .catch(() => { if (!abort.signal.aborted) onFailed() })
    return () => abort.abort()
  }, [url, isHttp, onFailed])
  const direct = useMemo(() => ({ url }), [url])
  if (isHttp) return direct
  return read?.url === url ? read.source : null
}
