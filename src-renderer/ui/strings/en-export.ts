import type { Escalation } from '../../../src-preload/contract/index.ts'
import { formatBytes, formatCount, formatDateAndTime } from '../format.ts'

/** What stands in a file that an answer or a conversation is written into, and how it is asked for. */
export const exportWords = {
  action: 'Export', markdown: 'As Markdown', docx: 'As a Word document', chatMarkdown: 'Export as Markdown', chatDocx: 'Export as a Word document', conversation: 'Export conversation as Markdown', conversationDocx: 'Export conversation as a Word document',
  nothing: 'There is no question in this conversation yet.',
  asked: (iso: string): string => `Asked ${formatDateAndTime(iso)}.`,
  here: (model: string): string => `Answered on this machine by ${model}.`,
  elsewhere: ({ providerLabel, host, model, mode, bytesSent }: Escalation): string => `Sent to ${providerLabel} (${host}) after approval and answered by ${model}; ${mode === 'passages' ? 'masked passages went along' : 'no document text went along'}, ${formatBytes(bytesSent)} in all.`,
  notRead: 'What this answer did not see', pagesNotRead: (name: string, pages: readonly number[]): string => `${name}, ${pages.length === 1 ? 'page' : 'pages'} ${pages.map(formatCount).join(', ')}`,
  unchecked: 'The sentences of this answer were not checked against the documents.',
  stillWriting: 'The answer was still being written when this file was made; it was not checked.',
  from: (matter: string): string => `From the matter “${matter}”, written by Strongroom.`,
  checked: 'Each footnote was found word for word, line breaks and hyphens apart, on the page that it names. Sentences marked “not found in the documents” were not.',
} as const
