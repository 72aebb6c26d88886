import type { Preview } from '../../src-preload/contract/index.ts'
import { terminalText } from './terminal-text.ts'

/** What a person needs to decide at a terminal: where it goes, every finding, the exact body, what stands against it, what it costs. */
export function previewText({ approvalHash, provider, model, request, parts, warnings, blocked, cost }: Preview): string {
  const findings = parts.flatMap(({ label, original, outgoing, findings: found }) => found.map((finding) => {
    const from = terminalText(original.slice(finding.start, finding.end))
    const to = terminalText(outgoing.slice(finding.outgoingStart, finding.outgoingEnd))
    return `  ${finding.action === 'keep' ? 'KEPT  ' : 'masked'}  ${finding.category.padEnd(16)} ${from}${finding.action === 'keep' ? '' : ` → ${to}`}   (${terminalText(label)}; ${finding.detector})`
  }))
  const money = cost.estimateUsd === null ? 'price unknown' : `about $${cost.estimateUsd.toFixed(4)} (prices of ${cost.pricedOn ?? 'an unknown day'})`
  return [
    `Nothing was sent. This would go to ${terminalText(provider.label)}${provider.hosting ? ` (${terminalText(provider.hosting)})` : ''}, model ${terminalText(model)}:`,
    `${request.method} ${terminalText(request.url)}`,
    `Headers: ${request.headerNames.join(', ')}`,
    terminalText(request.body, 'lines'),
    '',
    `${request.bytes} bytes, SHA-256 ${request.sha256}, ${cost.inputTokens} tokens, ${money}`,
    findings.length > 0 ? `Findings (${findings.length}):\n${findings.join('\n')}` : 'Nothing identifying was found. That is no proof that there is nothing.',
    ...warnings.map((warning) => `Note: ${terminalText(warning)}`),
    ...blocked.map((block) => `BLOCKED (${block.reason}): ${terminalText(block.message)}`),
    ...(blocked.length === 0 ? [`To send exactly this, once: the same command with --approve ${approvalHash} in place of --preview`] : []),
    '',
  ].join('\n')
}
