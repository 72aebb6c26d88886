import { type Hop, leftMachine, whereItWent } from '../../src-preload/contract/index.ts'
import type { ExportOptions } from './export-json-lines.ts'
import { continuedDetail, type Ledger } from './ledger.ts'
import { ledgerRowSchema, type LedgerRow } from './ledger-rows.ts'
import { reportStyle } from './report-style.ts'
import { answerWords, bytes, count, kindWords, moment, verdictWords } from './report-words.ts'

/**
 * The ledger as one page for a client file: what happened where, in words, for each answer, with sums, verdict and head hash.
 * It holds no script and loads nothing; like the ledger it holds no text of documents, questions or answers.
 */
export function exportReport(ledger: Ledger, { subject, verdict, now }: ExportOptions): string {
  const { rows, unreadable } = readRows(ledger)
  const [first, last] = [rows[0], rows.at(-1)]
  const period = first && last ? `${moment(first.at)} to ${moment(last.at)}` : 'no steps yet'
  const continued = rows.filter(({ detail }) => detail === continuedDetail)
  const groups = Map.groupBy(rows.filter(({ messageId }) => messageId !== null), ({ messageId }) => String(messageId))
  const others = rows.filter(({ messageId }) => messageId === null)
  const title = subject.matterId === null ? 'Ledger of the app' : `Ledger of ${subject.name}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<dl>
${subject.matterId === null ? '' : fact('Matter', subject.name) + fact('Number of the matter', subject.matterId)}${fact('Period', period)}${fact('Steps', count(rows.length, 'row'))}${fact('Report made', moment(now.toISOString()))}
</dl>
<p class="verdict ${verdict.state}"><strong>${escape(verdictWords(verdict))}</strong><br>Hash of the last row: <code>${escape(ledger.head())}</code></p>
${continued.length > 0 ? `<p class="note">${escape(`The ledger was continued without its head ${count(continued.length, 'time')} (${continued.map(({ id }) => `row ${id}`).join(', ')}): the rows before that were taken as they were found, as after restoring a backup or moving the matter.`)}</p>` : ''}
${unreadable > 0 ? `<p class="note">${escape(`${count(unreadable, 'row')} could not be read as a row of a ledger, and what they say is not in this report.`)}</p>` : ''}
<p>${escape(overall(rows))}</p>
<h2>In sum</h2>
${summary(rows)}
${groups.size > 0 ? `<h2>Answer by answer</h2>\n${[...groups].map(([messageId, hops]) => answer(messageId, hops)).join('\n')}` : ''}
${others.length > 0 ? `<h2>${groups.size > 0 ? 'Other steps' : 'Steps'}</h2>\n${steps(others)}` : ''}
<h2>How to check this report</h2>
<p>Each row of the ledger has a SHA-256 over its content and over the hash of the row before it, so the hash of the last row stands for all of them. Export the ledger as JSON Lines and recompute it as the user guide of Strongroom describes; row ${last?.id ?? 0} must have the hash above, today and whenever the ledger has grown. Fingerprints are SHA-256 of what was moved. The ledger and this report hold no text of documents, questions or answers. Times are universal time (UTC).</p>
</body>
</html>
`
}

function readRows(ledger: Ledger): { readonly rows: LedgerRow[]; readonly unreadable: number } {
  const rows: LedgerRow[] = []
  let unreadable = 0
  for (const found of ledger.rows()) {
    const row = ledgerRowSchema.safeParse(found)
    if (row.success) rows.push(row.data)
    else unreadable += 1
  }
  return { rows, unreadable }
}

function overall(rows: readonly Hop[]): string {
  const left = rows.filter(leftMachine)
  const sent = rows.filter(({ kind }) => kind === 'send')
  if (left.length === 0) return 'In this period every step stayed on this machine: nothing was sent anywhere.'
  const places = [...new Set(left.map(({ destination }) => destination))].join(', ')
  const { approved, bytesSent } = whereItWent(rows)
  const consent = approved ? 'each after a person approved it' : 'NOT EACH with an approval on record'
  const requests = sent.length === 0 ? 'no request was sent' : `${count(sent.length, 'request')} ${sent.length === 1 ? 'was' : 'were'} sent (${bytes(bytesSent)}), ${consent}`
  return `In this period ${requests}. Steps that left this machine or arrived at it: ${count(left.length, 'row')} (${places}).`
}

function summary(rows: readonly Hop[]): string {
  const sums = Map.groupBy(rows, ({ kind, destination }) => JSON.stringify([kind, destination]))
  const lines = [...sums.values()].map((hops) => {
    const [hop] = hops
    if (!hop) return ''
    return `<tr${leftMachine(hop) ? ' class="left"' : ''}><th scope="row">${escape(kindWords[hop.kind])}</th><td class="where">${escape(hop.destination)}</td><td class="number">${hops.length.toLocaleString('en')}</td><td class="number">${escape(bytes(hops.reduce((sum, each) => sum + each.bytes, 0)))}</td></tr>`
  })
  return `<table><thead><tr><th scope="col">Step</th><th scope="col">Where</th><th scope="col" class="number">Times</th><th scope="col" class="number">Together</th></tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`
}

function answer(messageId: string, hops: readonly Hop[]): string {
  const isAnswer = hops.some(({ kind }) => kind === 'retrieval' || kind === 'local-prompt' || kind === 'receive')
  const left = hops.some(leftMachine)
  return `<section><h3>${isAnswer ? 'Answer' : 'Escalation'} of ${escape(moment(hops[0]?.at ?? ''))} <small>${escape(messageId)}</small></h3>\n<p${left ? ' class="left"' : ''}>${escape(answerWords(hops))}</p>\n${steps(hops)}</section>`
}

function steps(hops: readonly Hop[]): string {
  const lines = hops.map((hop) => `<tr${leftMachine(hop) ? ' class="left"' : ''}><td class="number">${hop.id}</td><td class="when">${escape(moment(hop.at).replace(' UTC', ''))}</td><th scope="row">${escape(kindWords[hop.kind])}${hop.detail === null ? '' : ` <small>${escape(hop.detail)}</small>`}</th><td class="where">${escape(hop.destination)}</td><td class="number">${escape(bytes(hop.bytes))}</td><td class="when"><code>${escape(hop.sha256.slice(0, 16))}</code></td></tr>`)
  return `<table><thead><tr><th scope="col" class="number">Row</th><th scope="col">When</th><th scope="col">Step</th><th scope="col">Where</th><th scope="col" class="number">Size</th><th scope="col">Fingerprint</th></tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`
}

function fact(name: string, value: string): string {
  return `<div><dt>${escape(name)}</dt><dd>${escape(value)}</dd></div>\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
