/**
 * onnxruntime ≥ 1.29 reports each start to its maker over sockets of its own, which no guard in JavaScript sees, and keeps
 * an identifier of the machine in the user's cache folder. This variable, read when the library is loaded, is its whole
 * opt-out outside Windows (onnxruntime pull request 27379). It must be set in the main thread: a worker's `process.env` is
 * a copy that native code never sees. Found by test/integration/nothing-leaves-main-job.
 */
export function silenceNativeTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1'
}
