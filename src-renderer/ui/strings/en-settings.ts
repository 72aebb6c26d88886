import { formatUsd } from '../format.ts'
import { plural } from './plural.ts'

const quoted = (text: string): string => `“${text}”`

/** The settings of the exit: providers, keys, money. */
export const sendingWords = {
  sections: { label: 'Part of the settings', general: 'General', reading: 'Reading', sending: 'Sending', redaction: 'Masking' },
  title: 'What may leave this machine', offline: 'Stay offline', offlineHint: 'When on, nothing is sent and no model download starts, whatever else is set here.',
  matterTitle: 'Data policy of the matter on screen', matterChange: 'Change…', noMatter: 'Open a matter to see what may leave it.',
  providers: {
    title: 'Providers', hint: 'Where a question can be escalated to. Nothing is contacted by adding one.', add: 'Add provider', other: 'Another address', emptyTitle: 'No provider yet', emptyText: 'Questions are answered on this machine. Add a provider to be able to ask elsewhere, after review and approval.',
    edit: 'Edit', editOf: (label: string): string => `Edit ${label}`, remove: 'Remove', removeOf: (label: string): string => `Remove ${label}`, removeTitle: (label: string): string => `Remove ${quoted(label)}?`, removeHint: 'Its key is removed from this machine too. The ledger keeps what was sent to it.', removeAction: 'Remove provider', removed: (label: string): string => `${quoted(label)} was removed.`, saved: (label: string): string => `${quoted(label)} was saved.`,
    models: (n: number): string => plural(n, 'model', 'models'), hosting: (where: string): string => `hosted: ${where}`, hostingUnknown: 'where it is hosted is not stated', builtIn: 'the provider’s own address',
  },
  form: {
    addTitle: 'Add provider', editTitle: (label: string): string => `Edit ${label}`, preset: 'Start from', label: 'Name', labelHint: 'Shown on the button that sends.', kind: 'Speaks the language of', baseUrl: 'Address', baseUrlHint: 'HTTPS, or HTTP on this machine only.', baseUrlOwn: 'Leave it empty for the provider’s own.', baseUrlKey: 'A key belongs to one host: with another host its key is gone.', models: 'Models', modelsHint: 'One name on each line, as the provider writes it. The first is chosen unless you choose another.',
    resource: 'Azure resource name', region: 'AWS region', route: 'Who runs it', routes: { frontier: 'An outside provider', private: 'Your own organisation' }, hosting: 'Where it is hosted', hostingHint: 'In your own words, for example “EU, under our agreement of March 2026”. Shown at every approval.', needsKey: 'Needs a key', caFile: 'Certificate authority file', caFileHint: 'Full path of a PEM file, for an endpoint with a certificate of your own. Leave it empty otherwise.', save: 'Save', saving: 'Saving…', optional: 'optional',
    kinds: { 'anthropic': 'Anthropic', 'openai': 'OpenAI', 'google': 'Google Gemini', 'xai': 'xAI', 'azure': 'Azure OpenAI', 'bedrock': 'Amazon Bedrock', 'openai-compatible': 'OpenAI-compatible endpoint' },
    errors: {
      label: 'Give it a name of up to 80 characters.', baseUrl: 'Type a full address, such as https://gateway.example.org/v1.', baseUrlExtra: 'An address has no user name, no “?” and no “#” in it; keys are stored apart.', insecure: 'Addresses on other machines need HTTPS, so that nobody on the way can read along.', resource: 'Letters, digits and hyphens only, as in the resource’s own address.', region: 'A region such as eu-central-1.', models: 'Name at least one model.', modelLong: 'A model’s name can have up to 200 characters.', caFile: 'Type the full path of the file.', hosting: 'Use up to 120 characters.',
      summary: (n: number): string => `${plural(n, 'entry needs', 'entries need')} a look before this can be saved.`,
    },
  },
  keys: {
    states: { 'set': 'Key set', 'missing': 'Key missing', 'not-needed': 'No key needed' }, enter: 'Add key', replace: 'Replace key', clear: 'Remove key', enterOf: (label: string): string => `Add key: ${label}`, replaceOf: (label: string): string => `Replace key: ${label}`, clearOf: (label: string): string => `Remove key: ${label}`, dialogTitle: (label: string): string => `Key of ${label}`, dialogHint: 'The key goes into this machine’s key store and is not shown again, here or anywhere else.', field: 'Key', invalid: 'A key is one line of letters, digits and signs, without spaces.', bedrockHint: 'A Bedrock API key, or access-key-id:secret-access-key, with :session-token after it where there is one.', save: 'Store key', stored: (label: string): string => `The key of ${label} is stored.`, cleared: (label: string): string => `The key of ${label} was removed.`, clearTitle: (label: string): string => `Remove the key of ${label}?`, clearHint: 'Nothing can be sent there until a key is stored again.',
    title: 'Key store', storage: { 'system': 'Keys are kept in the system’s own key store.', 'sealed-file': 'Keys are kept in a file that your passphrase seals.' }, store: { 'ready': 'Open', 'locked': 'Locked', 'not-set-up': 'Not set up', 'unavailable': 'Not available' }, storeHints: { 'ready': 'Keys can be used for requests that you approve.', 'locked': 'Give the passphrase to use the keys. Until then nothing can be sent.', 'not-set-up': 'Choose a passphrase before the first key is stored.', 'unavailable': 'This machine’s key store cannot be used now, so no key can be stored or read.' },
    unlock: 'Unlock…', setUp: 'Choose a passphrase…', lock: 'Lock now', locked: 'The keys are locked.', unlocked: 'The keys are unlocked.', unlockTitle: 'Unlock the keys', unlockHint: 'The passphrase stays in memory until Strongroom is closed or the keys are locked. It cannot be recovered.', setUpTitle: 'Choose a passphrase', setUpHint: 'It seals the file with your keys. It cannot be recovered: without it the keys have to be entered again.', passphrase: 'Passphrase', repeat: 'Passphrase again', different: 'The two passphrases are not the same.', short: 'Use at least 12 characters; a short sentence is good.', unlockAction: 'Unlock', setUpAction: 'Set up',
  },
  spend: { title: 'Spending limits', hint: 'In US dollars. A request whose estimate would pass a limit cannot be sent.', perDay: 'Per day', perMatter: 'For each matter', none: 'No limit', noneHint: 'Leave it empty for no limit.', invalid: 'Type an amount between 0.01 and 100,000, or leave it empty.', value: (usd: number | null): string => usd === null ? 'No limit' : formatUsd(usd), saved: 'The limit was saved.' },
} as const

/** The settings of redaction: what happens with each category, and the user's own list. */
export const maskingWords = {
  title: 'What happens with each kind', hint: 'For every matter, unless you decide otherwise in a review. Keeping less masked makes answers better and people easier to recognise.', columns: { category: 'Kind', example: 'Example', action: 'What happens', effect: 'Sent as' }, reset: 'Mask everything but amounts', resetDone: 'The kinds are as they were at first.', choose: (category: string): string => `What happens with: ${category}`,
  groups: { people: 'People and organisations', contact: 'Addresses and contact', numbers: 'Numbers and papers', facts: 'Dates, ages and amounts', other: 'Other' },
  kept: (n: number): string => n === 0 ? 'Nothing is kept.' : `${plural(n, 'kind is', 'kinds are')} kept and sent as it stands.`,
  terms: {
    title: 'Your own list', hint: 'Names, clients and code words that are always masked, or never. They come before what is found.', words: 'Words', category: 'Kind', action: 'What happens', where: 'Where', everywhere: 'In every matter', here: (matter: string): string => `Only in ${quoted(matter)}`, add: 'Add to the list', added: (text: string): string => `${quoted(text)} is on the list.`, removeOf: (text: string): string => `Remove ${text} from the list`, removed: (text: string): string => `${quoted(text)} was taken off the list.`,
    emptyTitle: 'The list is empty', emptyText: 'Add words that identify your client or case and that a name search may not know.', short: 'Type between 2 and 200 characters.', known: 'These words are on the list already.', tableLabel: 'Your own list', scope: { everywhere: 'every matter', here: 'this matter' }, actions: { mask: 'Always mask', generalise: 'Always generalise', keep: 'Never mask' }, keepWarning: 'These words will be sent as they stand.',
  },
} as const
