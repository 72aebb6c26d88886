import { describe, expect, test } from 'vitest'
import { parseCalendar } from '../../src-main/ingest/parse/parse-calendar.ts'
import { parseContacts } from '../../src-main/ingest/parse/parse-contacts.ts'

const contacts = (text: string): string => parseContacts(Buffer.from(text, 'utf8')).pages.map((page) => page.text).join('\n---\n')
const calendar = (text: string): string => parseCalendar(Buffer.from(text, 'utf8')).pages.map((page) => page.text).join('\n---\n')

describe('contacts are read under their names', () => {
  test('version 3 and 4, with folded lines, groups and escapes', () => {
    expect(contacts('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nN:Lee;Ann;;Dr.;\r\nitem1.TEL;TYPE=work;VALUE=uri:tel:+49-30-12\r\n 34\r\nEMAIL;TYPE=INTERNET:ann@example.org\r\nORG:Lee\\, Cole;Law\r\nADR;TYPE=home:;;Main St 1;Bonn;;53111;Germany\r\nNOTE:One\\nTwo\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\nBEGIN:VCARD\r\nN:Roe;Bo;;;\r\nEND:VCARD'))
      .toBe('Ann Lee\n\nName: Dr. Ann Lee\nPhone (work): +49-30-1234\nE-mail: ann@example.org\nOrganisation: Lee, Cole, Law\nAddress (home): Main St 1, Bonn, 53111, Germany\nNote: One\nTwo\n\nBo Roe')
  })

  test('version 2.1, quoted-printable in its own character set', () => {
    expect(contacts('BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\nTEL;CELL:0151 1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3D=\r\nb=0D=0Ac\r\nEND:VCARD\r\n'))
      .toBe('Jörg Müller\n\nPhone (cell): 0151 1\nNote: a=b\nc')
  })

  test('a file that was cut off keeps what it holds', () => {
    expect(contacts('BEGIN:VCARD\nFN:Half\nTEL:1')).toBe('Half\n\nPhone: 1')
  })
})

describe('a calendar is read as its entries', () => {
  test('when, where and who, with its description; alarms and time zones are left out', () => {
    expect(calendar('BEGIN:VCALENDAR\r\nX-WR-CALNAME:Court\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY:Hearing\\, room 2\r\nDTSTART;TZID=Europe/Berlin:20240411T110000\r\nDTEND;TZID=Europe/Berlin:20240411T120000\r\nLOCATION:Bonn\r\nORGANIZER;CN="Lee: Ann":mailto:ann@example.org\r\nATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.org\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nDESCRIPTION:Bring\\nthe file\r\n  of May.\r\nBEGIN:VALARM\r\nDESCRIPTION:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:File it\r\nDUE:20240501T080000Z\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240601\r\nDURATION:P1D\r\nEND:VEVENT\r\nEND:VCALENDAR'))
      .toBe('Court\n\nHearing, room 2\n\nWhen: 2024-04-11 11:00 Europe/Berlin – 2024-04-11 12:00 Europe/Berlin\nWhere: Bonn\nOrganiser: Lee: Ann <ann@example.org>\nAttendees: Bob <bob@example.org> (accepted)\nRepeats: FREQ=WEEKLY;COUNT=3\n\nBring\nthe file of May.\n\nFile it\n\nDue: 2024-05-01 08:00 UTC\n\nEntry without a title\n\nWhen: 2024-06-01, for P1D')
  })
})
