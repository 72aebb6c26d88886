import { describe, expect, test } from 'vitest'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { makePdfPage } from '../support/make-pdf-page.ts'

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
const template = `<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="f">
<draw><value><text>Application to rent</text></value></draw>
<field name="Family"><caption><value><exData contentType="text/html"><body xmlns="http://www.w3.org/1999/xhtml"><p>Family <b>name</b>:</p></body></exData></value></caption></field>
<field name="Kind"><caption><value><text>Kind</text></value></caption><items><text>flat</text><text>house</text></items></field>
<field name="Empty"><caption><value><text>Telephone</text></value></caption></field>
<draw presence="hidden"><value><text>For the office</text></value></draw></subform></template>`
const datasets = `<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><list><Family>Not this</Family></list>
<xfa:data><f><Family>Lee &amp; Sons</Family><Kind>house</Kind><Rent>900</Rent></f></xfa:data></xfa:datasets>`
const form = (lines: readonly string[], annotations = ''): Uint8Array => makePdfPage({
  lines, annotations, catalogue: '/AcroForm << /Fields [10 0 R] /XFA [(template) 8 0 R (datasets) 9 0 R] >>',
  more: [stream(template), stream(datasets), '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Family name) /V (Lee) /Rect [0 0 10 10] >>'],
})

describe('a form that only its own program draws', () => {
  test('is read: what it asks, with what was filled in, and says that it is read in part', async () => {
    const { pages: [page], warnings } = await parsePdf(form(['Please wait...']), () => {})
    expect(page?.text).toBe('Please wait...\n\nApplication to rent\nFamily name: Lee & Sons\nKind: house\nTelephone\nRent: 900')
    expect(page?.coverage).toBe('partly')
    expect(warnings).toEqual(['The document is a form that only its own program draws (XFA): what it asks and what was filled in was read, not where it stands.'])
  })

  test('is no matter where the page holds the fields as well', async () => {
    const { pages: [page], warnings } = await parsePdf(form(['Application to rent'], '10 0 R'), () => {})
    expect([page?.text, page?.coverage, warnings]).toEqual(['Application to rent\n\nFamily name: Lee', 'text', []])
  })
})
