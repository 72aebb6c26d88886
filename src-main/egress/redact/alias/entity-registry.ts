import { hash } from 'node:crypto'
import type { Category } from '../../../../src-preload/contract/index.ts'
import { foldValue } from '../normalise/fold.ts'
import { placeholderNumber, placeholderOf } from '../mask/placeholder.ts'
import type { VaultEntry } from '../redactor.ts'
import { compatible, parsePersonName } from './person-name.ts'
import type { PersonName } from './person-name.ts'

/** One real person, company, number … however it is written. */
export interface Entity {
  readonly id: string
  readonly category: Category
  /** As written, the first one first. */
  readonly forms: Set<string>
  /** All parsed names of a person; the fullest first. */
  readonly names: PersonName[]
  placeholder: string | null
}

const nameLike: ReadonlySet<Category> = new Set(['person', 'organisation', 'place', 'nationality', 'username'])
const legalForm = /[\s,]+(?:ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|co|company|plc|gmbh|ag|se|kg|kgaa|ohg|gbr|ug|e\.?\s?v|sarl|sas|s\.?a|s\.?l|s\.?p\.?a|s\.?r\.?l|b\.?v|n\.?v|ab|a\/s|aps|oy|as)\.?$/iu

/** The same for every writing of one thing: letters and digits only, folded; organisations without their legal form. */
export function canonical(category: Category, value: string): string {
  const folded = foldValue(category === 'organisation' ? value.replace(legalForm, '') : category === 'phone' ? value.replace(/^\+|^00/, '').replaceAll(/\D/g, '') : value)
  return folded === '' ? value : folded
}

/** Who is who over the whole payload: findings of one person share one entity, and so one placeholder. Known ones come from the vault. */
export class EntityRegistry {
  readonly #byValue = new Map<string, Entity>()
  readonly #entities: Entity[] = []
  readonly #persons: Entity[] = []
  readonly #personsByWord = new Map<string, Entity[]>()

  constructor(known: readonly VaultEntry[]) {
    for (const entry of known) {
      const entity = this.#make(entry.category, entry.entity, [entry.value, ...entry.forms])
      entity.placeholder = entry.placeholder
    }
  }

  get entities(): readonly Entity[] { return this.#entities }

  /** The entity of a finding; makes one where nothing fits. Give full names before short ones. `recent` breaks ties between namesakes. */
  entityOf(category: Category, value: string, recent: readonly Entity[] = []): Entity {
    const known = this.#byValue.get(keyOf(category, value))
    if (known) {
      this.addForm(known, value)
      return known
    }
    if (category === 'person') {
      const name = parsePersonName(value)
      const fitting = this.#fitting(name)
      const chosen = recent.find((entity) => fitting.includes(entity)) ?? fitting[0]
      if (chosen && (fitting.length === 1 || name.words.length === 1)) {
        this.addForm(chosen, value)
        return chosen
      }
    }
    return this.#make(category, `${category}:${hash('sha256', keyOf(category, value), 'hex').slice(0, 12)}`, [value])
  }

  addForm(entity: Entity, value: string): void {
    if (entity.forms.has(value)) return
    entity.forms.add(value)
    if (!this.#byValue.has(keyOf(entity.category, value))) this.#byValue.set(keyOf(entity.category, value), entity)
    if (entity.category === 'person') this.#addName(entity, parsePersonName(value))
  }

  /** Gives every entity without one its placeholder; numbers go on where the vault stopped. */
  issuePlaceholder(entity: Entity): string {
    if (entity.placeholder === null) {
      const taken = this.#entities.filter((other) => other.category === entity.category && other.placeholder !== null).map((other) => placeholderNumber(other.placeholder ?? ''))
      entity.placeholder = placeholderOf(entity.category, Math.max(0, ...taken) + 1)
    }
    return entity.placeholder
  }

  #fitting(name: PersonName): Entity[] {
    const candidates = new Set(name.words.flatMap((word) => (word.length === 1 ? this.#persons : [...(this.#personsByWord.get(word) ?? []), ...word.split('-').flatMap((half) => this.#personsByWord.get(half) ?? [])])))
    return [...candidates].filter((entity) => entity.names.every((other) => compatible(other, name) || other.words.length < name.words.length) && entity.names.some((other) => compatible(other, name)))
  }

  #make(category: Category, id: string, forms: readonly string[]): Entity {
    const entity: Entity = { id, category, forms: new Set(), names: [], placeholder: null }
    this.#entities.push(entity)
    if (category === 'person') this.#persons.push(entity)
    for (const form of forms) this.addForm(entity, form)
    return entity
  }

  #addName(entity: Entity, name: PersonName): void {
    if (entity.names.some((other) => other.words.join(' ') === name.words.join(' ') && other.sex === name.sex)) return
    entity.names.push(name)
    entity.names.sort((a, b) => b.words.length - a.words.length)
    for (const word of name.words) {
      for (const part of new Set([word, ...word.split('-')])) {
        if (part.length < 2) continue
        const list = this.#personsByWord.get(part) ?? []
        if (!list.includes(entity)) this.#personsByWord.set(part, [...list, entity])
      }
    }
  }
}

/** Name-like categories share their values: a firm that one finder takes for a person is still one entity. */
function keyOf(category: Category, value: string): string {
  if (category === 'person') {
    const { words, sex } = parsePersonName(value)
    // Mr and Mrs Brown are two; Brown alone can be either.
    if (words.length > 0) return `name|${words.length === 1 ? (sex ?? '') : ''}|${words.join('')}`
  }
  return `${nameLike.has(category) ? 'name|' : category}|${canonical(category, value)}`
}
