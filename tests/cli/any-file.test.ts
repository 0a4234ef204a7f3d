import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/**
 * A small file of a kind that people have, and what a person gets from it: the sessions as `list` shows them after an
 * import, or why it was refused.
 */
interface AnyFile {
  /** The kind, in words. */
  readonly kind: string
  readonly file: string
  readonly text: string | Uint8Array
  /** Added to `import FILE`. */
  readonly flags?: string
  /** `date start-end kind title @room #tracks by speakers`, without what is unknown; the date is the conference's. */
  readonly sessions?: readonly string[]
  /** Part of the catalogue that `list --json` prints. */
  readonly facts?: object
  readonly refused?: number
  /** What stderr says. */
  readonly says?: readonly (string | RegExp)[]
  /** What stderr does not say. */
  readonly silent?: RegExp
}

const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Owl//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const table = (...rows: readonly string[]) => `${rows.join('\n')}\n`
const schedule = (conference: string, ...days: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><schedule><conference>${conference}</conference>\n${days.join('\n')}</schedule>`
const LYON = '--timezone Europe/Paris'

const FILES: readonly AnyFile[] = [
  {
    kind: 'a catalogue as JSON that names its schema',
    file: 'owls.json',
    text: JSON.stringify({
      ...{
        $schema: 'https://example.org/catalogue.schema.json',
        conference: { name: 'Owls', timezone: 'Europe/Paris' },
      },
      sessions: [{ title: 'Owls', start: '2026-06-01 10:00', end: '10:30' }],
    }),
    sessions: ['2026-06-01 10:00-10:30 talk Owls'],
  },
  {
    kind: 'a table of which one row in three has a title',
    file: 'thin.csv',
    flags: LYON,
    text: table('Title,Start,Room', 'Owls,2026-06-01 10:00,Barn', ',2026-06-01 11:00,Barn', ',2026-06-01 12:00,Barn'),
    refused: 1,
    says: ['only 1 of 3 entries can be read', 'kubeplan import thin.csv --timezone Europe/Paris --force'],
  },
  {
    kind: 'titles and names that only look like parties and people',
    file: 'names.csv',
    flags: LYON,
    text: table(
      'Title,Start,End,Room,Speakers',
      'Third-party cookies,2026-06-01 10:00,2026-06-01 10:30,Barn,The Owl Foundation',
      'Social engineering,2026-06-01 11:00,2026-06-01 11:30,Barn,',
      'Welcome party,2026-06-01 20:00,2026-06-01 22:00,Barn,',
    ),
    sessions: [
      '2026-06-01 10:00-10:30 talk Third-party cookies @Barn by The Owl Foundation',
      '2026-06-01 11:00-11:30 talk Social engineering @Barn',
      '2026-06-01 20:00-22:00 social Welcome party @Barn',
    ],
  },
  {
    kind: 'a calendar in UTC that names its place',
    file: 'utc.ics',
    text: calendar(
      'X-WR-CALNAME:Owl Days',
      'X-WR-TIMEZONE:Europe/Paris',
      event('UID:1', 'DTSTART:20260601T080000Z', 'DTEND:20260601T083000Z', 'SUMMARY:Owls', 'LOCATION:Barn'),
    ),
    sessions: ['2026-06-01 10:00-10:30 talk Owls @Barn'],
    facts: { conference: { name: 'Owl Days', timezone: 'Europe/Paris' } },
  },
  {
    kind: 'a table with a start and an end as whole times, and a column that nobody reads',
    file: 'whole.tsv',
    flags: LYON,
    text: table('Title\tStart\tEnd\tRoom\tCatering', 'Owls\t2026-06-01 10:00\t2026-06-01 10:30\tBarn\tmice'),
    sessions: ['2026-06-01 10:00-10:30 talk Owls @Barn'],
  },
  {
    kind: 'a table without ids',
    file: 'anonymous.csv',
    flags: LYON,
    text: table('Title,Start', 'A,2026-06-01 10:00', 'B,2026-06-01 11:00', 'C,2026-06-01 12:00'),
    sessions: ['2026-06-01 10:00- talk A', '2026-06-01 11:00- talk B', '2026-06-01 12:00- talk C'],
    silent: /uid|warning/,
  },
  {
    kind: 'a table whose ids are missing in some rows, and the same in others',
    file: 'ids.csv',
    flags: LYON,
    text: table('ID,Title,Start', '1,A,2026-06-01 10:00', '1,B,2026-06-01 11:00', ',C,2026-06-01 12:00', '4,D,'),
    sessions: ['2026-06-01 10:00- talk A', '2026-06-01 11:00- talk B', '2026-06-01 12:00- talk C', 'talk D'],
    says: ['2 entries with a shared uid, such as "1": each is', '1 entry without a uid: each is told apart'],
  },
  {
    kind: 'a file that says nothing about its zone',
    file: 'zoneless.csv',
    text: table('Title,Start,Room', 'Owls,2026-06-01 10:00,Barn'),
    refused: 3,
    says: [
      'zoneless.csv:2:1: this schedule does not say which time zone it is in',
      'kubeplan import zoneless.csv --tim',
    ],
  },
  {
    kind: 'a calendar whose VTIMEZONE calls a zone with summer time GMT',
    file: 'gmt.ics',
    flags: '--timezone UTC',
    text: calendar(
      ...['BEGIN:VTIMEZONE', 'TZID:GMT'],
      ...['BEGIN:STANDARD', 'DTSTART:20001029T020000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10'],
      ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000', 'END:STANDARD'],
      ...['BEGIN:DAYLIGHT', 'DTSTART:20000326T010000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
      ...['TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'END:DAYLIGHT', 'END:VTIMEZONE'],
      event('UID:1', 'DTSTART;TZID=GMT:20260701T100000', 'DTEND;TZID=GMT:20260701T103000', 'SUMMARY:Owls at noon'),
    ),
    sessions: ['2026-07-01 09:00-09:30 talk Owls at noon'],
  },
  {
    kind: 'a frab file whose days change at six: an early start is on the next date',
    file: 'night.xml',
    flags: LYON,
    text: schedule(
      '<title>Owl Camp</title><start>2026-08-10</start><end>2026-08-11</end><day_change>06:00</day_change>',
      '<day index="1" date="2026-08-10"><room name="Barn">',
      '<event id="1"><start>13:00</start><duration>01:00</duration><title>Arrival</title></event>',
      '<event id="2"><start>04:30</start><duration>00:30</duration><title>Owls at dawn</title></event>',
      '</room></day>',
    ),
    sessions: ['2026-08-10 13:00-14:00 talk Arrival @Barn', '2026-08-11 04:30-05:00 talk Owls at dawn @Barn'],
    facts: { conference: { day_change: '06:00' } },
  },
  {
    kind: 'a pretalx file with a length of a day and more, as d:hh:mm',
    file: 'long.xml',
    text: schedule(
      '<title>Long Owls</title><time_zone_name>Europe/Berlin</time_zone_name>',
      '<day index="1" date="2026-05-01"><room name="Barn">',
      '<event guid="0f1e7a10-0000-5000-8000-00000000000a" id="1"><title>Owl mural</title><language>en</language>',
      '<date>2026-05-01T10:00:00+02:00</date><start>10:00</start><duration>1:06:00</duration>',
      '<recording><license></license><optout>true</optout></recording></event>',
      '<event guid="0f1e7a10-0000-5000-8000-00000000000b" id="2"><title>Owl talk</title><language>de</language>',
      '<date>2026-05-01T10:00:00+02:00</date><start>10:00</start><duration>00:20</duration></event>',
      '</room></day>',
    ),
    sessions: ['2026-05-01 10:00-16:00 umbrella Owl mural @Barn', '2026-05-01 10:00-10:20 talk Owl talk @Barn'],
    facts: {
      sessions: [{ end: '2026-05-02T16:00:00+02:00', language: 'en', recorded: false }, { language: 'de' }],
    },
  },
  {
    kind: 'a calendar with real line ends inside descriptions',
    file: 'stray.ics',
    text: calendar(
      'X-WR-TIMEZONE:Europe/Paris',
      event(
        ...['UID:1', 'DTSTART:20260126T170000Z', 'DTEND:20260126T180000Z', 'SUMMARY:Owl counting'],
        ...['DESCRIPTION:We count. ', 'The aim: all of them', 'URL:https://example.org/1'],
      ),
      event(
        ...['UID:2', 'DTSTART:20260127T170000Z', 'DTEND:20260127T180000Z', 'SUMMARY:Owl council'],
        ...['DESCRIPTION:All of us', '', 'and https://example.org too', 'LOCATION:Barn'],
      ),
    ),
    sessions: ['2026-01-26 18:00-19:00 talk Owl counting', '2026-01-27 18:00-19:00 talk Owl council @Barn'],
  },
  {
    kind: 'a calendar with an open quote in a property that is not needed',
    file: 'quote.ics',
    flags: LYON,
    text: calendar(
      event(
        'UID:1',
        'DTSTART:20260905T090000Z',
        'DTEND:20260905T100000Z',
        'ORGANIZER;CN="owl@example.org',
        'SUMMARY:Call',
      ),
    ),
    sessions: ['2026-09-05 11:00-12:00 talk Call'],
  },
  {
    kind: 'a frab file in a declared encoding, with its place, a room by its code and marks in a title',
    file: 'latin.xml',
    flags: LYON,
    text: Buffer.from(
      schedule(
        '<title>Hiboux d\u2019été</title><venue>Old Mill</venue><city>Lyon</city>',
        '<day index="1" date="2026-06-01"><room name="Grande salle"><event id="1"><room>grande-salle</room>',
        '<title>Q&amp;amp;A: the &lt;canvas&gt; of &lt;b&gt;owls&lt;/b&gt;</title><type>podium</type>',
        '<start>10:00</start><duration>00:30</duration></event></room></day>',
      )
        .replace('UTF-8', 'windows-1252')
        .replace('\u2019', '\x92'),
      'latin1',
    ),
    sessions: ['2026-06-01 10:00-10:30 panel Q&A: the <canvas> of owls @Grande salle'],
    facts: { conference: { name: 'Hiboux d\u2019été' }, rooms: { venues: [{ name: 'Old Mill', address: 'Lyon' }] } },
  },
  {
    kind: 'a frab file with lengths of every form, and unreadable ones',
    file: 'lengths.xml',
    flags: LYON,
    text: schedule(
      '<title>Owl Lengths</title><start>2026-11-14</start><end>2026-11-15</end>',
      '<day index="1" date="2026-11-14"><room name="Barn">',
      '<event id="1"><title>In minutes</title><start>12:00</start><duration>45</duration></event>',
      '<event id="2"><title>As ISO</title><start>13:00</start><duration>PT45M</duration></event>',
      '<event id="3"><title>With days</title><start>10:00</start><duration>1:02:00:00</duration></event>',
      '<event id="4"><title>Odd</title><start>14:00</start><duration>135.0:00</duration></event>',
      '<event id="5"><title>Half</title><start>15:00</start><duration>:45</duration></event>',
      '<event id="6"><title>None</title><start>16:00</start></event>',
      '</room></day>',
    ),
    sessions: [
      '2026-11-14 10:00-12:00 umbrella With days @Barn',
      '2026-11-14 12:00-12:45 talk In minutes @Barn',
      '2026-11-14 13:00-13:45 talk As ISO @Barn',
      '2026-11-14 14:00- talk Odd @Barn',
      '2026-11-14 15:00- talk Half @Barn',
      '2026-11-14 16:00- talk None @Barn',
    ],
  },
  {
    kind: 'a table with each day written once',
    file: 'days.csv',
    flags: LYON,
    text: table(
      'Day,Time,Title,Room,Speaker',
      'Friday 8 May 2026,09:00 - 09:30,First,Barn,Ana Owl',
      ',09:30 - 10:00,Second,Barn,Bo Owl',
      'Saturday 9 May 2026,09:00 - 09:30,Third,Barn,Cy Owl',
    ),
    sessions: [
      '2026-05-08 09:00-09:30 talk First @Barn by Ana Owl',
      '2026-05-08 09:30-10:00 talk Second @Barn by Bo Owl',
      '2026-05-09 09:00-09:30 talk Third @Barn by Cy Owl',
    ],
  },
  {
    kind: 'a table with dates without a year, which the person tells',
    file: 'yearless.csv',
    flags: `${LYON} --year 2026`,
    text: table(
      'Date,Start time,End time,Title,Room,Speaker',
      '8 May,09:00,09:30,First,Barn,Ana Owl',
      '8 May,9.30,10.00,Second,Barn,"Bo Owl, Owl BV"',
      '8 May,10h30,11h00,Third,Barn,"Bo Owl (Owl BV); Cy Owl (Owl AG)"',
    ),
    sessions: [
      '2026-05-08 09:00-09:30 talk First @Barn by Ana Owl',
      '2026-05-08 09:30-10:00 talk Second @Barn by Bo Owl, Owl BV',
      '2026-05-08 10:30-11:00 talk Third @Barn by Bo Owl, Owl BV; Cy Owl, Owl AG',
    ],
  },
  {
    kind: 'a table with dates without a year, which nobody tells',
    file: 'yearless.csv',
    flags: LYON,
    text: table('Date,Start time,Title', '8 May,09:00,First'),
    refused: 3,
    says: ['yearless.csv:', '--year', 'kubeplan import yearless.csv --timezone Europe/Paris --year'],
  },
  {
    kind: 'a table with headings in other words and American dates',
    file: 'guide.csv',
    flags: '--timezone America/New_York',
    text: table(
      'Session Title,Date,Time Start,Time End,Room/Location,Schedule Track (Optional),Description (Optional)',
      'Opening,4/21/26,10:00 AM,11:00 AM,Barn,Key,All come',
      'Night flight,4/22/26,11:00 PM,12:30 AM,Loft,Air,Late',
    ),
    sessions: ['2026-04-21 10:00-11:00 talk Opening @Barn #Key', '2026-04-22 23:00-00:30 talk Night flight @Loft #Air'],
    facts: { sessions: [{ abstract: 'All come' }, { abstract: 'Late' }] },
  },
  {
    kind: 'a table whose dates can be read in two ways, which the person tells',
    file: 'orders.csv',
    flags: `${LYON} --date-order mdy`,
    text: table('Date;Time;Title;Shoe size', '05/06/26;9-10 am;First;41'),
    sessions: ['2026-05-06 09:00-10:00 talk First'],
    says: ['orders.csv: these columns are not used: "Shoe size"'],
  },
  {
    kind: 'a table whose dates can be read in two ways, which nobody tells',
    file: 'orders.csv',
    text: table('Date;Time;Title', '05/06/26;9-10 am;First'),
    refused: 3,
    says: ['orders.csv:2:1: ', 'kubeplan import orders.csv --timezone Area/City --date-order dmy'],
  },
  {
    kind: 'a table with TBD as times and weekdays as days',
    file: 'tbd.csv',
    flags: LYON,
    text: table('Day,Start,End,Title', 'Fri 8 May 2026,09:00,TBD,A', 'Friday,TBD,,B', 'Sunday,10:00,,C', 'TBA,-,,D'),
    sessions: ['2026-05-08 09:00- talk A', '2026-05-08 talk B', 'talk C', 'talk D'],
    says: ['"B" was kept with only its day', '"C" was kept without a time', '"D" was kept without a time'],
  },
  {
    kind: 'a table with lengths in words',
    file: 'words.csv',
    flags: LYON,
    text: table(
      'Date;Start;Length;Title',
      ...['1h30', '1:30 h', '90 min', '1.5 hours', '1,5 Std.', '1 h 30 min', 'PT1.5H', 'PT90M', '1½ h', "90'"].map(
        (length, at) => `2026-05-08;${10 + at}:00;${length};${length}`,
      ),
      '2026-05-08;20:00;1.30 h;doubtful',
    ),
    sessions: [
      ...['1h30', '1:30 h', '90 min', '1.5 hours', '1,5 Std.', '1 h 30 min', 'PT1.5H', 'PT90M', '1½ h', "90'"].map(
        (length, at) => `2026-05-08 ${10 + at}:00-${11 + at}:30 talk ${length}`,
      ),
      '2026-05-08 20:00- talk doubtful',
    ],
    says: ['"doubtful" was kept without its end: its length cannot be read (1.30 h)'],
  },
  {
    kind: 'a table in which a spreadsheet program left its counts of days',
    file: 'counts.csv',
    flags: LYON,
    text: table(
      'Date;Start;End;Title',
      '46106;0,375;0,395833333333333;First',
      '46106;0,5;0,75;Second',
      '46107;0,9895833;1,0;Third',
    ),
    sessions: [
      '2026-03-25 09:00-09:30 talk First',
      '2026-03-25 12:00-18:00 umbrella Second',
      '2026-03-26 23:45-00:00 talk Third',
    ],
  },
  {
    kind: 'a table in which a spreadsheet program left its counts of days and times in one',
    file: 'count.csv',
    flags: LYON,
    text: table('Start,Duration,Title', '46106.375,0.03125,First', '46106.5208333333,0.0208333,Second', ',,Third'),
    sessions: ['2026-03-25 09:00-09:45 talk First', '2026-03-25 12:30-13:00 talk Second', 'talk Third'],
  },
  {
    kind: 'a grid of rooms and times, with the day in the corner and then in a row',
    file: 'grid.csv',
    flags: LYON,
    text: table(
      'Fri 8 May 2026;Barn;Great Loft;Track 3',
      '09:00 - 09:45;Opening;Opening;Opening',
      '10:00;Owls (Ana Owl);"Larks\nBo Owl, Cy Owl\nBring a hat";',
      '11:00-11:30;Crows (part 2);;Nests',
      'Saturday 9 May 2026',
      '9:00;Flight;;',
    ),
    sessions: [
      '2026-05-08 09:00-09:45 talk Opening',
      '2026-05-08 10:00- talk Owls @Barn by Ana Owl',
      '2026-05-08 10:00- talk Larks @Great Loft by Bo Owl; Cy Owl',
      '2026-05-08 11:00-11:30 talk Crows (part 2) @Barn',
      '2026-05-08 11:00-11:30 talk Nests @Track 3',
      '2026-05-09 09:00- talk Flight @Barn',
    ],
    facts: { sessions: [{}, {}, { abstract: 'Bring a hat' }, {}, {}, {}] },
    silent: /warning/,
  },
  {
    kind: 'a grid with a column of days, and other rooms on the second day',
    file: 'days.tsv',
    flags: '--timezone America/New_York',
    text: table(
      'Day\tTime\tBarn\tLoft',
      '5/13/2026\t9:00 AM\tOwls\tLarks',
      '\t10:00 AM\tCrows\t',
      '5/14/2026\tTime\tMill\tYard',
      '\t2 pm\tNests\tFlight',
    ),
    sessions: [
      '2026-05-13 09:00- talk Owls @Barn',
      '2026-05-13 09:00- talk Larks @Loft',
      '2026-05-13 10:00- talk Crows @Barn',
      '2026-05-14 14:00- talk Nests @Mill',
      '2026-05-14 14:00- talk Flight @Yard',
    ],
  },
  {
    kind: 'a grid that says no day',
    file: 'dayless.csv',
    flags: LYON,
    text: table(',Barn,Loft', '9:00,Owls,Larks', '10:00,Crows,'),
    sessions: ['talk Owls @Barn', 'talk Larks @Loft', 'talk Crows @Barn'],
    says: ['"Owls" was kept without a time: its day is not known (9:00)'],
  },
  {
    kind: 'times and numbers that are no grid',
    file: 'trains.csv',
    text: table('Time,Who,Where', '9:00,Ana,Barn', '10:00,Bo,Loft'),
    refused: 3,
    says: ['no column of this table is called title', 'It also reads a grid: times in the first column'],
  },
  {
    kind: 'a table of something else',
    file: 'shoes.csv',
    text: table('Shoe,Size,Colour', 'Boot,41,red'),
    refused: 3,
    says: ['shoes.csv:1:1: no column of this table is called title', 'Shoe, Size and Colour', 'Title (needed), Date'],
  },
  {
    kind: 'Unicode text from Excel: UTF-16 with tabs',
    file: 'wide.txt',
    flags: LYON,
    text: Buffer.from(`\ufeff${table('Title\tDate\tRoom', 'Käuze\t2026-05-08\tBarn')}`, 'utf16le'),
    sessions: ['2026-05-08 talk Käuze @Barn'],
  },
  {
    kind: 'a workbook',
    file: 'owls.xlsx',
    text: 'PK\u0003\u0004....xl/workbook.xml',
    refused: 3,
    says: ['owls.xlsx:1:1: this is an Excel workbook', 'as CSV', 'kubeplan import owls.csv'],
  },
  ...(['owls.ics.gz', 'owls.json', 'owls'] as const).map((file) => ({
    kind: `a calendar compressed with gzip, as ${file}`,
    file,
    text: gzipSync(calendar('X-WR-TIMEZONE:Europe/Paris', event('UID:1', 'DTSTART:20260601T080000Z', 'SUMMARY:Owls'))),
    sessions: ['2026-06-01 10:00- talk Owls'],
  })),
  {
    kind: 'a table compressed with gzip',
    file: 'owls.csv.gz',
    flags: LYON,
    text: gzipSync(table('Title,Start', 'Owls,2026-06-01 10:00')),
    sessions: ['2026-06-01 10:00- talk Owls'],
  },
  {
    kind: 'a compressed file that was cut',
    file: 'cut.ics.gz',
    text: gzipSync(calendar(event('UID:1', 'DTSTART:20260601T080000Z', 'SUMMARY:Owls'))).subarray(0, 60),
    refused: 3,
    says: ['cut.ics.gz:1:1: not valid gzip: it ends too early', 'fetch the file again'],
  },
  {
    kind: 'a compressed file that unpacks to very much',
    file: 'much.csv.gz',
    text: gzipSync(Buffer.alloc(65 * 1024 * 1024)),
    refused: 3,
    says: ['not valid gzip: it unpacks to more than 64 MiB'],
  },
  ...(
    [
      ['PK\x03\x04..word/document.xml', 'a Word document', 'save that as CSV and read it: kubeplan import owls.csv'],
      ['PK\x03\x04..schedule.ics', 'a ZIP archive', 'Unpack it and read the schedule in it: kubeplan import FILE'],
      ['PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet', 'as CSV'],
      ['%PDF-1.7\n%\xe2\xe3', 'a PDF document', 'Copy its table into a spreadsheet program'],
      ['\x89PNG\r\n\x1a\n', 'a PNG picture', 'Type its sessions into a table'],
      ['BZh91AY&SY', 'bzip2 data', 'Unpack it'],
      [`${'\0'.repeat(257)}ustar`, 'a tar archive', 'Unpack it'],
      ['SQLite format 3\0', 'an SQLite database', 'Ask its publisher'],
      [`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0`, 'an Excel workbook', 'as CSV'],
      [`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0`, 'a Word document', 'Copy'],
    ] as const
  ).flatMap(([bytes, what, hint]) =>
    ['owls.json', 'owls.csv', 'owls.ics'].map((file) => ({
      kind: `${what} called ${file}, by ${bytes.slice(0, 12).replaceAll('\0', '.')}`,
      file,
      text: Buffer.from(bytes, 'latin1'),
      refused: 3,
      says: [`${file}:1:1: this is ${what}, which kubeplan does not read`, hint],
    })),
  ),
  {
    kind: 'a web page with a table',
    file: 'owls.html',
    text: '<!doctype html><html><body><table><tr><td>Owls</td></tr></table></body></html>',
    refused: 3,
    says: ['owls.html:1:1: this is a web page with a table', 'as CSV', 'kubeplan import owls.csv'],
  },
  {
    kind: 'a web page with the name of a table',
    file: 'owls.csv',
    text: '<html><body><table><tr><td>Title,Start</td></tr></table></body></html>',
    refused: 3,
    says: ['owls.csv:1:1: this is a web page with a table', 'as CSV'],
  },
  {
    kind: 'a table with German headings',
    file: 'eulen.csv',
    flags: LYON,
    text: table('Titel;Datum;Beginn;Ende;Raum;Referent', 'Eulen;01.06.2026;10:00;10:30;Scheune;Ana Eule'),
    sessions: ['2026-06-01 10:00-10:30 talk Eulen @Scheune by Ana Eule'],
  },
  {
    kind: 'a calendar whose event repeats, but for one day, and moves once',
    file: 'repeats.ics',
    text: calendar(
      'X-WR-TIMEZONE:Europe/Berlin',
      event(
        ...['UID:1', 'DTSTART;TZID=Europe/Berlin:20261023T090000', 'DTEND;TZID=Europe/Berlin:20261023T093000'],
        ...['RRULE:FREQ=DAILY;COUNT=4', 'EXDATE;TZID=Europe/Berlin:20261024T090000', 'SUMMARY:Roll call'],
      ),
      event(
        ...['UID:1', 'RECURRENCE-ID;TZID=Europe/Berlin:20261025T090000', 'SUMMARY:Roll call (late)'],
        ...['DTSTART;TZID=Europe/Berlin:20261025T100000', 'DTEND;TZID=Europe/Berlin:20261025T103000'],
      ),
    ),
    sessions: [
      '2026-10-23 09:00-09:30 talk Roll call',
      '2026-10-25 10:00-10:30 talk Roll call (late)',
      '2026-10-26 09:00-09:30 talk Roll call',
    ],
  },
  {
    kind: 'a calendar whose event repeats, but not by the rule of its exceptions',
    file: 'exrule.ics',
    text: calendar(
      'X-WR-TIMEZONE:Europe/Berlin',
      event(
        ...['UID:1', 'DTSTART;TZID=Europe/Berlin:20261020T090000', 'DURATION:PT30M', 'SUMMARY:Roll call'],
        ...['RRULE:FREQ=DAILY;COUNT=5', 'EXRULE:FREQ=WEEKLY;BYDAY=TH,FR'],
      ),
    ),
    sessions: [
      '2026-10-20 09:00-09:30 talk Roll call',
      '2026-10-21 09:00-09:30 talk Roll call',
      '2026-10-24 09:00-09:30 talk Roll call',
    ],
    silent: /warning/,
  },
  {
    kind: 'a calendar whose series moves from one of its times on, and again, but for a single time',
    file: 'onwards.ics',
    text: calendar(
      'X-WR-TIMEZONE:Europe/Berlin',
      event(
        ...['UID:1', 'DTSTART;TZID=Europe/Berlin:20261022T090000', 'DURATION:PT30M', 'SUMMARY:Roll call'],
        ...['RRULE:FREQ=DAILY;COUNT=6', 'LOCATION:Barn'],
      ),
      event(
        ...['UID:1', 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261024T090000', 'SUMMARY:Late call'],
        ...['DTSTART;TZID=Europe/Berlin:20261024T100000', 'DURATION:PT45M', 'LOCATION:Loft'],
      ),
      event(
        ...['UID:1', 'RECURRENCE-ID;TZID=Europe/Berlin:20261025T090000', 'SUMMARY:Only call'],
        ...['DTSTART;TZID=Europe/Berlin:20261025T120000', 'DURATION:PT15M'],
      ),
      event(
        ...['UID:1', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261027T080000Z', 'SUMMARY:Late call', 'STATUS:CANCELLED'],
        ...['DTSTART;TZID=Europe/Berlin:20261027T090000', 'DURATION:PT30M'],
      ),
    ),
    sessions: [
      '2026-10-22 09:00-09:30 talk Roll call @Barn',
      '2026-10-23 09:00-09:30 talk Roll call @Barn',
      '2026-10-24 10:00-10:45 talk Late call @Loft',
      '2026-10-25 12:00-12:15 talk Only call',
      '2026-10-26 10:00-10:45 talk Late call @Loft',
      '2026-10-27 09:00-09:30 talk Late call',
    ],
    facts: { sessions: [{}, {}, {}, {}, {}, { status: 'cancelled' }] },
    silent: /warning/,
  },
  ...['COUNT=0', 'COUNT=-3', 'COUNT=many', 'UNTIL=20261399', 'INTERVAL=0'].map((part) => ({
    kind: `a calendar whose event repeats by a rule with ${part}`,
    file: 'rule.ics',
    text: calendar(
      'X-WR-TIMEZONE:Europe/Berlin',
      event('UID:1', 'DTSTART:20261020T090000', 'SUMMARY:Roll call', `RRULE:FREQ=DAILY;${part}`),
    ),
    sessions: ['2026-10-20 09:00- talk Roll call'],
    says: [`it repeats by a rule that cannot be followed (FREQ=DAILY;${part})`],
  })),
  {
    kind: 'a calendar with zones as Windows calls and as Outlook shows them',
    file: 'windows.ics',
    flags: '--timezone UTC',
    text: calendar(
      event('UID:1', 'DTSTART;TZID=Central Standard Time (Mexico):20260908T140000', 'DURATION:PT30M', 'SUMMARY:South'),
      event(
        'UID:2',
        'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20260909T100000',
        'DURATION:PT30M',
        'SUMMARY:North',
      ),
    ),
    sessions: ['2026-09-08 20:00-20:30 talk South', '2026-09-09 08:00-08:30 talk North'],
  },
  {
    kind: 'a calendar with zones as Windows calls them in summer, and without their offset',
    file: 'summer.ics',
    flags: '--timezone UTC',
    text: calendar(
      event('UID:1', 'DTSTART;TZID=Eastern Daylight Time:20260908T140000', 'DURATION:PT30M', 'SUMMARY:East'),
      event('UID:2', 'DTSTART;TZID=W. Europe Summer Time:20260909T100000', 'DURATION:PT30M', 'SUMMARY:North'),
      event('UID:3', 'DTSTART;TZID=Pacific Time:20260910T100000', 'DURATION:PT30M', 'SUMMARY:West'),
    ),
    sessions: [
      '2026-09-08 18:00-18:30 talk East',
      '2026-09-09 08:00-08:30 talk North',
      '2026-09-10 17:00-17:30 talk West',
    ],
    silent: /warning/,
  },
  {
    kind: 'a calendar with many zones that are none',
    file: 'nowhere.ics',
    text: calendar(
      event('UID:0', 'DTSTART;TZID=Europe/Paris:20260908T090000', 'SUMMARY:Known'),
      ...[1, 2, 3, 4, 5].map((at) =>
        event(`UID:${at}`, `DTSTART;TZID=Barn ${at}:20260908T1${at}0000`, `SUMMARY:Owl ${at}`),
      ),
    ),
    flags: LYON,
    sessions: ['2026-09-08 09:00- talk Known', ...[1, 2, 3, 4, 5].map((at) => `2026-09-08 1${at}:00- talk Owl ${at}`)],
    says: [
      '5 entries are in unknown time zones (Barn 1, Barn 2, Barn 3 and 2 others), and read on the clock of the conference',
    ],
    silent: /warning[\s\S]*warning/,
  },
  {
    kind: 'a Notes calendar, whose zone has BYHOUR and BYMINUTE',
    file: 'notes.ics',
    flags: '--timezone UTC',
    text: calendar(
      ...['BEGIN:VTIMEZONE', 'TZID:Eastern', 'BEGIN:STANDARD', 'DTSTART:19501029T020000', 'TZOFFSETFROM:-0400'],
      ...['TZOFFSETTO:-0500', 'RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
      'END:VTIMEZONE',
      event('UID:1', 'DTSTART;TZID=Eastern:20260411T090000', 'SUMMARY:Owl board'),
    ),
    sessions: ['2026-04-11 14:00- talk Owl board'],
  },
  {
    kind: 'a calendar of nothing but begun events',
    file: 'nested.ics',
    text: `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(40)}`,
    refused: 3,
    says: [/^nested\.ics:\d+:\d+: /, 'END:VCALENDAR'],
  },
  {
    kind: "EMF Camp's JSON, which is not Open Event",
    file: 'emf.json',
    flags: '--timezone Europe/London',
    text: JSON.stringify([
      { id: 7, slug: 'owls', title: 'Owls', speaker: 'Ana Owl', venue: 'Tent', type: 'talk', start_time: '17:20' },
    ]).replace('}', ',"start_date":"2026-05-29 17:20:00","end_date":"2026-05-29 17:50:00","end_time":"17:50"}'),
    sessions: ['2026-05-29 17:20-17:50 talk Owls @Tent by Ana Owl'],
  },
  {
    kind: "PyCon's JSON, which has a conference, and is no catalogue of ours",
    file: 'pycon.json',
    flags: LYON,
    text: JSON.stringify({
      conference: 'OwlCon 2026',
      types: { Talks: { events: [{ title: 'Owls', start_date: '2026-03-24T11:15:00+0100' }] } },
    }),
    sessions: ['2026-03-24 11:15- talk Owls #Talks'],
  },
  {
    kind: 'AWS Events: two sittings of one talk',
    file: 'aws.json',
    flags: '--timezone America/Los_Angeles',
    text: JSON.stringify({
      items: [
        {
          ...{ sessionId: '17a', title: 'Owls at scale', abbreviation: 'OWL325-R', type: 'Chalk talk' },
          ...{ venue: 'Old Mill', room: 'Level 1 | Loft', isReservable: true, seatAvailability: 'limited' },
          sessionTime: { date: '2026-12-02', time: '13:30', length: '60' },
        },
        {
          ...{ sessionId: '17b', title: 'Owls at scale', abbreviation: 'OWL325-R1', type: 'Chalk talk' },
          room: 'New Mill | Upper Level | Yard',
          sessionTime: { date: '2026-12-03', time: '10:00', length: '60' },
        },
      ],
      totalCount: 2,
    }),
    sessions: [
      '2026-12-02 13:30-14:30 talk Owls at scale @Old Mill | Level 1 | Loft',
      '2026-12-03 10:00-11:00 talk Owls at scale @New Mill | Upper Level | Yard',
    ],
    facts: {
      rooms: { venues: [{ name: 'Old Mill' }, { name: 'New Mill' }] },
      sessions: [{ seats: 'limited' }, { repeat_of: 'owl325-r' }],
    },
  },
  {
    kind: 'a ConClár program with one time each',
    file: 'conclar.json',
    flags: LYON,
    text: JSON.stringify([
      {
        ...{ id: '1', title: 'Owls in print', tags: ['track:Lit'], datetime: '2026-08-27T10:00:00+02:00', mins: '50' },
        ...{ loc: ['Hall 1'], people: [{ id: 'p1', name: 'Ana Owl' }], desc: '<p>All</p>' },
      },
    ]),
    sessions: ['2026-08-27 10:00-10:50 talk Owls in print @Hall 1 #Lit by Ana Owl'],
  },
  {
    kind: 'a KonOpas program as a script',
    file: 'konopas.js',
    flags: LYON,
    text: `var program = ${JSON.stringify([
      {
        ...{ id: '1', title: 'Owls in print', tags: ['Lit'], date: '2026-08-27', time: '10:00', mins: '50' },
        ...{ loc: ['Hall 1', 'Mill'], people: [{ id: 'p1', name: 'Ana Owl' }], desc: 'All' },
      },
    ])};\n`,
    sessions: ['2026-08-27 10:00-10:50 talk Owls in print @Hall 1 #Lit by Ana Owl'],
  },
]

async function imported({ file, text, flags = '' }: AnyFile) {
  const home = newHome()
  writeFileSync(join(home, 'work', file), text)
  const { exit, stderr } = await kubeplan(['import', file, ...flags.split(' ').filter(Boolean)], { home })
  const { stdout } = await kubeplan(['list', '--format', 'tsv'], { home })
  return {
    exit,
    stderr: stderr.replaceAll(join(home, 'work', '/'), ''),
    sessions: exit === 0 ? stdout.trimEnd().split('\n').slice(1).map(shown) : [],
    home,
  }
}

function shown(row: string): string {
  const [, date, start, end, kind, track, room, title, speakers] = row.split('\t')
  const parts = [date, start && `${start}-${end}`, kind, title, room && `@${room}`, track && `#${track}`]
  return [...parts, speakers && `by ${speakers}`].filter(Boolean).join(' ')
}

describe('files that people have', () => {
  test.each(FILES)('$kind', async (row) => {
    const { exit, stderr, sessions, home } = await imported(row)
    expect({ exit, sessions, stderr }).toEqual({ exit: row.refused ?? 0, sessions: row.sessions ?? [], stderr })
    for (const words of row.says ?? []) expect(stderr).toMatch(words)
    if (row.silent) expect(stderr).not.toMatch(row.silent)
    if (!row.facts) return
    const { stdout } = await kubeplan(['list', '--json'], { home })
    expect(JSON.parse(stdout)).toMatchObject(row.facts)
  })
})

test('the pages of AWS Events in several files, and the people of ConClár beside its program, make one programme', async () => {
  const home = newHome()
  const kept = (file: string, value: unknown) => writeFileSync(join(home, 'work', file), JSON.stringify(value))
  const sitting = (code: string, date: string) => ({
    ...{ sessionId: code, title: 'Owls at scale', abbreviation: code, room: 'Old Mill | Loft' },
    sessionTime: { date, time: '10:00', length: '60' },
  })
  kept('1.json', { items: [sitting('OWL325-R', '2026-12-02')], totalCount: 2 })
  kept('2.json', { items: [sitting('OWL325-R1', '2026-12-03')], totalCount: 2 })
  kept('program.json', [{ id: '1', title: 'Owls', datetime: '2026-08-27T10:00:00Z', mins: 50, people: [{ id: 'p' }] }])
  kept('people.json', [{ id: 'p', name: ['Ana', 'Owl'], prog: ['1'] }])
  const listed = async (...files: readonly string[]) => {
    const { exit, stderr } = await kubeplan(['import', ...files, '--as', 'owls', '--timezone', 'UTC', '--force'], {
      home,
    })
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.not.stringContaining('warning') })
    return JSON.parse((await kubeplan(['list', '--json'], { home })).stdout).sessions
  }
  expect(await listed('1.json', '2.json')).toMatchObject([
    { id: 'owl325-r', room: 'Old Mill | Loft' },
    { id: 'owl325-r1', repeat_of: 'owl325-r' },
  ])
  expect(await listed('program.json', 'people.json')).toMatchObject([
    { title: 'Owls', speakers: [{ name: 'Ana Owl' }] },
  ])
})
