// Are the wanted weights here and verified? Reads only sizes, times and the markers that the model library leaves.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './checkout.mjs'

const small = ['all-minilm-l6-v2', 'en-core-web-md-ner', 'qwen2.5-coder-0.5b-instruct-q4_k_m']

/** Ids of what `npm start` (the catalogue's defaults) or `npm test` (the small ones) needs. */
export function wantedModels(forTests) {
  return catalogue().models.filter((model) => (forTests ? small.includes(model.id) : model.isDefault)).map((model) => model.id)
}

export function weightsAreReady(folder, ids) {
  return catalogue().models.filter((model) => ids.includes(model.id)).every((model) => model.files.every((file) => isVerified(join(folder, model.id, file.path), file.sha256)))
}

function isVerified(path, sha256) {
  try {
    const { size, mtimeMs } = statSync(path)
    const marker = JSON.parse(readFileSync(`${path}.verified.json`, 'utf8'))
    return marker.sha256 === sha256 && marker.bytes === size && marker.mtimeMs === mtimeMs
  } catch {
    return false
  }
}

function catalogue() {
  return JSON.parse(readFileSync(join(root, 'models', 'catalogue.json'), 'utf8'))
}
