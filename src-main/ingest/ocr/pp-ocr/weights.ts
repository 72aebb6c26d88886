import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The folder of the weights in the models folder: the id of their catalogue entry. */
export const ppOcrFolder = 'pp-ocrv5-mobile'
export const ppOcrFiles = { detector: 'det.onnx', reader: 'rec.onnx', alphabet: 'keys.txt' } as const

/** Whether the second engine can be started. */
export async function hasPpOcr(modelsFolder: string | null): Promise<boolean> {
  if (modelsFolder === null) return false
  const found = await Promise.all(Object.values(ppOcrFiles).map((name) => stat(join(modelsFolder, ppOcrFolder, name)).then((file) => file.isFile(), () => false)))
  return found.every(Boolean)
}
