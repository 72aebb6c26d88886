import { z } from 'zod'

// A damaged message may have numbers and bytes where the library's types promise text: such a field counts as absent.
const text = z.string().optional().catch(undefined)
const bytes = z.instanceof(Uint8Array).optional().catch(undefined)
const number = z.number().optional().catch(undefined)

const recipientSchema = z.object({ recipType: text, name: text, smtpAddress: text, email: text })
const attachmentSchema = z.object({ innerMsgContent: z.boolean().optional().catch(undefined), fileName: text, name: text, fileNameShort: text, attachMimeTag: text, pidContentId: text })

/** What is used of a message as the library gives it. */
export const msgFieldsSchema = z.object({
  error: text, messageClass: text, headers: text, subject: text, body: text, bodyHtml: text, html: bytes, compressedRtf: bytes, messageId: text,
  internetCodepage: number, messageCodepage: number, messageLocaleId: number,
  clientSubmitTime: text, messageDeliveryTime: text, creationTime: text, apptStartWhole: text, apptEndWhole: text, apptLocation: text,
  senderName: text, senderEmail: text, senderSmtpAddress: text, sentRepresentingSmtpAddress: text, creatorSMTPAddress: text,
  companyName: text, departmentName: text, title: text, email1EmailAddress: text, businessTelephoneNumber: text, homeTelephoneNumber: text,
  mobileTelephoneNumber: text, businessFaxNumber: text, workAddress: text, postalAddress: text, businessHomePage: text,
  recipients: z.array(recipientSchema).catch([]), attachments: z.array(attachmentSchema).catch([]),
})
export type MsgFields = z.infer<typeof msgFieldsSchema>
export type MsgAttachment = z.infer<typeof attachmentSchema>

/** What a contact and an appointment say besides their text, as a reader sees it. */
export function itemFields(data: MsgFields): [string, string][] {
  return ([
    ['Start', data.apptStartWhole], ['End', data.apptEndWhole], ['Location', data.apptLocation],
    ['Organisation', data.companyName], ['Department', data.departmentName], ['Title', data.title],
    ['E-mail', data.email1EmailAddress],
    ['Phone (work)', data.businessTelephoneNumber], ['Phone (home)', data.homeTelephoneNumber], ['Phone (mobile)', data.mobileTelephoneNumber], ['Fax', data.businessFaxNumber],
    ['Address (work)', data.workAddress], ['Address', data.postalAddress], ['Web', data.businessHomePage],
  ] as const).map(([name, value]) => [name, value ?? ''])
}
