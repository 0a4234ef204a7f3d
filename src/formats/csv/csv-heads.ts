export type Column =
  | 'id'
  | 'title'
  | 'subtitle'
  | 'sort'
  | 'track'
  | 'tags'
  | 'level'
  | 'room'
  | 'start'
  | 'end'
  | 'date'
  | 'endDate'
  | 'duration'
  | 'speakers'
  | 'organization'
  | 'abstract'
  | 'description'
  | 'url'
  | 'video'
  | 'status'
  | 'active'
  | 'repeat_of'

const NAMES: Readonly<Record<Column, string>> = {
  id: 'id uid guid eventkey sessionid talkid eventid proposalid submissionid code sessioncode proposalcode slug',
  title:
    'title proposaltitle sessiontitle talktitle eventtitle submissiontitle presentationtitle sessionname talkname eventname name session talk presentation subject summary topic',
  subtitle: 'subtitle',
  sort: 'kind type sessiontype proposaltype submissiontype talktype sessionformat proposalformat format',
  track: 'track tracks trackname sessiontrack category categories theme stream eventtype',
  tags: 'tags tag keywords labels topics eventsubtype',
  level: 'level audiencelevel experiencelevel skilllevel difficulty difficultylevel',
  room: 'room roomname rooms location venue stage hall place where',
  start:
    'start starttime starts startsat startat startdatetime startdateandtime startdatetimelocal begin begins begintime timestart from time when sessionstart eventstart scheduledat',
  end: 'end endtime ends endsat endat enddatetime enddateandtime finish finishtime timeend until to sessionend eventend',
  date: 'date day startdate eventdate sessiondate talkdate',
  endDate: 'enddate',
  duration:
    'duration length durationminutes durationmins durationmin durationinminutes minutes lengthminutes scheduledduration',
  speakers:
    'speakers speakernames speakersnames speaker speakername presenters presenternames presenter presentername authors author persons panelists hosts host',
  organization:
    'organization organisation organizations organisations company companies affiliation affiliations employer speakercompany speakerorganization speakerorganisation',
  abstract: 'abstract sessionabstract talkabstract shortdescription',
  description: 'description sessiondescription talkdescription eventdescription longdescription details content',
  url: 'url link website sessionurl eventurl talkurl permalink href',
  video: 'video recording videourl recordingurl videolink recordinglink youtube youtubeurl youtubelink',
  status: 'status state sessionstatus proposalstate',
  active: 'active',
  repeat_of: 'repeatof',
}

const COLUMN_NAMES = Object.entries(NAMES).map(([column, names]) => [column as Column, names.split(' ')] as const)

export type Columns = ReadonlyMap<Column, number>

export function columnsOf(heads: readonly string[]): Columns {
  const known = new Map<string, number>()
  for (const [index, head] of heads.entries()) {
    const name = plain(head)
    if (name !== '' && !known.has(name)) known.set(name, index)
  }
  const columns = new Map<Column, number>()
  for (const [column, names] of COLUMN_NAMES) {
    const name = names.find((candidate) => known.has(candidate))
    const index = name === undefined ? undefined : known.get(name)
    if (index !== undefined) columns.set(column, index)
  }
  return columns
}

/** A schedule names titles and at least two other properties of sessions. */
export function isSchedule(columns: Columns): boolean {
  return columns.has('title') && columns.size > 2
}

function plain(head: string): string {
  return head.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
