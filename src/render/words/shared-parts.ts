import { pattern } from '../../model/index.js'

/** Names of a column in any width, so that what they share goes before what tells them apart. */
export interface DistinctNames {
  /** At most `width` columns. Two different names never look alike, unless `width` is below 5. */
  readonly fit: (name: string, width: number) => string
  /** The width at which no name is cut inside a word of its own. */
  readonly compact: number
}

interface Tools {
  readonly widthOf: (text: string) => number
  readonly fitTo: (text: string, width: number) => string
  readonly fitEndTo: (text: string, width: number) => string
  readonly glyphs: { readonly ellipsis: string }
}

/**
 * How to shorten these names: `Hall 8 | Room F` to `H8 | Room F` and then `Room F`, an address after a name first, and
 * otherwise in the middle. Nothing is known of what names mean; they are only compared with each other. O(n log n).
 */
export function distinctNames(names: Iterable<string>, tools: Tools): DistinctNames {
  const all = [...new Set(names)].filter((name) => name !== '')
  const forms = new Map<string, Forms>()
  const known = () => {
    if (forms.size === 0) for (const [name, own] of formsOf(all)) forms.set(name, own)
    return forms
  }
  const fitted = new Map<number, ReadonlyMap<string, string>>()
  return {
    fit(name, width) {
      if (tools.widthOf(name) <= width) return name
      const found = fitted.get(width) ?? fitAll(known(), width, tools)
      fitted.set(width, found)
      return found.get(name) ?? tools.fitTo(name, width)
    },
    get compact() {
      return [...known()].reduce((most, [name, { whole }]) => Math.max(most, tools.widthOf(whole[1] ?? name)), 0)
    },
  }
}

interface Forms {
  /** Without a cut, the best first; the first one is the name. */
  readonly whole: readonly string[]
  /** What to cut if none of them fits. */
  readonly rest: readonly string[]
}

/** Between the parts of a name, from the whole to the detail. */
const BETWEEN = /( *[|·>] *|: +| +[-–—/] +)/
/** A lone word that is shorter than this does not say enough. */
const LEAST_WORD = 5

function formsOf(names: readonly string[]): readonly (readonly [string, Forms])[] {
  const heads = names.map((name) => name.split(/, /, 1)[0] ?? '')
  const often = counts(heads)
  // An address behind a name goes first.
  const cores = names.map((name, index) => {
    const head = heads[index] ?? ''
    return often.get(head) === 1 && head.length >= LEAST_WORD ? head : name
  })
  const core = coreForms([...cores].sort())
  return names.map((name, index) => {
    const { whole, rest } = core.get(cores[index] ?? '') ?? { whole: [], rest: [name] }
    return [name, { whole: [...new Set([name, ...whole])], rest }]
  })
}

function coreForms(sorted: readonly string[]): ReadonlyMap<string, Forms> {
  const pieces = sorted.map((name) => name.split(BETWEEN))
  const words = sorted.map((name) => name.split(/( +)/))
  // `Hall 8 | Room F` has its hall in front as well if the only other one is `Hall 7 | Room A`.
  const leads = sorted.map((_, index) => {
    const own = pieces[index] ?? []
    const shared = sharedWithNeighbours(pieces, index)
    return own.slice(0, shared === 0 && own.length > 1 && sharedWithNeighbours(words, index) > 0 ? 2 : shared)
  })
  const own = leads.map((lead, index) => (lead.length > 0 ? [] : (pieces[index] ?? []).slice(0, -1)))
  const counted = counts(pieces.map((parts) => parts.at(-1) ?? ''))
  const brief = briefParts(leads)
  const ownBrief = briefParts([...leads, ...own])
  return new Map(
    sorted.map((name, index) => {
      const [lead = [], before = []] = [leads[index], own[index]]
      const last = (pieces[index] ?? []).slice(lead.length + before.length).join('')
      if (lead.length > 0) {
        const short = lead.map((part) => brief.get(part) ?? part).join('') + last
        return [name, { whole: [name, short, last, ...endsOf(last)], rest: [last, short] }]
      }
      const rest = (words[index] ?? []).slice(sharedWithNeighbours(words, index)).join('')
      const ends = endsOf(name).filter((end) => end.length >= rest.length)
      if (before.length === 0) return [name, { whole: [name, ...ends], rest: [name] }]
      // `Hall 8 | Room F` alone keeps its hall, but `Hall 1-5 | Tram Zone | Demo Theater` says enough by its end.
      const short = before.map((part) => (DIGIT.test(part) ? ownBrief.get(part) : undefined) ?? part).join('') + last
      const enough = TELLING().test(last) && counted.get(last) === 1 ? [last] : []
      return [name, { whole: [name, short, ...enough, ...ends], rest: [...enough, short] }]
    }),
  )
}

function counts(texts: Iterable<string>): ReadonlyMap<string, number> {
  const often = new Map<string, number>()
  for (const text of texts) often.set(text, (often.get(text) ?? 0) + 1)
  return often
}

/** A word that says something by itself. */
const TELLING = pattern(String.raw`\p{L}{5}`, 'u')

/** Abbreviations of shared parts, where no two of them have the same. */
function briefParts(leads: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const parts = new Set(leads.flatMap((lead) => lead.filter((_, index) => index % 2 === 0)))
  const brief = new Map([...parts].map((part) => [part, abbreviated(part)]))
  const often = counts(brief.values())
  return new Map([...brief].filter(([, short]) => often.get(short) === 1))
}

/** How many of the leading pieces a neighbour in the alphabet has as well; the last piece is never counted. */
function sharedWithNeighbours(pieces: readonly (readonly string[])[], index: number): number {
  const own = pieces[index] ?? []
  const shared = (other: readonly string[] = []) => {
    const differs = own.findIndex((piece, place) => piece !== other[place])
    return differs < 0 ? own.length : differs
  }
  const most = Math.min(own.length - 1, Math.max(shared(pieces[index - 1]), shared(pieces[index + 1])))
  return most - (most % 2)
}

const CAPITAL = pattern(String.raw`^\p{Lu}\p{L}`, 'u')
const DIGIT = /\d/
const BEGINS_WELL = pattern(String.raw`^[\p{L}\p{N}]{3}`, 'u')

/** `Hall 8` as `H8`, `Tram Zone` as `TZ`; a single word by its first letters. Words without capitals are kept. */
function abbreviated(part: string): string {
  const words = part.split(/ +/)
  if (!words.every((word) => DIGIT.test(word) || CAPITAL().test(word))) return part
  if (words.length === 1) return DIGIT.test(part) ? part : [...part].slice(0, LEAST_WORD - 2).join('')
  return words.map((word) => (DIGIT.test(word) ? word : ([...word][0] ?? ''))).join('')
}

/** Ends of a text that can stand alone, the longest first. */
function endsOf(text: string): readonly string[] {
  const parts = text.split(BETWEEN)
  const words = (parts.at(-1) ?? '').split(' ')
  const ends = [
    ...parts.map((_, index) => parts.slice(index).join('')).filter((_, index) => index % 2 === 0),
    ...words.map((_, index) => words.slice(index).join(' ')).slice(1),
  ]
  return ends.filter((end) => end.length >= LEAST_WORD && BEGINS_WELL().test(end) && !/^[^(]*\)/.test(end))
}

/** How much of the room the end of a name gets if it is cut, in order of preference. */
const ENDS = [0, 0.55, 0.75, 0.35, 1]
/** A long word at the end may lose its own end, and is not cut in its middle. */
const ENDS_LONG = pattern(String.raw`\p{L}{6}$`, 'u')

/** A text for each name. Where several would look alike, they are shown in another form. */
function fitAll(forms: ReadonlyMap<string, Forms>, width: number, tools: Tools): ReadonlyMap<string, string> {
  const options = new Map(
    [...forms].map(([name, { whole, rest }]) => {
      const fitting = whole.filter((form) => tools.widthOf(form) <= width)
      const cut = ENDS.flatMap((share) =>
        rest.flatMap((text) => (share > 0 || ENDS_LONG().test(text) ? cutInside(text, width, share, tools) : [])),
      )
      return [name, [...fitting, ...cut]] as const
    }),
  )
  const chosen = new Map([...options].map(([name, [first = '']]) => [name, first]))
  const rounds = Math.max(0, ...[...options.values()].map(({ length }) => length))
  for (let round = 1; round < rounds; round++) {
    const alike = lookAlikes(chosen)
    if (alike.length === 0) return chosen
    for (const name of alike.flat()) {
      const next = options.get(name)?.[round]
      if (next !== undefined && chosen.get(name) !== name) chosen.set(name, next)
    }
  }
  return toldApart(chosen, width, tools)
}

function lookAlikes(chosen: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const named = new Map<string, string[]>()
  for (const [name, text] of chosen) named.set(text, [...(named.get(text) ?? []), name])
  return [...named.values()].filter(({ length }) => length > 1)
}

/** As a last resort names that still look alike are numbered. */
function toldApart(chosen: Map<string, string>, width: number, { fitTo }: Tools): ReadonlyMap<string, string> {
  const taken = new Set(chosen.values())
  for (const names of lookAlikes(chosen)) {
    let number = 0
    for (const name of names.filter((own) => own !== chosen.get(own))) {
      let text = ''
      do {
        const sign = `~${++number}`
        text = fitTo(name, Math.max(0, width - sign.length)) + sign
      } while (taken.has(text))
      taken.add(text)
      chosen.set(name, text)
    }
  }
  return chosen
}

/** A text with an ellipsis inside; its end gets this share of the room. */
function cutInside(text: string, width: number, share: number, { widthOf, fitTo, fitEndTo, glyphs }: Tools): string {
  if (widthOf(text) <= width) return text
  const end = fitEndTo(text, Math.max(glyphs.ellipsis.length, Math.floor(width * share)))
  const before = width - widthOf(end)
  if (before <= 0) return end
  const begin = fitTo(text, before + glyphs.ellipsis.length).slice(0, -glyphs.ellipsis.length)
  return begin.trimEnd() + end
}

/** A label before what a title says. */
const LABEL_END = /: +|\s+[|–—-]\s+/g
/** In rows; fewer do not make a label. */
const MANY = 3
/** In characters; what is longer is no label. */
const LONGEST_LABEL = 50

/**
 * Titles in several forms, the longest first: without the labels that at least three of these titles begin with
 * (`Project Lightning Talk:`, `Cloud Native Theater |`).
 */
export function withoutSharedLabels(titles: Iterable<string>): (title: string) => readonly [string, ...string[]] {
  const often = counts([...titles].flatMap((title) => labelEnds(title).map((end) => title.slice(0, end))))
  return (title) => {
    const shared = labelEnds(title).filter((end) => (often.get(title.slice(0, end)) ?? 0) >= MANY)
    return [title, ...shared.map((end) => title.slice(end))]
  }
}

function labelEnds(title: string): readonly number[] {
  return [...title.slice(0, LONGEST_LABEL).matchAll(LABEL_END)]
    .map(({ index, 0: { length } }) => index + length)
    .filter((end) => end < title.length)
}
