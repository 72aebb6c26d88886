import { providerInputSchema, type Provider, type ProviderInput, type ProviderKind, type ProviderPreset } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'

/** What is typed in the form, as it is typed. */
export interface ProviderDraft {
  readonly label: string
  readonly kind: ProviderKind
  readonly baseUrl: string
  readonly place: string
  /** One on each line. */
  readonly models: string
  readonly route: 'frontier' | 'private'
  readonly hosting: string
  readonly needsKey: boolean
  readonly caFile: string
}

export type ProviderField = keyof ProviderDraft
export type ProviderErrors = Readonly<Partial<Record<ProviderField, string>>>

export const emptyDraft: ProviderDraft = { label: '', kind: 'openai-compatible', baseUrl: '', place: '', models: '', route: 'private', hosting: '', needsKey: false, caFile: '' }

export function draftOf({ label, kind, baseUrl, place, models, route, hosting, needsKey, caFile }: Provider | ProviderPreset): ProviderDraft {
  return { label, kind, baseUrl: baseUrl ?? '', place: place ?? '', models: models.join('\n'), route, hosting, needsKey, caFile: caFile ?? '' }
}

/** Whose address has to be typed; the others have one of their own. */
export function needsAddress(kind: ProviderKind): boolean {
  return kind === 'openai-compatible'
}

export function needsPlace(kind: ProviderKind): boolean {
  return kind === 'azure' || kind === 'bedrock'
}

const longestModel = 200
const longestHosting = 120

/** As the URL standard writes the hosts of this machine. */
const thisMachine = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/

/** A resource name becomes part of a host, and so does a region: nothing in them may end one. */
const placeForms: Partial<Readonly<Record<ProviderKind, RegExp>>> = { azure: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, bedrock: /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/ }

/** The main process checks the same again; here a person is told in words, before anything is lost. */
function addressError(text: string): string | null {
  const words = t.sending.form.errors
  if (!URL.canParse(text) || /[\\\s]/.test(text)) return words.baseUrl
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return words.baseUrl
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) return words.baseUrlExtra
  return url.protocol === 'http:' && !thisMachine.test(url.hostname) ? words.insecure : null
}

function placeError({ kind, place, baseUrl }: ProviderDraft): string | null {
  const form = placeForms[kind]
  const words = t.sending.form.errors
  if (form === undefined || (place.trim() === '' && baseUrl.trim() !== '')) return null
  if (form.test(place.trim())) return null
  return kind === 'azure' ? words.resource : words.region
}

function modelsOf(draft: ProviderDraft): string[] {
  return [...new Set(draft.models.split('\n').map((line) => line.trim()).filter((line) => line !== ''))]
}

/** What is wrong, in words, by field; empty when the draft can be saved. */
export function draftErrors(draft: ProviderDraft): ProviderErrors {
  const words = t.sending.form.errors
  const errors: Partial<Record<ProviderField, string>> = {}
  const label = draft.label.trim()
  if (label === '' || label.length > 80) errors.label = words.label
  if (needsAddress(draft.kind) || draft.baseUrl.trim() !== '') {
    const wrong = addressError(draft.baseUrl.trim())
    if (wrong !== null) errors.baseUrl = wrong
  }
  const wrongPlace = placeError(draft)
  if (wrongPlace !== null) errors.place = wrongPlace
  const models = modelsOf(draft)
  if (models.length === 0) errors.models = words.models
  else if (models.some((model) => model.length > longestModel)) errors.models = words.modelLong
  if (draft.hosting.trim().length > longestHosting) errors.hosting = words.hosting
  if (draft.caFile.trim() !== '' && !/^(?:\/|[A-Za-z]:[\\/])/.test(draft.caFile.trim())) errors.caFile = words.caFile
  return errors
}

/** The draft as the call takes it; null while something in it is wrong. */
export function inputOf(draft: ProviderDraft, id: string | null): ProviderInput | null {
  if (Object.keys(draftErrors(draft)).length > 0) return null
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  const parsed = providerInputSchema.safeParse({
    ...(id === null ? {} : { id }), label: draft.label, kind: draft.kind, baseUrl: orNull(draft.baseUrl), place: needsPlace(draft.kind) ? orNull(draft.place) : null,
    models: modelsOf(draft), route: draft.route, hosting: draft.hosting.trim(), needsKey: draft.needsKey, caFile: orNull(draft.caFile),
  })
  return parsed.success ? parsed.data : null
}

/** A key is one line of visible characters everywhere; anything else could only break the header that it goes into. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text.trim())
}

/** An amount in US dollars, null for none, undefined for what is no amount. */
export function parseLimit(text: string): number | null | undefined {
  const trimmed = text.trim().replace(/^\$/, '').replace(',', '.')
  if (trimmed === '') return null
  if (!/^\d{1,6}(?:\.\d{1,2})?$/.test(trimmed)) return undefined
  const amount = Number(trimmed)
  return amount >= 0.01 && amount <= 100_000 ? amount : undefined
}
