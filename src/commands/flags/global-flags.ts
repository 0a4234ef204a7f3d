/** The flags of every command. */
export const GLOBAL_FLAGS: readonly (readonly [flags: string, help: string])[] = [
  ['-c, --catalogue <file|slug|->', 'use this programme: a file, a slug or - (stdin)'],
  ['--agenda <file>', 'use this agenda file'],
  ['--tz <zone>', "show times in this zone, such as Europe/Berlin or local (default: the conference's)"],
  ['--clock <hours>', 'show times on a clock of 12 hours (4:00pm) or 24 (16:00)'],
  ['--timezone <zone>', "set the venue's zone for a file that names none, such as Europe/Amsterdam (moves no session)"],
  ['--year <year>', 'set the year of dates in a table that names none'],
  ['--date-order <order>', 'read numbers of dates in a table in this order: dmy, mdy or ymd'],
  ['--format <format>', 'print table, tsv, csv, json, yaml or ids (default: table on a terminal, tsv in a pipe)'],
  ['--json', 'same as --format json'],
  ['--fields <names>', 'print only these fields, such as id,title,start'],
  ['--no-header', 'print tsv and csv without the names of the columns'],
  ['--excel', 'print CSV for spreadsheets, with dates and times in columns of their own'],
  ['--color <when>', 'use colour'],
  ['--no-color', 'same as --color never'],
  ['--hyperlink <when>', 'make titles links'],
  ['--width <columns>', 'wrap output at this width'],
  ['--ascii', 'draw with ASCII only'],
  ['--quiet', 'show only errors on stderr'],
  ['--no-pager', 'do not page long output'],
]

/** Global flags with a value: the word after one of them is not the command. */
export const VALUED: ReadonlySet<string> = new Set(
  GLOBAL_FLAGS.flatMap(([flags]) => (flags.includes('<') ? flags.replace(/ <.*/, '').split(', ') : [])),
)
