import { z } from 'zod'

// A damaged message may have numbers and bytes where the library's types promise text: such a field counts as absent.
const text = z.string().optional().catch(undefined)
const bytes = z.instanceof(Uint8Array).optional().catch(undefined)
const number = z.number().optional().catch(undefined)

const recipientSchema = z.object({ recipType: text, name: text, smtpAddress: text, email: text })
const attachmentSchema = z.object({ innerMsgContent: z.boolean().optional().catch(undefined), fileName: text, name: text, fileNameShort: text, attachMimeTag: text, pidContentId: text })

/** What is used of a message as the library gives it. */
export const msgFieldsSchema = z.object({
  error: text, messageClass: text, headers: text, subject: text, body: text, bodyHtml: text, html: bytes, compressedRtf: bytes, internetCodepage: number, messageId: text,
  clientSubmitTime: text, messageDeliveryTime: text, creationTime: text, apptStartWhole: text, apptEndWhole: text, apptLocation: text,
  senderName: text, senderEmail: text, senderSmtpAddress: text, sentRepresentingSmtpAddress: text, creatorSMTPAddress: text,
  recipients: z.array(recipientSchema).catch([]), attachments: z.array(attachmentSchema).catch([]),
})
export type MsgFields = z.infer<typeof msgFieldsSchema>
export type MsgAttachment = z.infer<typeof attachmentSchema>
