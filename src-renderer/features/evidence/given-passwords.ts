/** Passwords that fitted, by the address of their document. In the memory of this window alone, so that each is asked for once. */
const fitting = new Map<string, string>()

export function rememberPassword(url: string, password: string): void {
  fitting.set(url, password)
}

export function rememberedPassword(url: string): string | null {
  return fitting.get(url) ?? null
}

/** The document is gone, or another password is asked for. */
export function forgetPassword(url: string): void {
  fitting.delete(url)
}
