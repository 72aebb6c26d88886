import { machinePolicyFiles, readAdminPolicy } from './admin-policy.ts'

/** `STRONGROOM_OFFLINE`: any value but an empty one, `0` and `false` closes, because who sets it wants it closed. */
export function environmentIsOffline(environment: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false'].includes((environment['STRONGROOM_OFFLINE'] ?? '').trim().toLowerCase())
}

/**
 * Whether somebody above the user's settings has closed every way out: the environment or the administrator, also with a policy
 * that cannot be read. For downloads, about which the exit does not decide. Asked anew each time.
 */
export function isForcedOffline(environment: NodeJS.ProcessEnv = process.env, machineFiles: readonly string[] = machinePolicyFiles(process.platform, environment)): boolean {
  if (environmentIsOffline(environment)) return true
  const admin = readAdminPolicy({ environment, machineFiles })
  return admin.state === 'unreadable' || admin.policy.offline
}
