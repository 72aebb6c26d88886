import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { workerSources } from './src-main/support/worker-url.ts'

const workers = Object.fromEntries(Object.entries(workerSources).map(([name, source]) => [name, resolve('src-main', source)]))

/** Flat output: workers are found beside the bundle that starts them, see src-main/support/worker-url.ts. */
export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      lib: {
        entry: {
          electron: resolve('src-main/electron.ts'),
          'browser-shell': resolve('src-main/browser-shell.ts'),
          cli: resolve('src-main/cli.ts'),
          ...workers,
        },
        formats: ['es'],
      },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' } },
    },
  },
  preload: {
    build: {
      sourcemap: true,
      // The sandbox has no module loader: one CommonJS file, everything inside.
      externalizeDeps: false,
      lib: { entry: { index: resolve('src-preload/index.ts') }, formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: resolve('src-renderer'),
    base: '/',
    plugins: [react()],
    build: {
      minify: true,
      sourcemap: true,
      // Nothing inlined: the content security policy allows files of this origin and no data: addresses for scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve('src-renderer/index.html') },
    },
  },
})
