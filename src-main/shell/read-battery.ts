import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether this machine runs on its battery, as Linux says (Documentation/ABI/testing/sysfs-class-power); null where there is
 * no battery, or no Linux. A battery that is being emptied while no other supply is on.
 */
export function readBattery(folder = '/sys/class/power_supply'): boolean | null {
  const supplies = namesIn(folder).map((name) => ({ type: field(folder, name, 'type'), scope: field(folder, name, 'scope'), online: field(folder, name, 'online'), status: field(folder, name, 'status') }))
  // A mouse has a battery too.
  const batteries = supplies.filter(({ type, scope }) => type === 'Battery' && scope !== 'Device')
  if (batteries.length === 0) return null
  if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return false
  return batteries.some(({ status }) => status === 'Discharging')
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function field(folder: string, supply: string, name: string): string {
  try {
    return readFileSync(join(folder, supply, name), 'utf8').trim()
  } catch {
    return ''
  }
}
