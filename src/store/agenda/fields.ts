import {
  type Agenda,
  type AgendaPick,
  type Block,
  DEFAULT_PRIORITY,
  type Dropped,
  type Seen,
  type Walk,
  type Wishes,
} from '../../model/index.js'

/** The value of a key in an agenda file. */
export type Written = string | number | boolean | readonly string[] | Fields

/** The keys of one thing in an agenda file, in the order to write them; what is not there is left out. */
export interface Fields {
  readonly [key: string]: Written | undefined
}

/** How the start and end of a block are written. */
export type WriteSpan = (block: Block) => { readonly start: string; readonly end: string }

export function agendaFields({ conference, person, wishes }: Agenda): Fields {
  return { conference, person, wishes: wishes && wishesFields(wishes) }
}

function wishesFields({ walk, like, breaks }: Wishes): Fields {
  return { walk: walk === undefined ? undefined : `${walk}m`, like, breaks }
}

/** A default that the person need not read is left out. */
export function pickFields(pick: AgendaPick): Fields {
  return {
    session: pick.session,
    stage: pick.stage,
    priority: pick.priority === DEFAULT_PRIORITY ? undefined : pick.priority,
    note: pick.note,
    take: pick.take,
    rating: pick.rating,
    attended: pick.attended,
    takeaways: pick.takeaways.length > 0 ? pick.takeaways : undefined,
    ...lastFields(pick),
  }
}

export function droppedFields(dropped: Dropped): Fields {
  return { session: dropped.session, ...lastFields(dropped) }
}

function lastFields({ seen, sequence, changed }: Omit<Partial<Dropped>, 'session'>): Fields {
  return { seen: seen && seenFields(seen), sequence, changed }
}

function seenFields({ uid, title, start, end, room }: Seen): Fields {
  return { uid, title, start, end, room }
}

export function blockFields(block: Block, writeSpan: WriteSpan): Fields {
  return { title: block.title, ...writeSpan(block), room: block.room }
}

export function walkFields(walk: Walk): Fields {
  const length = `${walk.walk}m`
  return 'within' in walk ? { within: walk.within, walk: length } : { from: walk.from, to: walk.to, walk: length }
}

export function sameWritten(a: Written | undefined, b: Written | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  if (isTexts(a) || isTexts(b)) return isTexts(a) && isTexts(b) && sameTexts(a, b)
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameWritten(a[key], b[key]))
}

export function isTexts(written: Written): written is readonly string[] {
  return Array.isArray(written)
}

export function isFields(written: Written | readonly Fields[] | undefined): written is Fields {
  return typeof written === 'object' && !Array.isArray(written)
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
