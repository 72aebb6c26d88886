/** The page's own origin in Electron: a scheme of ours, so that no web server and no file: path is involved. */
export const ownScheme = 'strongroom'
export const ownOrigin = `${ownScheme}://app`
export const ownPage = `${ownOrigin}/`

export function isOwnAddress(address: string): boolean {
  try {
    const { protocol, host } = new URL(address)
    return protocol === `${ownScheme}:` && host === 'app'
  } catch {
    return false
  }
}

/** Made by the page itself and never fetched from anywhere: pictures that pdf.js decodes, inlined icons. */
export function isInPageAddress(address: string): boolean {
  return address.startsWith('data:') || address.startsWith(`blob:${ownOrigin}/`)
}
