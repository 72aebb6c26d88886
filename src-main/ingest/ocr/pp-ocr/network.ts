import { InferenceSession, Tensor } from 'onnxruntime-node'
import { AppError } from '../../../support/errors.ts'

/** One network with one picture going in and one tensor of numbers coming out. */
export interface Network extends AsyncDisposable {
  /** `shape`: batch, channels, height, width. */
  run(input: Float32Array, shape: readonly [number, number, number, number]): Promise<{ readonly data: Float32Array; readonly shape: readonly number[] }>
}

/** Loads an ONNX file. Errors: `model-load-failed`; running it: `recognition-failed`. */
export async function loadNetwork(file: string, threads: number): Promise<Network> {
  const session = await InferenceSession.create(file, {
    executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4, enableCpuMemArena: false, enableMemPattern: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }).catch((error: unknown) => { throw new AppError('model-load-failed', {}, { cause: error }) })
  const [inputName, outputName] = [session.inputNames[0] ?? '', session.outputNames[0] ?? '']
  return {
    async run(input, shape) {
      const results = await session.run({ [inputName]: new Tensor('float32', input, [...shape]) })
      const output = results[outputName]
      if (output === undefined || !(output.data instanceof Float32Array)) throw new AppError('recognition-failed')
      return { data: output.data, shape: output.dims }
    },
    async [Symbol.asyncDispose]() {
      await session.release()
    },
  }
}
