// `node scripts/fetch-weights.ts [--small] [--into FOLDER] [--from FOLDER]`: fetches and verifies weights with one progress bar.
import '../src-main/egress/guard-on.ts'
import { totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createTransport } from '../src-main/egress/transport.ts'
import { bytesOf, catalogue } from '../src-main/model/library/catalogue.ts'
import { createModelLibrary } from '../src-main/model/library/model-library.ts'
import { ProgressMeter } from '../src-main/model/library/progress-meter.ts'
import { readModelShape } from '../src-main/model/llama/read-model-shape.ts'
import { toFailure } from '../src-main/support/errors.ts'
import { modelsFolder, root } from './checkout.mjs'
import { progressLine, ProgressPrinter } from './progress-printer.ts'
import { wantedModels } from './weights-ready.mjs'

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false }, into: { type: 'string' }, from: { type: 'string' } } })
const checkoutWeights = join(root, 'models', 'weights')
const testFolder = resolve(process.env['STRONGROOM_TEST_MODELS'] ?? checkoutWeights)
const folder = values.into === undefined ? (values.small ? testFolder : modelsFolder()) : resolve(values.into)
const named = [values.from, process.env['STRONGROOM_WEIGHTS_FOLDER']].filter((each): each is string => each !== undefined && each !== '')
// What another command of this checkout has fetched before is copied and not fetched again.
const weightsFolders = [...named.map((each) => resolve(each)), checkoutWeights, modelsFolder()].filter((each) => each !== folder)

const ids = wantedModels(values.small)
const bytesTotal = catalogue.models.filter((model) => ids.includes(model.id)).reduce((sum, model) => sum + bytesOf(model), 0)
const printer = new ProgressPrinter(process.stderr)
const meter = new ProgressMeter()
const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
process.on('SIGTERM', () => stop.abort())

let bytesBefore = 0
const library = createModelLibrary({
  modelsFolder: folder, catalogue, weightsFolders, transport: createTransport(), readShape: readModelShape,
  isOffline: () => process.env['STRONGROOM_OFFLINE'] === '1',
  chosenChatModelId: () => null, memoryBytes: totalmem(),
  onProgress(progress) {
    const bytesDone = bytesBefore + progress.bytesDone
    meter.add(bytesDone)
    printer.show(progressLine({ bytesDone, bytesTotal, bytesPerSecond: meter.bytesPerSecond(), secondsLeft: meter.secondsLeft(bytesTotal) }))
  },
})

try {
  for (const id of ids) {
    const { bytes } = await library.fetch(id, stop.signal)
    bytesBefore += bytes
  }
  printer.end(`Weights are here and verified (${Math.round(bytesTotal / 1e6)} MB in ${folder}).`)
} catch (error) {
  const { code, message } = toFailure(error)
  printer.end(code === 'cancelled' ? 'Stopped. What arrived is kept; the same command goes on from there.' : `${code}: ${message}`)
  process.exitCode = code === 'cancelled' ? 130 : 1
}
