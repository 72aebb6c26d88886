/** Hands a file that was made here to the person, who says where it goes; nothing is fetched for it. */
export function saveFile({ fileName, mediaType, content }: { readonly fileName: string; readonly mediaType: string; readonly content: string | Uint8Array<ArrayBuffer> }): void {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The browser reads the file after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
