import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sourceFiles } from '../support/import-graph.ts'

const files = sourceFiles('src-main')
const marks = 'src-main/egress/exit/stage-marks.ts'
const specifierSchema = z.looseObject({ imported: z.looseObject({ name: z.string() }) })

/** The files that import one name from one file, by any form of import that exists. */
function importersOf(name: string, target: string): string[] {
  return files.filter((file) => file.imports.some((edge) => edge.target === target)
    && file.nodes.some((node) => node.type === 'ImportSpecifier' && specifierSchema.safeParse(node).data?.imported.name === name)).map((file) => file.path)
}

describe('each stage of the exit is made in one place', () => {
  test.each([
    ['markRedacted', ['src-main/egress/exit/redact-proposal.ts']],
    ['markPreview', ['src-main/egress/exit/make-preview.ts']],
    ['markApproved', ['src-main/egress/exit/approvals.ts']],
    ['unmarkApproved', ['src-main/egress/exit/approvals.ts']],
    // And what was approved is used up in one place: where it is written to the socket.
    ['takeApproved', ['src-main/egress/transport.ts']],
  ])('%s', (name, places) => {
    expect(importersOf(name, marks)).toEqual(places)
  })

  test('and nobody gets around that by taking the whole file, by loading it later or by passing it on', () => {
    const forms = files.filter((file) => file.imports.some((edge) => edge.target === marks)).flatMap((file) => file.nodes
      .filter((node) => ['ImportNamespaceSpecifier', 'ImportExpression', 'ExportAllDeclaration', 'TSImportEqualsDeclaration'].includes(node.type) || (node.type === 'ExportNamedDeclaration' && node['source'] !== null && node['source'] !== undefined))
      .filter((node) => file.text.slice(node.start, node.start + 300).includes('stage-marks'))
      .map(() => file.path))
    expect(forms).toEqual([])
  })

  test('no stage is made by asserting its type', () => {
    const asserted = files.filter((file) => file.path !== marks && file.nodes.some((node) => ['TSAsExpression', 'TSTypeAssertion'].includes(node.type)
      && /\bas\s+(?:unknown\s+as\s+)?(?:RedactedProposal|ExitPreview|ApprovedPreview)\b/.test(file.text.slice(node.start, Number(node['end'])))))
    expect(asserted.map((file) => file.path)).toEqual([])
  })
})

describe('what has the power to send', () => {
  test('is made once, in the composition root', () => {
    expect(importersOf('createExitTransport', 'src-main/egress/transport.ts').filter((path) => path !== 'src-main/application.ts')).toEqual([])
    expect(importersOf('createExit', 'src-main/egress/exit/create-exit.ts').filter((path) => path !== 'src-main/application.ts')).toEqual([])
  })

  test('is called by the step that sends what was approved, and by no other', () => {
    const callers = files.filter((file) => /\btransport\.send\(/.test(file.text)).map((file) => file.path)
    expect(callers).toEqual(['src-main/egress/exit/send-approved.ts'])
  })

  test('has no agent, tool, document or reply among those who can reach it: only a person’s calls', () => {
    const importers = files.filter((file) => file.imports.some((edge) => !edge.typeOnly && edge.target === 'src-main/egress/exit/send-approved.ts')).map((file) => file.path)
    expect(importers).toEqual(['src-main/egress/exit/create-exit.ts'])
  })
})
