const cmaps = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true })
const fonts = import.meta.glob<string>('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url', import: 'default', eager: true })
const wasm = import.meta.glob<string>('../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg,qcms_bg}.wasm', { query: '?url', import: 'default', eager: true })

const byName = new Map(Object.entries({ ...cmaps, ...fonts, ...wasm }).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]))

/** Gives pdf.js its character maps, fonts and decoders from the page's own origin. */
export class PdfAssets {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = byName.get(filename)
    if (url === undefined) throw new Error('pdf.js asked for a file that is not part of it')
    const response = await fetch(url)
    if (!response.ok) throw new Error('a file of pdf.js could not be read')
    return new Uint8Array(await response.arrayBuffer())
  }
}
