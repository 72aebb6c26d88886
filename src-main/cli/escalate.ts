import { CommanderError, Option } from 'commander'
import type { EscalationMode, Message, Preview } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError, fromFailure } from '../support/errors.ts'
import { answerOutput, answerText } from './answer-output.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, note, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { findMatter } from './find-matter.ts'
import { findProvider } from './find-provider.ts'
import type { EscalateOutput, EscalatePreviewOutput } from './output-schemas.ts'
import { previewText } from './preview-text.ts'
import { requireQuestion } from './require-question.ts'
import { createStatusLine } from './status-line.ts'
import { untilAborted } from './until-aborted.ts'

interface EscalateFlags {
  readonly matter: string; readonly provider: string; readonly model?: string; readonly mode: EscalationMode
  readonly preview?: boolean; readonly approve?: string; readonly json?: boolean; readonly online?: boolean
}

export const addEscalate: AddCommand = (program, context, run) => {
  program.command('escalate')
    .summary('show exactly what a question to a provider would send, or send what was shown')
    .description('With --preview: builds the redacted request, shows exactly what would leave, and sends nothing. With --approve HASH: builds it again and sends it, once and within ten minutes, if it is, byte for byte, what the hash of the preview stands for.')
    .argument('<question>', 'the question')
    .requiredOption('--matter <name or id>', 'the matter to ask about')
    .requiredOption('--provider <label or id>', 'where it would go; see `strongroom providers list`')
    .option('--model <name>', 'which of the provider’s models; the first when left out')
    .addOption(new Option('--mode <mode>', 'with redacted excerpts, or only a question that the local model writes').choices(['passages', 'question-only']).default('passages'))
    .option('--preview', 'show what would be sent; send nothing')
    .addOption(new Option('--approve <hash>', 'send the bytes that this approvalHash of a preview stands for').conflicts('preview'))
    .option('--online', 'allow this one request although Strongroom is set to stay offline; the setting stays as it is')
    .option('--json', 'write the preview or the answer as JSON')
    .action((question: string, flags: EscalateFlags) => run(async () => {
      requireQuestion(question, false)
      if (!flags.preview && !/^[0-9a-f]{64}$/.test(flags.approve ?? '')) throw new CommanderError(exitCodes.usage, 'strongroom.usage', 'say --preview, or --approve with the 64 characters of a preview’s approvalHash')
      await using workplace = await context.openWorkplace({ online: flags.online === true })
      const { application } = workplace
      const { id: matterId } = await findMatter(application, flags.matter)
      const provider = await findProvider(application, flags.provider)
      // A fresh chat each time: placeholders are counted per chat, so the same question makes the same bytes in every process.
      const { id: chatId } = await callApplication(application, 'chats.create', { matterId })
      let sent: Message | null = null
      try {
        const preview = await propose(context, application, { matterId, chatId, question, mode: flags.mode, providerId: provider.id, model: flags.model ?? provider.models[0] ?? '', withEarlierTurns: false })
        if (flags.approve === undefined) {
          await callApplication(application, 'exit.withdraw', { previewId: preview.id })
          await application.keepShownPreview(matterId, preview.approvalHash)
          if (flags.json) writeJson(context, previewOutput(preview))
          else context.stdout.write(previewText(preview))
          return exitCodes.ok
        }
        if (flags.approve !== preview.approvalHash) note(context, 'The request is not the one that was approved: the documents, the provider, the settings or the question changed since.')
        else if (!await application.takeShownPreview(matterId, flags.approve)) {
          note(context, 'This preview was not shown in the last ten minutes, or it was sent already. Each approval needs a preview of its own.')
          await callApplication(application, 'exit.withdraw', { previewId: preview.id })
          throw new AppError('approval-void', { reason: 'not-shown' })
        }
        const finished = watchMessages(context, application)
        sent = await callApplication(application, 'exit.approve', { previewId: preview.id, approvalHash: flags.approve })
        const message = await finished(matterId, sent)
        if (message.answer === null) throw message.failure ? fromFailure(message.failure) : new AppError('cancelled')
        if (flags.json) writeJson(context, { schema: 'strongroom.escalate/1', ...answerOutput(question, message.answer), matterId, chatId, messageId: message.id, escalation: message.escalation } satisfies EscalateOutput)
        else context.stdout.write(answerText(message.answer))
        return exitCodes.ok
      } finally {
        // What was not sent leaves no chat behind, only rows of the ledger.
        if (!sent) await callApplication(application, 'chats.delete', { matterId, chatId })
      }
    }))
}

type ProposeParams = Parameters<typeof callApplication<'exit.propose'>>[2]

/** Shows how far the preview is while it is made. */
async function propose(context: CliContext, application: ApplicationPort, params: ProposeParams): Promise<Preview> {
  using status = createStatusLine(context.stderr)
  const stages = { 'writing-question': 'The local model is writing the question', 'finding-names': 'Looking for names and numbers', 'serialising': 'Writing the request' } as const
  const unsubscribe = application.subscribe((event) => {
    if (event.name === 'exit.progress') status.show(`${stages[event.payload.stage]}: ${Math.round(event.payload.done * 100)} %`)
  })
  try {
    return await untilAborted(callApplication(application, 'exit.propose', params), context.signal)
  } finally {
    unsubscribe()
  }
}

/** Listens from now on, so that an answer that is quicker than the call's own reply is not missed. Ctrl-C stops the answer and keeps what came. */
function watchMessages(context: CliContext, application: ApplicationPort): (matterId: string, message: Message) => Promise<Message> {
  const over = new Set<string>()
  let wake = (): void => {}
  const unsubscribe = application.subscribe((event) => {
    if (event.name !== 'answer.done' && event.name !== 'answer.failed' && event.name !== 'answer.stopped') return
    over.add(event.payload.messageId)
    wake()
  })
  return async (matterId, { id, chatId }) => {
    using status = createStatusLine(context.stderr)
    status.show('Sent; waiting for the reply')
    const stop = (): void => { callApplication(application, 'chats.stop', { matterId, chatId, messageId: id }).catch(() => {}) }
    context.signal.addEventListener('abort', stop, { once: true })
    try {
      while (!over.has(id)) await new Promise<void>((resolve) => { wake = resolve })
      const message = (await callApplication(application, 'chats.messages', { matterId, chatId })).find((one) => one.id === id)
      if (!message) throw new AppError('not-found')
      return message
    } finally {
      context.signal.removeEventListener('abort', stop)
      unsubscribe()
    }
  }
}

function previewOutput({ approvalHash, mode, provider, model, request, parts, warnings, blocked, cost }: Preview): EscalatePreviewOutput {
  return {
    schema: 'strongroom.preview/1',
    approvalHash, method: request.method, url: request.url, headerNames: request.headerNames, body: request.body, sha256: request.sha256,
    findings: parts.flatMap(({ id, original, outgoing, findings }) => findings.map((finding) => ({
      part: id, start: finding.start, end: finding.end, text: original.slice(finding.start, finding.end), outgoing: outgoing.slice(finding.outgoingStart, finding.outgoingEnd),
      category: finding.category, action: finding.action, confidence: finding.confidence, detector: finding.detector,
    }))),
    blocked, warnings, costEstimate: cost, mode, providerId: provider.id, provider: provider.label, hosting: provider.hosting, model,
  }
}
