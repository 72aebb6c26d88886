import { FuseV1Options, FuseVersion } from '@electron/fuses'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

const configSchema = z.object({
  fuses: z.record(z.string(), z.union([z.boolean(), z.string()])),
  default: z.object({ asar: z.literal(true), publish: z.null(), files: z.array(z.string()) }),
})
let config: z.infer<typeof configSchema>
beforeAll(async () => {
  config = configSchema.parse({ ...await import(new URL('../../electron-builder.config.mjs', import.meta.url).href) as object })
})

const fuseNames = Object.values(FuseV1Options).filter((value) => typeof value === 'string') as (keyof typeof FuseV1Options)[]

describe('the packaged app', () => {
  test.each([
    ['RunAsNode', false], ['EnableNodeOptionsEnvironmentVariable', false], ['EnableNodeCliInspectArguments', false], ['EnableCookieEncryption', true],
    ['OnlyLoadAppFromAsar', true], ['EnableEmbeddedAsarIntegrityValidation', true], ['GrantFileProtocolExtraPrivileges', false], ['LoadBrowserProcessSpecificV8Snapshot', false],
  ] as const)('has its fuse %s set to %s', (name, value) => {
    expect(config.fuses[FuseV1Options[name]]).toBe(value)
  })

  test('leaves no fuse of this Electron to chance', () => {
    expect(config.fuses).toMatchObject({ version: FuseVersion.V1, strictlyRequireAllFuses: true })
    expect(fuseNames.filter((name) => typeof config.fuses[FuseV1Options[name]] !== 'boolean')).toEqual([])
  })

  test('runs from one archive, holds no weights and looks for no update', () => {
    expect(config.default.publish).toBeNull()
    expect(config.default.files.filter((pattern) => /models\/weights|gguf/.test(pattern))).toEqual([])
    expect(config.default.files).toContain('out/**')
  })
})
