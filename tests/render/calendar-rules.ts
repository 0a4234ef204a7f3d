/** The contents of each component, in order: `!` exactly once, `?` at most once, `+` once or more, `*` any number. */
export const RULES: Readonly<Record<string, string>> = {
  VCALENDAR:
    'VERSION! CALSCALE! PRODID! X-PUBLISHED-TTL! NAME? X-WR-CALNAME? X-WR-TIMEZONE! REFRESH-INTERVAL! VTIMEZONE? VEVENT*',
  VTIMEZONE: 'TZID! observance+',
  STANDARD: 'DTSTART! TZOFFSETFROM! TZOFFSETTO! TZNAME! RRULE?',
  DAYLIGHT: 'DTSTART! TZOFFSETFROM! TZOFFSETTO! TZNAME! RRULE?',
  VEVENT:
    'UID! SUMMARY! DTSTAMP! DTSTART! DTEND? X-KUBEPLAN-DURATION? SEQUENCE! DESCRIPTION? URL? LOCATION? STATUS! CATEGORIES? TRANSP! LAST-MODIFIED! X-KUBEPLAN-SESSION? VALARM?',
  VALARM: 'ACTION! DESCRIPTION! TRIGGER!',
}

const TEXT = '(?:[^\\\\;,]|\\\\[\\\\;,n])'
const HEADING = '(?:[^\\\\;,]|\\\\[\\\\;,])'
const UTC = '\\d{8}T\\d{6}Z'
/** The form of each value. */
export const VALUES: Readonly<Record<string, RegExp>> = {
  VERSION: /^2\.0$/,
  CALSCALE: /^GREGORIAN$/,
  UID: new RegExp(`^${TEXT}+$`, 's'),
  NAME: new RegExp(`^${HEADING}+$`, 's'),
  'X-WR-CALNAME': new RegExp(`^${HEADING}+$`, 's'),
  SUMMARY: new RegExp(`^${HEADING}+$`, 's'),
  DESCRIPTION: new RegExp(`^${TEXT}+$`, 's'),
  LOCATION: new RegExp(`^${TEXT}+$`, 's'),
  CATEGORIES: new RegExp(`^${TEXT}+(?:,${TEXT}+)*$`, 's'),
  DTSTAMP: new RegExp(`^${UTC}$`),
  'LAST-MODIFIED': new RegExp(`^${UTC}$`),
  RRULE: /^FREQ=YEARLY;BYMONTH=\d{1,2}(?:;BYMONTHDAY=\d{1,2}(?:,\d{1,2}){0,6})?(?:;BYDAY=(?:-1|[1-4])?[A-Z]{2})?$/,
  DTSTART: /^\d{8}(?:T\d{6}Z?)?$/,
  DTEND: /^\d{8}(?:T\d{6}Z?)?$/,
  SEQUENCE: /^\d{1,10}$/,
  URL: /^https?:\/\/[!-~]+$/,
  STATUS: /^(?:CONFIRMED|TENTATIVE|CANCELLED)$/,
  TRANSP: /^(?:OPAQUE|TRANSPARENT)$/,
  ACTION: /^DISPLAY$/,
  TRIGGER: /^-PT\d+M$/,
  TZOFFSETFROM: /^(?!-0000)[+-](?:0\d|1\d)[0-5]\d$/,
  TZOFFSETTO: /^(?!-0000)[+-](?:0\d|1\d)[0-5]\d$/,
  'REFRESH-INTERVAL': /^PT1H$/,
  'X-PUBLISHED-TTL': /^PT1H$/,
}
