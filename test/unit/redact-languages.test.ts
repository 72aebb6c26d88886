import { describe, expect, test } from 'vitest'
import { paragraphsOf } from '../../src-main/egress/redact/language/paragraphs.ts'
import { stretchesOf } from '../../src-main/egress/redact/language/stretches.ts'
import { foreignName } from '../../src-main/egress/redact/names/foreign-names.ts'
import { refineNames } from '../../src-main/egress/redact/names/refine-names.ts'
import { namesOf, redactText } from '../support/redact-text.ts'

const found = (text: string, ...names: readonly string[]): readonly string[] =>
  refineNames(text, names.map((name) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length, label: 'PERSON', confidence: 0.9 }))).map(({ start, end }) => text.slice(start, end))

describe('the language of a sentence', () => {
  test('is its own, whatever the paragraph around it is in', () => {
    const text = 'The deposit is held by a scheme.\nDas Gericht hat der Klage im Übrigen stattgegeben. The court heard the parties.'
    const stretches = stretchesOf(text, paragraphsOf(text))
    expect(stretches.filter(({ language }) => language === 'de').map(({ start, end }) => text.slice(start, end).trim())).toEqual(['Das Gericht hat der Klage im Übrigen stattgegeben'])
    expect(stretches.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  })

  test('stays the paragraph’s where a foreign name stands in an English sentence', () => {
    const text = 'Please send it to Carry van den Bruggen, who lives at the rue de la Paix, and let us know.'
    expect(stretchesOf(text, paragraphsOf(text)).map(({ language }) => language)).toEqual(['en'])
  })
})

describe('German words', () => {
  test.each(['Das Gericht', 'Klage', 'Übrigen stattgegeben', 'Die Kündigung', 'Räume pfleglich zu', 'Zunächst', 'BGH', 'Verfahrensmangels'])('%s is nobody', (words) => {
    expect(foreignName(`Im Übrigen hat ${words} bei der Prüfung nicht`, { start: 15, end: 15 + words.length, label: 'PERSON', confidence: 0.9 }, 'de')).toBeNull()
  })

  test('are left readable in an English letter, and the names between them are not', () => {
    const text = 'The parties met in May.\nNach der Anhörung hat das Gericht die Zeugin Margarethe Oldenburg nicht mehr geladen.\nThat was all.'
    expect(found(text, 'das Gericht', 'Margarethe Oldenburg')).toEqual(['Margarethe Oldenburg'])
  })

  test('that the name finder does not know are found where they stand like names', () => {
    expect(found('Die Beklagte hat ihren Sitz in Krummenau und wird von Herrn Dankwart Ellerbrock vertreten, der auch das Konto führt.').join(' ')).toContain('Ellerbrock')
  })
})

describe('no ordinary word is an alias', () => {
  test('though a name finder once took it for a name', async () => {
    expect(await redactText('Die Akte ist gesperrt. Das ist der Stand, und das ist alles, was die Akte hergibt.', { mode: 'default', names: namesOf('ist gesperrt') })).toMatch(/Das ist der Stand, und das ist alles, was die Akte hergibt/)
  })

  test('but a surname that is a word stays somebody’s', async () => {
    expect(await redactText('Die Zeugin Anna Kern ist da. Nach der Pause hat Kern nicht mehr ausgesagt.', { mode: 'default', names: namesOf('Anna Kern') })).toMatch(/Nach der Pause hat \[PERSON_1\] nicht/)
  })

  test('and whoever was addressed by a title is somebody, whatever the name is', async () => {
    expect(await redactText('Der Zeuge Herr Kern ist da. Nach der Pause hat Kern nicht mehr ausgesagt.', { mode: 'default', names: namesOf() })).toMatch(/Nach der Pause hat \[PERSON_1\] nicht/)
  })

  test('nor is the ending of a file that is called after somebody', async () => {
    const text = await redactText('Please open Anna Meyer.pdf and send the pdf back.', { mode: 'default', names: namesOf('Anna Meyer.pdf') })
    expect(text).toContain('send the pdf back')
    expect(text).not.toContain('Meyer')
  })
})
