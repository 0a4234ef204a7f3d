import {
  type Agenda,
  type Catalogue,
  pattern,
  type Rooms,
  type Session,
  type ShownSpan,
  type Timed,
  type Walk,
} from '../../model/index.js'
import { MINUTE, type Minutes } from '../../model/time.js'
import { fold } from '../selection/fold-text.js'

/** How long it takes from room to room, in whole minutes; the same both ways. An entry without a room has none. */
export interface Walks {
  readonly between: (one: string | undefined, other: string | undefined) => Minutes
  /** Whether anybody said how long that takes; if not, it counts as no time. */
  readonly knows: (one: string | undefined, other: string | undefined) => boolean
  /** No walk to or from this room is longer. */
  readonly reach: (room: string | undefined) => Minutes
}

/** Everything is next door. */
export const NO_WALKS: Walks = { between: () => 0, knows: () => true, reach: () => 0 }

/**
 * The walks of one person: the agenda's, else the catalogue's, else `default_walk`, else none. Of several walks that match
 * two rooms the most specific counts, by the length of the names that it gives; of those that tie, the longest walk.
 * Nobody walks within a room, nor to or from an unknown one; to what is on the network (`isOnline`) only where a walk names it.
 * `override` replaces all of it by one walk between different
 * rooms, all entries without a room being in one unnamed room.
 */
export function walksOf(agenda: Pick<Agenda, 'walks'>, { rooms }: Pick<Catalogue, 'rooms'>, override?: Minutes): Walks {
  if (override !== undefined) return oneWalk(override)
  const fallback = rooms.defaultWalk ?? 0
  const layers = [agenda.walks, rooms.walks].map(layerOf)
  const findPlace = placesIn(layers, fallback)
  const known = new Map<number, Minutes | undefined>()
  const written = (a: Place, b: Place) => {
    const pair = Math.max(a.sort, b.sort) ** 2 + Math.min(a.sort, b.sort)
    if (!known.has(pair)) known.set(pair, walkBetween(a, b, layers))
    return known.get(pair)
  }
  return {
    between(one, other) {
      if (one === undefined || other === undefined) return 0
      const [a, b] = [findPlace(one), findPlace(other)]
      if (a.name === b.name) return 0
      return written(a, b) ?? (a.onNetwork || b.onNetwork ? 0 : fallback)
    },
    knows(one, other) {
      if (rooms.defaultWalk !== undefined || one === undefined || other === undefined) return true
      return written(findPlace(one), findPlace(other)) !== undefined
    },
    reach: (room) => (room === undefined ? 0 : findPlace(room).reach),
  }
}

function oneWalk(walk: Minutes): Walks {
  const findPlace = placesIn([], walk)
  const placeOf = (room = '') => findPlace(room)
  return {
    between(one, other) {
      const [a, b] = [placeOf(one), placeOf(other)]
      return a.name === b.name ? 0 : Math.min(a.reach, b.reach)
    },
    knows: () => true,
    reach: (room) => placeOf(room).reach,
  }
}

/** What walks say of the parts of a venue, by their folded names. */
interface Layer {
  readonly parts: ReadonlySet<string>
  /** Of the walks between two parts the one that counts; `detail` says which of two walks is more specific. */
  readonly between: ReadonlyMap<string, Rule>
  /** The longest walk of each part. */
  readonly longest: ReadonlyMap<string, Minutes>
}

interface Rule {
  readonly walk: Minutes
  readonly detail: number
}

/** O(walks). A walk `within` a part is one from the part to itself. */
function layerOf(walks: readonly Walk[]): Layer {
  const [parts, between, longest] = [new Set<string>(), new Map<string, Rule>(), new Map<string, Minutes>()]
  for (const walk of walks) {
    const [one, other] = 'within' in walk ? [walk.within, walk.within] : [walk.from, walk.to]
    const [from, to] = [fold(one), fold(other)]
    const rule = { walk: walk.walk, detail: from.length + to.length }
    between.set(pairOf(from, to), preferred(rule, between.get(pairOf(from, to))))
    for (const part of [from, to]) {
      parts.add(part)
      longest.set(part, Math.max(rule.walk, longest.get(part) ?? 0))
    }
  }
  return { parts, between, longest }
}

/** Names are folded: no line break is in them. */
function pairOf(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`
}

function preferred(one: Rule, other: Rule | undefined): Rule {
  if (!other || one.detail > other.detail) return one
  return one.detail === other.detail && one.walk > other.walk ? one : other
}

/** A room as far as walks know it. Rooms of one `sort` lie in the same parts: they walk alike to every other room. */
interface Place {
  readonly name: string
  readonly sort: number
  readonly parts: readonly string[]
  readonly onNetwork: boolean
  /** No walk to or from it is longer. */
  readonly reach: Minutes
}

function placesIn(layers: readonly Layer[], fallback: Minutes): (room: string) => Place {
  const parts = [...new Set(layers.flatMap((layer) => [...layer.parts]))]
  const sorts = new Map<string, number>()
  const places = new Map<string, Place>()
  return (room) => {
    const known = places.get(room)
    if (known) return known
    const name = fold(room)
    const inside = parts.filter((part) => liesIn(name, part))
    const onNetwork = isOnline(room)
    const key = JSON.stringify([onNetwork, ...inside])
    const sort = sorts.get(key) ?? sorts.size
    sorts.set(key, sort)
    const walks = layers.flatMap(({ longest }) => inside.map((part) => longest.get(part) ?? 0))
    const place = { name, sort, parts: inside, onNetwork, reach: Math.max(onNetwork ? 0 : fallback, ...walks) }
    places.set(room, place)
    return place
  }
}

function walkBetween(a: Place, b: Place, layers: readonly Layer[]): Minutes | undefined {
  for (const { between } of layers) {
    let found: Rule | undefined
    for (const one of a.parts) {
      for (const other of b.parts) {
        const rule = between.get(pairOf(one, other))
        if (rule) found = preferred(rule, found)
      }
    }
    if (found) return found.walk
  }
  return undefined
}

/** Whether a part of the venue is the room or the leading words of its name: "Hall 8" holds "Hall 8 | Room F", not "Hall 80". */
function liesIn(room: string, part: string): boolean {
  return (
    part !== '' && room.startsWith(part) && !(WORD_AT_END().test(part) && WORD_AT_START().test(room.slice(part.length)))
  )
}

/** Letters and digits that belong to one word with their neighbours, except in scripts without blanks between words. */
const WORD = String.raw`(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}]`
const WORD_AT_END = pattern(`${WORD}$`, 'u')
const WORD_AT_START = pattern(`^${WORD}`, 'u')

/** In sessions; shorter runs are listed one by one. */
const FEWEST = 3
/** In milliseconds; after a longer pause people have left the hall. */
const LONGEST_PAUSE = 15 * MINUTE

/** One item, or the items of a run, which lasts from its first start to its last end. */
export interface Line<T> {
  readonly items: readonly [T, ...T[]]
  readonly run?: ShownSpan & Pick<Timed, 'kind' | 'day'>
}

/** A session that may be part of a run. All sessions of a run share a trait; without one it is never in a run. */
interface Member {
  readonly session: Session
  readonly trait: string | undefined
}

/**
 * Items in order of time, with runs of keynotes in one line, at the position of their first item. A run is three or
 * more consecutive keynotes in one room (or none) on one conference day, all confirmed and with one trait, each
 * beginning at most 15 minutes after the previous one has ended (half-open spans), and not before. Items between them
 * may be other kinds, untimed, in other rooms or not sessions (`memberOf` returns undefined). O(n).
 */
export function backToBack<T>(items: readonly T[], memberOf: (item: T) => Member | undefined): readonly Line<T>[] {
  const latest = new Map<string, Chain<T>>()
  const chains = items.map((item) => {
    const { session, trait } = memberOf(item) ?? {}
    if (session?.kind !== 'keynote' || session.when.kind !== 'timed') return undefined
    const link = { item, when: session.when, trait: session.status === 'confirmed' ? trait : undefined }
    const lane = JSON.stringify([link.when.day, session.room])
    const chain = latest.get(lane)
    const last = chain?.at(-1)
    if (chain && last && follows(link, last)) {
      chain.push(link)
      return chain
    }
    const own: Chain<T> = [link]
    latest.set(lane, own)
    return own
  })
  const listed = new Set<Chain<T>>()
  return items.flatMap((item, index): readonly Line<T>[] => {
    const chain = chains[index]
    if (!chain || chain.length < FEWEST) return [{ items: [item] }]
    if (listed.has(chain)) return []
    listed.add(chain)
    return [lineOf(chain)]
  })
}

function lineOf<T>([first, ...others]: Chain<T>): Line<T> {
  const { kind, start, offset, day } = first.when
  const { end, endOffset, endAssumed } = (others.at(-1) ?? first).when
  const run = { kind, start, end, offset, endOffset, ...(endAssumed && { endAssumed }), day }
  return { items: [first.item, ...others.map((link) => link.item)], run }
}

type Chain<T> = [Link<T>, ...Link<T>[]]

interface Link<T> {
  readonly item: T
  readonly when: Timed
  readonly trait: string | undefined
}

function follows<T>({ when, trait }: Link<T>, before: Link<T>): boolean {
  const pause = when.start - before.when.end
  return trait !== undefined && trait === before.trait && pause >= 0 && pause <= LONGEST_PAUSE
}

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
/** Rules out most names at once: the whole rule takes twelve milliseconds to compile. */
const SOME_NETWORK = pattern(NETWORK, 'iu')
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
    return area.length <= LONGEST && SOME_NETWORK().test(area) && ON_LINE().test(area.trim())
  })
}

/**
 * The venue that a room is in and its address, on one line; undefined if neither is known. The venue is left out where
 * the room's own name begins with it.
 */
export function addressOf(room: string | undefined, { venues = [] }: Rooms): string | undefined {
  const venue =
    venues.find(({ rooms }) => room !== undefined && rooms?.includes(room)) ?? venues.find(({ rooms }) => !rooms)
  if (!venue) return undefined
  const isSaid = room?.startsWith(venue.name) && /^(?:$|[ ,])/.test(room.slice(venue.name.length))
  const parts = [isSaid ? [] : venue.name, venue.address ?? []].flat()
  return parts.length === 0 ? undefined : parts.join(', ')
}
