// Packages the desktop app: see docs/packaging.md. electron-builder is not a dependency, so that a checkout stays light.
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'

/** Switches inside Electron's own binary; nothing that starts the app later can change them. Every fuse there is has a value here. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Not a Node for others to run their scripts with, nor by NODE_OPTIONS, nor under a debugger.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Only the code that was packaged: app.asar, with its hash in the binary (macOS and Windows check it).
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.EnableCookieEncryption]: true,
  // The page comes from strongroom://, never from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Bounds checks of WebAssembly (the picture decoders of pdf.js) by the processor instead of by code.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** Electron's binary in the packaged folder, before it is signed. */
function binaryOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin' || electronPlatformName === 'mas') return join(appOutDir, `${name}.app`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : packager.executableName)
}

export default {
  appId: 'app.strongroom.desktop',
  productName: 'Strongroom',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  files: ['out/**', '!out/**/*.map', 'package.json', 'LICENSE', 'NOTICE', '!node_modules/**/{test,tests,example,examples,*.d.ts,*.md,*.map}'],
  extraResources: [{ from: 'resources/sample-matter', to: 'sample-matter' }],
  asar: true,
  // What the system's loader opens by path cannot lie inside an archive.
  asarUnpack: ['**/*.{node,so,so.*,dylib,dll,metal}', 'node_modules/@node-llama-cpp/**', 'node_modules/@hyzyla/pdfium/**/*.wasm'],
  npmRebuild: false,
  // No update is looked for and nothing is published: a new version is a file that a person installs.
  publish: null,
  afterPack: async (context) => { await flipFuses(binaryOf(context), { ...fuses, resetAdHocDarwinSignature: context.electronPlatformName === 'darwin' }) },
  linux: { target: ['AppImage'], category: 'Office' },
  mac: { target: ['dmg'], category: 'public.app-category.productivity', hardenedRuntime: true },
  win: { target: ['nsis'] },
}
