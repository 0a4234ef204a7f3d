import { IANAZone } from 'luxon'
import { nearest, type Session, type Timed } from '../model/index.js'
import { conferenceDay, type Day, type Instant, MINUTE, type Minutes } from '../model/time.js'

/** A zone as IANA spells it, or why the text is not a zone, with the most likely zones, best first. */
type ZoneReading =
  | { readonly ok: true; readonly zone: string }
  | { readonly ok: false; readonly why: 'unknown'; readonly nearest: readonly string[] }
  | { readonly ok: false; readonly why: 'abbreviation'; readonly likely: readonly string[] }
const SUGGESTIONS = 3

/**
 * Reads a zone of the IANA database, `Area/City` (old names as well) or `UTC`, in any case. A name keeps its own
 * spelling: `asia/kolkata` is `Asia/Kolkata`, although JavaScript would call it Asia/Calcutta.
 */
export function readZone(text: string): ZoneReading {
  const zone = spellZone(text)
  if (zone !== undefined && engineName(zone) !== undefined) return { ok: true, zone }
  const likely = zonesAbbreviated(text)
  if (likely !== undefined) return { ok: false, why: 'abbreviation', likely }
  return { ok: false, why: 'unknown', nearest: zonesLike(text.trim().replaceAll(' ', '_')) }
}

/**
 * The zone that a program means by a name in its file: as `readZone` reads it, or an old name without an area, such as
 * `CET`. A person who types one of those is told the likely cities, because to people it is an abbreviation.
 */
export function readNamedZone(text: string): string | undefined {
  const zone = spellZone(text.trim())
  return zone !== undefined && engineName(zone) !== undefined ? zone : OLD_NAMES.get(text.trim().toLowerCase())
}

/** Minutes that the clocks of `zone` are ahead of UTC at `moment`. Local mean times are rounded. */
export function offsetAt(moment: Instant, zone: string): Minutes {
  return Math.round(offsetOf(moment, zone) / MINUTE)
}

/**
 * What people call the clocks of `zone` at `moment`: `EST`, `CEST`. Undefined where English has no such word. Engines
 * know each region's in the English of that region.
 */
export function abbreviationAt(moment: Instant, zone: string): string | undefined {
  let forms = namings.get(zone)
  if (!forms) {
    forms = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'].map(
      (language) => new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'short' }),
    )
    namings.set(zone, forms)
  }
  const names = forms.flatMap((form) => form.formatToParts(moment).find(({ type }) => type === 'timeZoneName') ?? [])
  return names.map(({ value }) => value).find((name) => /^[A-Z]{3,5}$/.test(name))
}

/** Making one takes more than a millisecond, and a document asks for each of its sessions. */
const namings = new Map<string, readonly Intl.DateTimeFormat[]>()

/** The conference day at `now`, where days begin at minute `dayChange` on the clocks of `zone`. */
export function todayIn(now: Instant, zone: string, dayChange: Minutes): Day {
  return conferenceDay(now, offsetAt(now, zone), dayChange)
}

/** The same sessions on the clock of `zone`. Their conference days do not change. */
export function stampZone(sessions: readonly Session[], zone: string): readonly Session[] {
  return sessions.map((session) => {
    const { when } = session
    return when.kind === 'timed' ? { ...session, when: stampTimed(when, zone) } : session
  })
}

export function stampTimed<T extends Timed>(when: T, zone: string): T {
  const [offset, endOffset] = [offsetAt(when.start, zone), offsetAt(when.end, zone)]
  const shift = offset - (when.offset - when.shift)
  const endShift = endOffset - (when.endOffset - (when.endShift ?? when.shift))
  return { ...when, offset, endOffset, shift, ...(endShift !== shift && { endShift }) }
}

/** Every zone, by its current name. */
export function zoneNames(): readonly string[] {
  return Intl.supportedValuesOf('timeZone').map(currentName)
}

/** The name that the IANA database has given to a zone since, in its spelling. */
export function currentName(zone: string): string {
  return RENAMED.get(zone) ?? zone
}

function zonesLike(text: string): readonly string[] {
  const names = zoneNames()
  const wanted = text.slice(text.lastIndexOf('/') + 1).toLowerCase()
  const same = names.filter((name) => wanted !== '' && cityOf(name) === wanted)
  if (same.length > 0) return same.slice(0, SUGGESTIONS)
  const other = /^[a-z-]+$/i.test(text) ? engineName(text) : undefined
  if (other !== undefined) return [currentName(other)]
  if (text.includes('/')) return nearest(text, names, SUGGESTIONS)
  const cities = nearest(text, new Set(names.map(cityOf)), SUGGESTIONS)
  return cities.flatMap((city) => names.filter((name) => cityOf(name) === city)).slice(0, SUGGESTIONS)
}

let byCity: ReadonlyMap<string, string> | undefined

/** The zone that is named after a city, in any case. */
export function zoneOfCity(city: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ')
  byCity ??= new Map(zoneNames().map((zone) => [plain(cityOf(zone)), zone]))
  return byCity.get(plain(city))
}

/** Whether a zone names a place: UTC and the like only say how times are written. */
export function isZoneOfPlace(zone: string | undefined): zone is string {
  return zone?.includes('/') === true && !/^etc\//i.test(zone)
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase()
}

const engineNames = new Map<string, string | undefined>()

/** What the engine calls a zone, if it knows it. Asking takes a tenth of a millisecond, and a table may ask in each row. */
function engineName(zone: string): string | undefined {
  if (!engineNames.has(zone)) engineNames.set(zone, askEngine(zone))
  return engineNames.get(zone)
}

function askEngine(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const known = new Map<string, Map<number, number>>()

/**
 * Milliseconds that the clocks of `zone` are ahead of UTC at `moment` (epoch milliseconds). Whole minutes, except for
 * the local mean times of long ago. A lookup takes some microseconds, so answers are kept for each instant; no rule
 * about when clocks may change is assumed. Throws for a zone that `readZone` would not accept.
 */
export function offsetOf(moment: number, zone: string): number {
  let offsets = known.get(zone)
  if (offsets === undefined) {
    if (!IANAZone.isValidZone(zone)) throw new Error(`no such time zone: ${zone}`)
    offsets = new Map()
    known.set(zone, offsets)
  }
  let offset = offsets.get(moment)
  if (offset === undefined) {
    offset = Math.round(IANAZone.create(zone).offset(moment) * MINUTE)
    offsets.set(moment, offset)
  }
  return offset
}

/**
 * The first instant of the offset in force at `to`, provided that it differs from the one at `from` and changes once
 * between them. Bisects to the second, the resolution of time zone rules.
 */
export function changeBetween(from: number, to: number, zone: string): number {
  const after = offsetOf(to, zone)
  let before = Math.floor(from / 1000)
  let since = Math.ceil(to / 1000)
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2)
    if (offsetOf(middle * 1000, zone) === after) since = middle
    else before = middle
  }
  return since * 1000
}

const AREAS: ReadonlySet<string> = new Set(
  'africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico pacific us'.split(
    ' ',
  ),
)

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...['McMurdo', 'DumontDUrville', 'ComodRivadavia', 'DeNoronha', 'EasterIsland', 'BajaNorte', 'BajaSur', 'Knox_IN'],
    ...['ACT', 'LHI', 'NSW', 'US', 'UTC', 'UCT', 'GMT', 'GMT0'],
  ].map((part) => [part.toLowerCase(), part]),
)

const SMALL_WORDS: ReadonlySet<string> = new Set(['au', 'es', 'of'])

/**
 * Names that the IANA database has replaced and JavaScript engines still list. Both are read; only the new ones are
 * suggested.
 */
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Africa/Asmera': 'Africa/Asmara',
    'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
    'America/Catamarca': 'America/Argentina/Catamarca',
    'America/Coral_Harbour': 'America/Atikokan',
    'America/Cordoba': 'America/Argentina/Cordoba',
    'America/Godthab': 'America/Nuuk',
    'America/Indianapolis': 'America/Indiana/Indianapolis',
    'America/Jujuy': 'America/Argentina/Jujuy',
    'America/Louisville': 'America/Kentucky/Louisville',
    'America/Mendoza': 'America/Argentina/Mendoza',
    'Asia/Calcutta': 'Asia/Kolkata',
    'Asia/Katmandu': 'Asia/Kathmandu',
    'Asia/Rangoon': 'Asia/Yangon',
    'Asia/Saigon': 'Asia/Ho_Chi_Minh',
    'Atlantic/Faeroe': 'Atlantic/Faroe',
    'Europe/Kiev': 'Europe/Kyiv',
    'Pacific/Enderbury': 'Pacific/Kanton',
    'Pacific/Ponape': 'Pacific/Pohnpei',
    'Pacific/Truk': 'Pacific/Chuuk',
  }),
)

/** Names without an area that the IANA database keeps for old programs (its file `backward`), in lower case. */
const OLD_NAMES: ReadonlyMap<string, string> = new Map(
  `
  cet=Europe/Brussels cst6cdt=America/Chicago cuba=America/Havana eet=Europe/Athens egypt=Africa/Cairo
  eire=Europe/Dublin est=America/Panama est5edt=America/New_York gb=Europe/London gb-eire=Europe/London gmt=UTC
  gmt0=UTC greenwich=UTC hongkong=Asia/Hong_Kong hst=Pacific/Honolulu iceland=Atlantic/Reykjavik iran=Asia/Tehran
  israel=Asia/Jerusalem jamaica=America/Jamaica japan=Asia/Tokyo kwajalein=Pacific/Kwajalein libya=Africa/Tripoli
  met=Europe/Brussels mst=America/Phoenix mst7mdt=America/Denver navajo=America/Denver nz=Pacific/Auckland
  nz-chat=Pacific/Chatham poland=Europe/Warsaw portugal=Europe/Lisbon prc=Asia/Shanghai pst8pdt=America/Los_Angeles
  roc=Asia/Taipei rok=Asia/Seoul singapore=Asia/Singapore turkey=Europe/Istanbul uct=UTC universal=UTC
  w-su=Europe/Moscow wet=Europe/Lisbon zulu=UTC
`
    .trim()
    .split(/\s+/)
    .map((line) => {
      const [name = '', zone = ''] = line.split('=')
      return [name, zone] as const
    }),
)

/** `Area/City` spelled as in the IANA database; undefined for text that is neither such a name nor `UTC`. */
export function spellZone(text: string): string | undefined {
  const parts = text.toLowerCase().split('/')
  if (parts.length === 1) return parts[0] === 'utc' ? 'UTC' : undefined
  const named =
    AREAS.has(parts[0] ?? '') && parts.length <= 3 && parts.every((part) => /^[a-z][a-z0-9_+-]*$/.test(part))
  return named ? parts.map(spellPart).join('/') : undefined
}

function spellPart(part: string): string {
  if (part.startsWith('gmt')) return part.toUpperCase()
  return SPELLINGS.get(part) ?? part.replace(/[a-z0-9]+/g, spellWord)
}

function spellWord(word: string): string {
  return SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)
}

/**
 * Common abbreviations and where they are most likely used. They are not accepted as zones, because each is used in
 * several places, or for half of a place's year.
 */
const LIKELY = `
  acdt: Australia/Adelaide
  acst: Australia/Adelaide Australia/Darwin
  aedt: Australia/Sydney Australia/Melbourne
  aest: Australia/Sydney Australia/Melbourne Australia/Brisbane
  akdt akst: America/Anchorage
  adt ast: America/Halifax America/Puerto_Rico
  art: America/Argentina/Buenos_Aires
  awst: Australia/Perth
  brt: America/Sao_Paulo
  bst: Europe/London
  cat: Africa/Maputo Africa/Harare
  cdt cst6cdt ct: America/Chicago America/Mexico_City
  cest cet mest met mez mesz: Europe/Berlin Europe/Paris Europe/Amsterdam Europe/Madrid
  clt: America/Santiago
  cot: America/Bogota
  cst: America/Chicago America/Mexico_City Asia/Shanghai
  eat: Africa/Nairobi
  edt est est5edt et: America/New_York America/Toronto
  eest eet: Europe/Helsinki Europe/Athens Europe/Kyiv
  gmt: UTC Europe/London
  gst: Asia/Dubai
  hkt: Asia/Hong_Kong
  hst: Pacific/Honolulu
  ict: Asia/Bangkok Asia/Ho_Chi_Minh
  idt: Asia/Jerusalem
  ist: Asia/Kolkata Europe/Dublin Asia/Jerusalem
  jst: Asia/Tokyo
  kst: Asia/Seoul
  mdt mst mst7mdt mt: America/Denver America/Edmonton America/Phoenix
  msk: Europe/Moscow
  ndt nst: America/St_Johns
  nzdt nzst: Pacific/Auckland
  pdt pst pst8pdt pt: America/Los_Angeles America/Vancouver
  pht: Asia/Manila
  pkt: Asia/Karachi
  sast: Africa/Johannesburg
  sgt: Asia/Singapore
  trt: Europe/Istanbul
  wat: Africa/Lagos
  west wet: Europe/Lisbon Atlantic/Canary
  wib: Asia/Jakarta
  z: UTC
`

let likely: ReadonlyMap<string, readonly string[]> | undefined

/** The zones that an abbreviation, in any case, most likely means; undefined for other text. */
export function zonesAbbreviated(text: string): readonly string[] | undefined {
  likely ??= new Map(
    LIKELY.trim()
      .split('\n')
      .flatMap((line) => {
        const [names = '', zones = ''] = line.trim().split(': ')
        return names.split(' ').map((name) => [name, zones.split(' ')] as const)
      }),
  )
  return likely.get(text.toLowerCase())
}
