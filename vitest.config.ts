import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** One project per tier; `npx vitest run --project unit` runs one. Tiers that need weights find them through test/support/weights.ts. */
const tier = (name: string, options: { timeoutMs: number; parallel: boolean; extensions?: string; pollMs?: number }) => ({
  plugins: [react()],
  test: {
    name,
    include: [`test/${name}/**/*.test.${options.extensions ?? 'ts'}`],
    testTimeout: options.timeoutMs,
    hookTimeout: options.timeoutMs,
    fileParallelism: options.parallel,
    expect: { poll: { timeout: options.pollMs ?? 1_000 } },
    setupFiles: ['test/support/fail-on-console.ts'],
    // Tests of single parts run without the guard, which sets this in the product: see src-main/egress/guard/native-telemetry.ts.
    env: { ORT_DISABLE_TELEMETRY: '1' },
  },
})

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      tier('unit', { timeoutMs: 60_000, parallel: true, extensions: '{ts,tsx}' }),
      tier('contract', { timeoutMs: 30_000, parallel: true }),
      tier('architecture', { timeoutMs: 90_000, parallel: true }),
      tier('integration', { timeoutMs: 180_000, parallel: false }),
      tier('model', { timeoutMs: 300_000, parallel: false }),
      // A busy machine takes more than the usual second to draw what a key or a click did.
      tier('end-to-end', { timeoutMs: 300_000, parallel: false, pollMs: 15_000 }),
    ],
  },
})
