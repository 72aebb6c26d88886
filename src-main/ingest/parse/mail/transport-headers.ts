/** One field of a message's headers as Internet mail has them, unfolded; '' when it is absent. */
export function transportHeader(headers: string, name: string): string {
  const lines = headers.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const prefix = `${name}:`
  return lines.find((line) => line.slice(0, prefix.length).toLowerCase() === prefix)?.slice(prefix.length).trim() ?? ''
}
