import { lstatSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type ProviderKind, providerKindSchema } from '../../../src-preload/contract/index.ts'

/** What whoever manages this machine has laid down. It can only take away: no field opens anything. */
const adminPolicySchema = z.strictObject({
  offline: z.literal(true).optional(),
  /** Host names, without port; a leading `*.` stands for every name below. */
  allowedHosts: z.array(z.string().regex(/^(?:\*\.)?[a-z0-9.:[\]-]{1,253}$/i)).max(1000).optional(),
  allowedKinds: z.array(providerKindSchema).optional(),
  spendPerDayUsd: z.number().nonnegative().optional(),
  spendPerMatterUsd: z.number().nonnegative().optional(),
})
type AdminPolicyFile = z.infer<typeof adminPolicySchema>

/** Several files, the strictest of each field. Null: nothing is said about it. */
export interface AdminPolicy {
  readonly offline: boolean
  /** A host has to be in each list. */
  readonly allowedHosts: readonly (readonly string[])[]
  readonly allowedKinds: ReadonlySet<ProviderKind> | null
  readonly spendPerDayUsd: number | null
  readonly spendPerMatterUsd: number | null
}

/** `unreadable`: there is a file and it cannot be believed, so nothing is sent. */
export type AdminPolicyState = { readonly state: 'read'; readonly policy: AdminPolicy } | { readonly state: 'unreadable' }

const mostBytes = 64 * 1024

/** The machine-wide places of this system. On Windows also the usual place, because a user can set `ProgramData` to another. */
export function machinePolicyFiles(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') return [...new Set([environment['ProgramData'] ?? 'C:\\ProgramData', 'C:\\ProgramData'])].map((folder) => `${folder}\\Strongroom\\policy.json`)
  if (platform === 'darwin') return ['/Library/Application Support/Strongroom/policy.json']
  return ['/etc/strongroom/policy.json']
}

/**
 * Reads the machine-wide files and the one that `STRONGROOM_POLICY_FILE` names; the environment can add a file and thereby only
 * tighten. Read anew at every decision. A machine-wide file need not exist; the named one must.
 */
export function readAdminPolicy({ environment, machineFiles }: { readonly environment: NodeJS.ProcessEnv; readonly machineFiles: readonly string[] }): AdminPolicyState {
  const named = environment['STRONGROOM_POLICY_FILE']
  const files = [...machineFiles.map((path) => readPolicyFile(path, false)), ...(named ? [readPolicyFile(named, true)] : [])]
  return files.includes('unreadable') ? { state: 'unreadable' } : { state: 'read', policy: strictest(files.filter((file) => typeof file === 'object')) }
}

function readPolicyFile(path: string, mustExist: boolean): AdminPolicyFile | 'none' | 'unreadable' {
  try {
    const bytes = readFileSync(path)
    if (bytes.byteLength > mostBytes) return 'unreadable'
    // Some editors put a byte-order mark in front; anything else that is not UTF-8 is not understood, so it is not believed.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return adminPolicySchema.safeParse(JSON.parse(text)).data ?? 'unreadable'
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return missing && !mustExist && !isDanglingLink(path) && !isDanglingLink(dirname(path)) ? 'none' : 'unreadable'
  }
}

/** A link to a share that is not mounted now: there is a policy, and it cannot be read. */
function isDanglingLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  } catch {
    return true
  }
}

function strictest(files: readonly AdminPolicyFile[]): AdminPolicy {
  const least = (values: readonly (number | undefined)[]): number | null => {
    const set = values.filter((value) => value !== undefined)
    return set.length === 0 ? null : Math.min(...set)
  }
  const kinds = files.flatMap((file) => (file.allowedKinds ? [new Set(file.allowedKinds)] : []))
  return {
    offline: files.some((file) => file.offline === true),
    allowedHosts: files.flatMap((file) => (file.allowedHosts ? [file.allowedHosts.map((host) => host.toLowerCase())] : [])),
    allowedKinds: kinds.length === 0 ? null : kinds.reduce((all, set) => new Set([...all].filter((kind) => set.has(kind)))),
    spendPerDayUsd: least(files.map((file) => file.spendPerDayUsd)),
    spendPerMatterUsd: least(files.map((file) => file.spendPerMatterUsd)),
  }
}

/** Whether every list names this host. */
export function adminAllowsHost(policy: AdminPolicy, hostname: string): boolean {
  const host = hostname.toLowerCase()
  return policy.allowedHosts.every((list) => list.some((allowed) => (allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed)))
}
