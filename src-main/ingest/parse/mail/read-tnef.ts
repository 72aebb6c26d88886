const signature = 0x223e9f78
/** Attributes by the low half of their id ([MS-OXTNEF] 2.1.3.2): what begins an attachment, its name, its content, its properties. */
const attributes = { begin: 0x9002, title: 0x8010, data: 0x800f, properties: 0x9005 } as const
/** PidTagAttachLongFilename as a Unicode string, as it stands in the properties of an attachment. */
const longName = 0x3707_001f

/**
 * The files in a winmail.dat, which Outlook sends where it takes the receiver for another Outlook ([MS-OXTNEF]); null for
 * anything else. Ends where the data ends, however it was cut.
 */
export function readTnef(bytes: Uint8Array): { readonly name: string; readonly bytes: Uint8Array }[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 6 || view.getUint32(0, true) !== signature) return null
  const files: { name: string; bytes: Uint8Array }[] = []
  for (let at = 6; at + 9 <= bytes.length;) {
    const id = view.getUint16(at + 1, true)
    const length = view.getUint32(at + 5, true)
    const data = bytes.subarray(at + 9, Math.min(bytes.length, at + 9 + length))
    at += 9 + length + 2
    const file = files.at(-1)
    if (id === attributes.begin) files.push({ name: '', bytes: new Uint8Array() })
    else if (file === undefined) continue
    else if (id === attributes.title && file.name === '') file.name = new TextDecoder('windows-1252').decode(data).replace(/\0.*$/s, '')
    else if (id === attributes.data) file.bytes = data
    else if (id === attributes.properties) file.name = longNameIn(data) ?? file.name
  }
  return files.filter((file) => file.bytes.length > 0)
}

/** Looks for the one property by its tag, since the others before it are of all types; a count of one and a length follow. */
function longNameIn(properties: Uint8Array): string | null {
  const view = new DataView(properties.buffer, properties.byteOffset, properties.byteLength)
  for (let at = 4; at + 12 <= properties.length; at += 4) {
    if (view.getUint32(at, true) !== longName || view.getUint32(at + 4, true) !== 1) continue
    const length = view.getUint32(at + 8, true)
    return length > 1_000 ? null : new TextDecoder('utf-16le').decode(properties.subarray(at + 12, at + 12 + length)).replace(/\0.*$/s, '')
  }
  return null
}
