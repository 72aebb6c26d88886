import { describe, expect, test } from 'vitest'
import { parseCalendar } from '../../src-main/ingest/parse/parse-calendar.ts'
import { parseContacts } from '../../src-main/ingest/parse/parse-contacts.ts'
import { recurrenceWords } from '../../src-main/ingest/parse/calendar/recurrence-words.ts'
import { collectChildren } from '../support/collect-children.ts'

const contacts = (text: string): string => parseContacts(Buffer.from(text, 'utf8')).pages.map((page) => page.text).join('\n---\n')
const calendar = (text: string, children = collectChildren()): string => parseCalendar(Buffer.from(text, 'utf8'), { children }).pages.map((page) => page.text).join('\n---\n')

describe('contacts are read under their names', () => {
  test('version 3 and 4, with folded lines, groups and escapes', () => {
    expect(contacts('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nN:Lee;Ann;;Dr.;\r\nitem1.TEL;TYPE=work;VALUE=uri:tel:+49-30-12\r\n 34\r\nEMAIL;TYPE=INTERNET:ann@example.org\r\nORG:Lee\\, Cole;Law\r\nADR;TYPE=home:;;Main St 1;Bonn;;53111;Germany\r\nNOTE:One\\nTwo\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\nBEGIN:VCARD\r\nN:Roe;Bo;;;\r\nEND:VCARD'))
      .toBe('Ann Lee\n\nName: Dr. Ann Lee\nPhone (work): +49-30-1234\nE-mail: ann@example.org\nOrganisation: Lee, Cole, Law\nAddress (home): Main St 1, Bonn, 53111, Germany\nNote: One\nTwo\n\nBo Roe')
  })

  test('version 2.1, quoted-printable in its own character set', () => {
    expect(contacts('BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\nTEL;CELL:0151 1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3D=\r\nb=0D=0Ac\r\nEND:VCARD\r\n'))
      .toBe('Jörg Müller\n\nPhone (cell): 0151 1\nNote: a=b\nc')
  })

  test('fields of single programs under their own names, labels of groups, and no marks of machines', () => {
    expect(contacts('BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nitem1.X-ABDATE:1970-06-02\nitem1.X-ABLabel:_$!<Anniversary>!$_\nX-EVOLUTION-SPOUSE:Bo\nX-MANAGER:Cy\nEMAIL;TYPE=INTERNET,school:a@x.example\nBDAY:19600910\nUID:77\nX-IMAGEHASH:ff\nEND:VCARD'))
      .toBe('Ann\n\nDate (anniversary): 1970-06-02\nSpouse: Bo\nManager: Cy\nE-mail (school): a@x.example\nBirthday: 1960-09-10')
  })

  test('a contact within a contact costs neither anything', () => {
    expect(contacts('BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nTEL:1\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Bo\nTEL:2\nEND:VCARD\nTITLE:Judge\nEND:VCARD')).toBe('Bo\n\nPhone: 2\n\nAnn\n\nPhone: 1\nTitle: Judge')
  })

  test('lines that were folded within a character', () => {
    const bytes = Buffer.from('BEGIN:VCARD\r\nFN:Müller\r\nNOTE:Größe\r\nEND:VCARD', 'utf8')
    const at = bytes.indexOf('ü') + 1
    const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)])
    expect(parseContacts(folded).pages[0]?.text).toBe('Müller\n\nNote: Größe')
  })

  test('a file in the set that one of its lines names', () => {
    const bytes = Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nFN:\xce\xeb\xe5\xed\xe0\r\nLABEL;CHARSET=Windows-1251;QUOTED-PRINTABLE:=CA=E8=BF=E2\r\nEND:VCARD', 'latin1')
    expect(parseContacts(bytes)).toMatchObject({ pages: [{ text: 'Олена\n\nAddress label: Київ' }], warnings: [] })
  })

  test('long lines folded a hundred thousand times, and as many labelled numbers, in time that grows with them', () => {
    expect(contacts(`BEGIN:VCARD\nFN:Ann\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\n${'y=\n'.repeat(100_000)}z\nEND:VCARD`)).toContain('yz')
    expect(contacts(`BEGIN:VCARD\nFN:Ann\n${Array.from({ length: 20_000 }, (_, i) => `item${i}.TEL:1\nitem${i}.X-ABLabel:Desk\n`).join('')}END:VCARD`)).toContain('Phone (desk): 1')
    expect(calendar(`BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(100_000)}${'END:Y\n'.repeat(100_000)}`)).toBe('')
  }, 20_000)

  test('a file that was cut off keeps what it holds', () => {
    expect(contacts('BEGIN:VCARD\nFN:Half\nTEL:1')).toBe('Half\n\nPhone: 1')
  })
})

describe('a calendar is read as its entries', () => {
  test('when, where and who, with its description and reminders; time zones are left out', () => {
    expect(calendar('BEGIN:VCALENDAR\r\nX-WR-CALNAME:Court\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY:Hearing\\, room 2\r\nDTSTART;TZID=Europe/Berlin:20240411T110000\r\nDTEND;TZID=Europe/Berlin:20240411T120000\r\nLOCATION:Bonn\r\nORGANIZER;CN="Lee: Ann":mailto:ann@example.org\r\nATTENDEE;CN=Bob;PARTSTAT=ACCEPTED:mailto:bob@example.org\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nDESCRIPTION:Bring\\nthe file\r\n  of May.\r\nBEGIN:VALARM\r\nDESCRIPTION:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:File it\r\nDUE:20240501T080000Z\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240601\r\nDURATION:P1D\r\nEND:VEVENT\r\nEND:VCALENDAR'))
      .toBe('Court\n\nHearing, room 2\n\nWhen: 2024-04-11 11:00 Europe/Berlin – 2024-04-11 12:00 Europe/Berlin\nWhere: Bonn\nOrganiser: Lee: Ann <ann@example.org>\nAttendees: Bob <bob@example.org> (accepted)\nRepeats: every week, 3 times\nReminder: Alarm\n\nBring\nthe file of May.\n\nFile it\n\nDue: 2024-05-01 08:00 UTC\n\nEntry without a title\n\nWhen: 2024-06-01, for 1 day')
  })

  test('the last day of whole days, exceptions, who may stay away, and that it is called off', () => {
    expect(calendar('BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nSUMMARY:Trial\nDTSTART;VALUE=DATE:20240603\nDTEND;VALUE=DATE:20240606\nEXDATE;VALUE=DATE:20240604,20240605\nATTENDEE;ROLE=OPT-PARTICIPANT;CN=Bo;PARTSTAT=DECLINED:mailto:bo@x.example\nX-ALT-DESC;FMTTYPE=text/html:<p>Bring <b>all</b> files\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:One day\nDTSTART;VALUE=DATE:20240603\nDTEND;VALUE=DATE:20240604\nEND:VEVENT\nEND:VCALENDAR'))
      .toBe('Message: cancelled\n\nTrial\n\nWhen: 2024-06-03 – 2024-06-05\nAttendees: Bo <bo@x.example> (optional, declined)\nNot on: 2024-06-04, 2024-06-05\n\nBring all files\n\nOne day\n\nWhen: 2024-06-03')
  })

  test('when it reminds and of what, unless it only repeats the entry', () => {
    const alarm = (trigger: string, text: string): string => `BEGIN:VALARM\nTRIGGER${trigger}\nDESCRIPTION:${text}\nEND:VALARM\n`
    expect(calendar(`BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Trial\n${alarm(':-PT15M', 'Trial')}${alarm(';RELATED=END:PT1H', 'Write it up')}${alarm(';VALUE=DATE-TIME:20240603T080000Z', 'Leave')}${alarm(':-PT0S', '')}DESCRIPTION:Room 2\nEND:VEVENT\nEND:VCALENDAR`))
      .toBe('Trial\n\nReminder: 15 minutes before\nReminder: 1 hour after the end: Write it up\nReminder: 2024-06-03 08:00 UTC: Leave\nReminder: at the beginning\n\nRoom 2')
  })

  test('hours of availability, places and people of their own, and components that nobody knows', () => {
    expect(calendar('BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\nORGANIZER:mailto:a@x.example\nBEGIN:AVAILABLE\nSUMMARY:Office hours\nLOCATION:Bonn\nEND:AVAILABLE\nEND:VAVAILABILITY\nBEGIN:VEVENT\nSUMMARY:Trial\nBEGIN:VLOCATION\nNAME:Court\nEND:VLOCATION\nEND:VEVENT\nBEGIN:X-NOTE\nSUMMARY:Kept\nEND:X-NOTE\nEND:VCALENDAR'))
      .toBe('Entry without a title\n\nOrganiser: a@x.example\n\nOffice hours\n\nWhere: Bonn\n\nTrial\n\nPlace: Court\n\nKept')
  })

  test('an entry that is not closed, one without a component around it, and one behind an end of nothing', () => {
    expect(calendar('BEGIN:VCALENDAR\nSUMMARY:Bare\nBEGIN:VEVENT\nSUMMARY:Open\nEND:VALARM\nLOCATION:Bonn\nBEGIN:VEVENT\nSUMMARY:Next\nEND:VEVENT\nEND:VCALENDAR')).toBe('Bare\n\nOpen\n\nWhere: Bonn\n\nNext')
  })

  test('busy and free periods apart, and people whom a server names by a path', () => {
    expect(calendar('BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nSUMMARY:Week\nORGANIZER;CN=Ann\nFREEBUSY:20240603T080000Z/20240603T090000Z,20240604T080000Z/PT1H\nFREEBUSY;FBTYPE=FREE:20240605T080000Z/PT2H\nATTENDEE;CN=Bo;EMAIL="bo@x.example";X-RESPONSE-COMMENT="Away, sorry":/17/principal/\nEND:VFREEBUSY\nEND:VCALENDAR'))
      .toBe('Week\n\nOrganiser: Ann\nAttendees: Bo <bo@x.example> (Away, sorry)\nBusy: 2024-06-03 08:00 UTC – 2024-06-03 09:00 UTC; 2024-06-04 08:00 UTC, for 1 hour\nFree: 2024-06-05 08:00 UTC, for 2 hours')
  })

  test('files in it are files of their own', () => {
    const children = collectChildren()
    expect(calendar(`BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:s\nATTACH;FMTTYPE=text/csv;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=sums.csv:${Buffer.from('a,b').toString('base64')}\nEND:VEVENT\nEND:VCALENDAR`, children)).toContain('Attached: sums.csv')
    expect(children.files.map(({ name }) => name)).toEqual(['sums.csv'])
  })

  test('a file of time zones alone names them', () => {
    expect(calendar('BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nTZNAME:CET\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR')).toBe('Time zone: Europe/Berlin\nstandard: CET\nstandard: +0100')
  })

  test.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20241231', 'every 2 weeks on Monday and Friday, until 20241231'],
    ['FREQ=MONTHLY;BYDAY=-1SU', 'every month on the last Sunday'], ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'every month on the second Tuesday'],
    ['FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=15', 'every year in January and June on day 15'], ['FREQ=DAILY;COUNT=1', 'every day, once'], ['FREQ=YEARLY;BYWEEKNO=20', 'every year, BYWEEKNO=20'], ['D2 #10', 'D2 #10'],
  ])('the rule %s is "%s"', (rule, words) => {
    expect(recurrenceWords(rule, (moment) => moment)).toBe(words)
  })
})
