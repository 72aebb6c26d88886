import { app, session } from 'electron'
import { isInPageAddress, isOwnAddress, ownOrigin } from './own-address.ts'

/** Chromium has a network stack of its own, outside the guard. Each switch takes away something that would use it unasked. */
const switches: Readonly<Record<string, string>> = {
  'disable-background-networking': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'disable-breakpad': '',
  'no-pings': '',
  'no-proxy-server': '',
  'dns-prefetch-disable': '',
  // No name resolves, whatever asks for it.
  'host-rules': 'MAP * ~NOTFOUND',
  'host-resolver-rules': 'MAP * ~NOTFOUND',
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  'disable-features': 'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate,WebRtcHideLocalIpsWithMdns',
}

/** Ways into the running app that only its developers need. */
const debuggingSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-allow-origins', 'inspect', 'inspect-brk', 'js-flags']

/** Before `ready`: later, Chromium has read its switches. */
export function hardenChromium(): void {
  app.enableSandbox()
  for (const [name, value] of Object.entries(switches)) app.commandLine.appendSwitch(name, value)
  if (app.isPackaged) for (const name of debuggingSwitches) app.commandLine.removeSwitch(name)
}

/** What the page makes for a person to keep: an exported ledger, from its own memory, under a name that fits. Nothing is fetched for it. */
function isOwnExport(item: Pick<Electron.DownloadItem, 'getURL' | 'getFilename'>): boolean {
  return item.getURL().startsWith(`blob:${ownOrigin}/`) && /^strongroom-ledger-[^/\\]+\.(?:jsonl|html)$/.test(item.getFilename())
}

/** After `ready`: the page may load its own origin, may be granted nothing, and may save nothing but an exported ledger, where the person says in the system's dialog. */
export async function hardenSession(): Promise<void> {
  const { defaultSession } = session
  const mayLoad = (url: string): boolean => isOwnAddress(url) || isInPageAddress(url) || (!app.isPackaged && url.startsWith('devtools:'))
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }))
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setSpellCheckerEnabled(false)
  defaultSession.setSpellCheckerDictionaryDownloadURL(`${ownOrigin}/no-dictionaries/`)
  defaultSession.on('will-download', (event, item) => {
    if (!isOwnExport(item)) event.preventDefault()
    else item.setSaveDialogOptions({ defaultPath: item.getFilename() })
  })
  await defaultSession.setProxy({ mode: 'direct' })
}

/** Every page that ever comes to be, also one that a mistake of ours made: it stays where it is and opens nothing. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
