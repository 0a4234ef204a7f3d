import { definedFields, type Problem } from '../../model/index.js'
import type { Favourite } from '../../planning/agenda/recognise.js'
import { decodeText } from '../text/decode-text.js'
import { field, itemsOf, type JsonNode, readJson, textAt, textOf } from '../text/json.js'

type FavouritesReading =
  | { readonly ok: true; readonly favourites: readonly Favourite[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * The favourites that a program lists, or undefined if this is no such list:
 * - pretalx: a JSON list of the codes of talks, from `/api/events/<event>/submissions/favourites/` or the browser's storage;
 * - EventFahrplan: what "share as JSON" (for Chaosflix) and "share" write, `FavoritesExport` and `SimpleSessionFormat`.
 */
export function readFavourites(bytes: Uint8Array, file: string): FavouritesReading | undefined {
  const decoded = decodeText(bytes, file)
  if (!decoded.ok) return undefined
  const { text } = decoded
  if (/^\s*(?:\[\s*["\]]|\{\s*"lectures"\s*:)/.test(text)) return fromJson(text, file)
  if (/^\s*(?:[[{<]|(?:kubeplan|conference|picks)\s*:)/m.test(text)) return undefined
  const shared = text.replaceAll('\r\n', '\n').trim().split('\n\n---\n\n')
  const isShared = shared.every((part) => part.length <= LONGEST_SHARED && SHARED.test(part))
  return isShared ? { ok: true, favourites: shared.map(asShared) } : undefined
}

function fromJson(text: string, file: string): FavouritesReading {
  const reading = readJson(text, file)
  if (!reading.ok) return reading
  const { root } = reading
  const items = root.kind === 'array' ? root.items.map(asCode) : itemsOf(field(root, 'lectures')).map(asLecture)
  return { ok: true, favourites: items }
}

function asCode(node: JsonNode): Favourite {
  return definedFields({ name: textOf(node) })
}

/** What comes after its first fields depends on the version, some of which wrote each into the next one's place. */
function asLecture(node: JsonNode): Favourite {
  return definedFields({
    name: textAt(node, 'lecture_id'),
    title: textAt(node, 'title'),
    url: textAt(node, 'url'),
  })
}

/** A title; a line with a year, a time and the room, in the language of the phone; for most, an address; hashtags. */
const SHARED = /^.+\n(?=.*\b\d{4}\b)(?=.*\d{1,2}[:.h]\d{2}).*, .+(?:\n\nhttps?:\S+)?(?:\n\n#.*)?$/
/** In characters; a title has at most 500, and so have most addresses. */
const LONGEST_SHARED = 2000

function asShared(part: string): Favourite {
  return definedFields({ title: part.split('\n')[0], url: /^https?:\S+$/m.exec(part)?.[0] })
}
