const EASTERN = ['America/New_York', 'America/Toronto']
const CENTRAL = ['America/Chicago', 'America/Mexico_City']
const MOUNTAIN = ['America/Denver', 'America/Edmonton', 'America/Phoenix']
const PACIFIC = ['America/Los_Angeles', 'America/Vancouver']
const ATLANTIC = ['America/Halifax', 'America/Puerto_Rico']
const WEST_EUROPE = ['Europe/Lisbon', 'Atlantic/Canary']
const MIDDLE_EUROPE = ['Europe/Berlin', 'Europe/Paris', 'Europe/Amsterdam', 'Europe/Madrid']
const EAST_EUROPE = ['Europe/Helsinki', 'Europe/Athens', 'Europe/Kyiv']
const SYDNEY = ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane']

/**
 * Common abbreviations and where they are most likely used. They are not accepted as zones, because each is used in
 * several places, or for half of a place's year.
 */
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  acdt: ['Australia/Adelaide'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
  aedt: ['Australia/Sydney', 'Australia/Melbourne'],
  aest: SYDNEY,
  akdt: ['America/Anchorage'],
  akst: ['America/Anchorage'],
  adt: ATLANTIC,
  art: ['America/Argentina/Buenos_Aires'],
  ast: ATLANTIC,
  awst: ['Australia/Perth'],
  brt: ['America/Sao_Paulo'],
  bst: ['Europe/London'],
  cat: ['Africa/Maputo', 'Africa/Harare'],
  cdt: CENTRAL,
  cest: MIDDLE_EUROPE,
  cet: MIDDLE_EUROPE,
  clt: ['America/Santiago'],
  cot: ['America/Bogota'],
  cst: [...CENTRAL, 'Asia/Shanghai'],
  cst6cdt: CENTRAL,
  ct: CENTRAL,
  eat: ['Africa/Nairobi'],
  edt: EASTERN,
  eest: EAST_EUROPE,
  eet: EAST_EUROPE,
  est: EASTERN,
  est5edt: EASTERN,
  et: EASTERN,
  gmt: ['UTC', 'Europe/London'],
  gst: ['Asia/Dubai'],
  hkt: ['Asia/Hong_Kong'],
  hst: ['Pacific/Honolulu'],
  ict: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  idt: ['Asia/Jerusalem'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  jst: ['Asia/Tokyo'],
  kst: ['Asia/Seoul'],
  mdt: MOUNTAIN,
  mest: MIDDLE_EUROPE,
  met: MIDDLE_EUROPE,
  mez: MIDDLE_EUROPE,
  mesz: MIDDLE_EUROPE,
  msk: ['Europe/Moscow'],
  mst: MOUNTAIN,
  mst7mdt: MOUNTAIN,
  mt: MOUNTAIN,
  ndt: ['America/St_Johns'],
  nst: ['America/St_Johns'],
  nzdt: ['Pacific/Auckland'],
  nzst: ['Pacific/Auckland'],
  pdt: PACIFIC,
  pht: ['Asia/Manila'],
  pkt: ['Asia/Karachi'],
  pst: PACIFIC,
  pst8pdt: PACIFIC,
  pt: PACIFIC,
  sast: ['Africa/Johannesburg'],
  sgt: ['Asia/Singapore'],
  trt: ['Europe/Istanbul'],
  wat: ['Africa/Lagos'],
  west: WEST_EUROPE,
  wet: WEST_EUROPE,
  wib: ['Asia/Jakarta'],
  z: ['UTC'],
}

/** The zones that an abbreviation, in any case, most likely means; undefined for other text. */
export function zonesAbbreviated(text: string): readonly string[] | undefined {
  const typed = text.toLowerCase()
  return Object.hasOwn(LIKELY, typed) ? LIKELY[typed] : undefined
}
