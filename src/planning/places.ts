import { pattern } from '../model/pattern.js'

const EDGE = String.raw`[^\p{L}\p{N}]`
const PLACE = 'rooms?|venue|location|place|raum|ort|salle|lieu|sala|aula|zaal|会場'
const UNKNOWN = [
  String.raw`t\W?b\W?[acd]`,
  'to be (?:announced|confirmed|decided|determined|defined|assigned|advised|named)',
  String.raw`n\W ?[an]`,
  'not (?:yet )?(?:announced|assigned|known|decided|applicable|available)',
  'none|null|undefined|unknown|unassigned|coming soon|(?:to )?follows?|folgt',
  '(?:wird )?(?:noch )?bekannt ?gegeben|noch (?:offen|unbekannt|nicht bekannt)|unbekannt|nog te bepalen|onbekend',
  '[àa] (?:confirmer|d[ée]finir|annoncer|pr[ée]ciser|d[ée]terminer|definir|confirmar|anunciar)|inconnu',
  'por (?:confirmar|definir|anunciar|determinar)|da (?:definire|confermare|annunciare)|未定|調整中',
].join('|')
const OPEN = pattern(
  `^${EDGE}*$|^${EDGE}*(?:(?:speakers?|${PLACE})${EDGE}+)?(?:${UNKNOWN})(?:${EDGE}+(?:${PLACE}))?${EDGE}*$`,
  'iu',
)

/** In characters; longer names say more than that nothing is known. */
const LONGEST = 100

/** Whether a name only says that a room or a person is unknown or missing: TBA, n/a, "-". */
export function isOpenName(name: string): boolean {
  return name.length <= LONGEST && OPEN().test(name)
}

/** The room; undefined for a placeholder. */
export function roomNamed(room: string | undefined): string | undefined {
  return room === undefined || isOpenName(room) ? undefined : room
}

const NETWORK = [
  'online|virtual|virtually|virtuell|digital|zoom|webinar|web|livestream|livestreamed|webex|jitsi|bigbluebutton|youtube|twitch|discord',
  'remote|internet|(?:live|video) ?stream(?:ing|ed)?|(?:ms|microsoft) teams|google meet|en ligne|en l[ií]nea',
].join('|')
const FILLER = [
  'rooms?|stage|track|session|event|events|only|meeting|call|link|platform|conference|venue|channel|auditorium|theat(?:er|re)',
  String.raw`hall|lounge|space|location|via|on|the|an?|no|\p{N}+|\p{L}`,
].join('|')
const ON_LINE = pattern(`^(?:(?:${FILLER})${EDGE}+)*(?:${NETWORK})(?:${EDGE}+(?:${FILLER}|${NETWORK}))*${EDGE}*$`, 'iu')

/**
 * Whether a room is online, so that nobody walks there: "Online", "Zoom Room 2", an address; in "Online | Track 1" the
 * first part decides. "Hall A / Online" is a hall, and so is "Virtual Reality Lab".
 */
export function isOnline(room: string): boolean {
  if (/^\s*https?:\/\//i.test(room)) return true
  const parts = room.split(/[/&+]|\s(?:and|or|und|oder)\s/)
  return parts.every((part) => {
    const [area = ''] = part.split(/[|,(:–—]|\s-\s/)
    return area.length <= LONGEST && ON_LINE().test(area.trim())
  })
}
