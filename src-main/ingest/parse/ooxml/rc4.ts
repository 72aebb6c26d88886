/** RC4, with which Office up to 2003 locks its files: the same for both directions. OpenSSL no longer has it. */
export function applyRc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (a: number, b: number): number => {
    const [first = 0, second = 0] = [state[a], state[b]]
    state[a] = second
    state[b] = first
    return (first + second) & 0xff
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff
    swap(i, j)
  }
  let i = 0
  let j = 0
  return bytes.map((byte) => {
    i = (i + 1) & 0xff
    j = (j + (state[i] ?? 0)) & 0xff
    return byte ^ (state[swap(i, j)] ?? 0)
  })
}
