import { readdirSync, readFileSync } from 'node:fs'

export interface MemoryWatch extends Disposable {
  /** The most that the process and all that it started held at one time, in MB; null where the system does not tell. */
  peakMb(): number | null
  /** The same of the process alone. */
  peakOfRootMb(): number | null
}

const everyMs = 500

/** Looks at the resident memory of a process and its children, twice a second, from Linux's own figures. */
export function watchMemory(rootPid: number): MemoryWatch {
  let peakKb = 0
  let peakOfRootKb = 0
  const timer = setInterval(() => {
    const processes = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), read(Number(name))]))
    const family = new Set([rootPid])
    for (let grew = true; grew;) {
      grew = false
      for (const [pid, { parent }] of processes) {
        if (family.has(parent) && !family.has(pid)) {
          family.add(pid)
          grew = true
        }
      }
    }
    peakKb = Math.max(peakKb, [...family].reduce((sum, pid) => sum + (processes.get(pid)?.residentKb ?? 0), 0))
    peakOfRootKb = Math.max(peakOfRootKb, processes.get(rootPid)?.residentKb ?? 0)
  }, everyMs)
  const inMb = (kb: number): number | null => (kb === 0 ? null : Math.round(kb / 1024))
  return { peakMb: () => inMb(peakKb), peakOfRootMb: () => inMb(peakOfRootKb), [Symbol.dispose]: () => clearInterval(timer) }
}

function read(pid: number): { readonly parent: number; readonly residentKb: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const figure = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return { parent: figure('PPid'), residentKb: figure('VmRSS') }
  } catch {
    // It ended meanwhile.
    return { parent: 0, residentKb: 0 }
  }
}
