import { z } from 'zod'

export const providerKinds = ['anthropic', 'openai', 'google', 'xai', 'azure', 'bedrock', 'openai-compatible'] as const
export const providerKindSchema = z.enum(providerKinds)
export type ProviderKind = z.infer<typeof providerKindSchema>

export const providerIdSchema = z.string().regex(/^p_[0-9a-z]{16}$/)
const modelNameSchema = z.string().trim().min(1).max(200)

const editable = {
  label: z.string().trim().min(1).max(80),
  kind: providerKindSchema,
  /** The address requests go to; null for the kinds that have one of their own. HTTPS, or HTTP on this machine only. */
  baseUrl: z.url({ protocol: /^https?$/ }).max(500).nullable(),
  /** Azure: resource name; Bedrock: region. Null elsewhere. */
  place: z.string().trim().regex(/^[a-z0-9-]{1,63}$/i).nullable(),
  models: z.array(modelNameSchema).min(1).max(50),
  /** `private`: run by the user's own organisation. */
  route: z.enum(['frontier', 'private']),
  /** Where it is hosted, in the user's own words: shown at every approval. */
  hosting: z.string().trim().max(120),
  needsKey: z.boolean(),
  /** Absolute path of a PEM file with the certificate authority of a private endpoint. */
  caFile: z.string().max(4096).nullable(),
}

/** One place that an escalation can go to. Never holds a key. */
export const providerSchema = z.object({ id: providerIdSchema, ...editable, keyState: z.enum(['set', 'missing', 'not-needed']) })
export type Provider = z.infer<typeof providerSchema>

/** Without `id` a new one is made. */
export const providerInputSchema = z.object({ id: providerIdSchema.optional(), ...editable })
export type ProviderInput = z.infer<typeof providerInputSchema>

/** A ready-made form for a known provider; `label` names it in the list. */
export const providerPresetSchema = z.object(editable)
export type ProviderPreset = z.infer<typeof providerPresetSchema>

/** Where keys are kept. `locked`: the passphrase has not been given since the app was opened. */
export const keyStoreStatusSchema = z.object({
  storage: z.enum(['system', 'sealed-file']),
  state: z.enum(['ready', 'locked', 'not-set-up', 'unavailable']),
})
export type KeyStoreStatus = z.infer<typeof keyStoreStatusSchema>
