import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { pageHeaders } from '../../../src-main/shell/content-security-policy.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const sample = fileURLToPath(new URL('../../../resources/sample-matter/', import.meta.url))

/** Any document's original is the sample's tenancy agreement, which is what the invented quotes are from. */
function originals(): Plugin {
  const serve = (server: { middlewares: { use: (path: string, handler: (request: unknown, response: NodeJS.WritableStream & { setHeader: (name: string, value: string) => void }) => void) => void } }): void => {
    server.middlewares.use('/files', (_request, response) => {
      response.setHeader('Content-Type', 'application/pdf')
      createReadStream(`${sample}Tenancy agreement 2023.pdf`).pipe(response)
    })
  }
  return { name: 'fake-originals', configureServer: serve, configurePreviewServer: serve }
}

/** The page of src-renderer on the fake bridge: `vite build` and `vite preview` with this file. */
export default defineConfig({
  root: here,
  plugins: [react(), originals()],
  build: { outDir: fileURLToPath(new URL('../../../out/fake-bridge', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // The same policy as the product's, so that what it forbids is seen here first.
  preview: { headers: pageHeaders },
  server: { fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] } },
})
