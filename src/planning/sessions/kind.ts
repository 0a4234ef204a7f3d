import { type Kind, pattern } from '../../model/index.js'
import type { Minutes } from '../../model/time.js'

/** The facts of a published entry that determine its kind. */
export interface Described {
  /** Without marks such as [SOLD OUT] and without speakers. */
  readonly title: string
  /** The publisher's word for the kind of event, apart from its categories or tracks. */
  readonly sort?: string
  readonly tracks: readonly string[]
  readonly minutes?: Minutes
  readonly hasSpeakers: boolean
}

/** From this length on an entry is an umbrella. */
const UMBRELLA_MINUTES = 360

/**
 * The kind of a published entry. The title decides before the category: a category such as "Solutions Showcase"
 * includes booth demos and real talks, and lunch occurs in any of them. The default is a talk.
 */
export function kindOf({ title, sort, tracks, minutes, hasSpeakers }: Described): Kind {
  const byTitle = firstKind(TITLES, title) ?? (hasSpeakers ? undefined : firstKind(TITLES_WITHOUT_SPEAKERS, title))
  if (byTitle) return byTitle
  if (minutes !== undefined && minutes >= UMBRELLA_MINUTES) return 'umbrella'
  const bySort = sort === undefined ? undefined : firstKind(hasSpeakers ? SORTS : SORTS_WITHOUT_SPEAKERS, sort)
  if (bySort) return bySort
  for (const category of [...(sort === undefined ? [] : [sort]), ...tracks]) {
    const kind = firstKind(hasSpeakers ? ATTENDED : CATEGORIES, category)
    if (kind) return kind
  }
  return 'talk'
}

const MARKS = String.raw`^[^\p{L}\p{N}]*`
/** A meal or a pause, followed by nothing but where or how long. */
const PAUSE = String.raw`(?:(?:mini|short|coffee|tea|lunch|morning|afternoon|networking|refreshment)\s+)*(?:breaks?|lunch|breakfast|brunch|dinner|coffee|(?:morning|afternoon|high) tea|tea (?:and|&) coffee|coffee (?:and|&) tea)`

const TITLES: readonly (readonly [Kind, RegExp])[] = [
  [
    'break',
    new RegExp(`${MARKS}(?:project lightning talk: )?${PAUSE}(?:\\s*[^\\p{L}\\p{N}\\s&+].*|[^\\p{L}\\p{N}]*)$`, 'iu'),
  ],
  ['keynote', new RegExp(`${MARKS}(?:sponsored |opening |closing |welcome )*keynotes?\\b`, 'iu')],
  ['lightning', new RegExp(`${MARKS}(?:project |sponsored )*lightning talks?\\b`, 'iu')],
  ['tutorial', new RegExp(`${MARKS}(?:sponsored )*tutorial\\s*:`, 'iu')],
  ['panel', new RegExp(`${MARKS}(?:[\\p{L}\\p{N}-]+ ){0,3}panel(?: discussion)?\\s*:`, 'iu')],
  ['umbrella', /\b(?:full|half)-day event\b|\bco-located event\b/iu],
  [
    'umbrella',
    new RegExp(
      `${MARKS}(?:badge pick-?up|registration|check-?in|cloak ?room|coat check|exhibition|exhibits?|expo(?: hall)?|exhibit hall|solutions showcase|sponsor showcase)\\b[^:]*$`,
      'iu',
    ),
  ],
  ['workshop', new RegExp(`${MARKS}(?:sponsored )*(?:workshop|contribfest)\\s*:`, 'iu')],
]

/** The end of a text, or a sign that ends what was said so far. */
const ENDS = String.raw`\s*(?:$|[^\p{L}\p{N}\s-])`
/** What may follow the word that says what something is: where, with whom, or nothing. */
const IS_ALL = String.raw`(?: (?:event|evening|night|hour|dinner|gathering|get-together))?\s*(?:$|[^\p{L}\p{N}\s-]|\s-|\s(?:at|in|on|with|by|for|and|hosted|sponsored)\b)`

const TITLES_WITHOUT_SPEAKERS: readonly (readonly [Kind, RegExp])[] = [
  ['social', /\b(?:(?:kube|booth|pub)[ -]?crawl|happy hour|meet-?up|mixer|community gathering|karaoke|fun run)\b/iu],
  // These also begin other words: "third-party cookies", "social engineering".
  [
    'social',
    new RegExp(`(?<!(?:first|second|third|two|multi|any|political)[ -])\\b(?:reception|party)${IS_ALL}`, 'iu'),
  ],
  ['social', new RegExp(`${MARKS}(?:[\\p{L}\\p{N}'’-]+ ){0,3}social${IS_ALL}`, 'iu')],
]

const ATTENDED: readonly (readonly [Kind, RegExp])[] = [
  ['keynote', /\bkeynotes?\b/iu],
  ['lightning', /\blightning\b/iu],
  ['tutorial', /\btutorials?\b/iu],
  ['workshop', /\b(?:workshops?|contribfest|hands-on)\b/iu],
  ['panel', /\bpanels?\b/iu],
]

const CATEGORIES: readonly (readonly [Kind, RegExp])[] = [
  ['umbrella', /\bregistration\b|\bco-?located\b|\bexhibit/iu],
  ['break', /\b(?:breaks?|lunch|meals?|catering)\b/iu],
  ['social', /\b(?:reception|networking|experiences|inclusion|community event)\b/iu],
  [
    'social',
    new RegExp(
      `(?<!third[ -])\\b(?:socials?|party|parties)(?: (?:events?|program(?:me)?s?|activit(?:y|ies)))?${ENDS}`,
      'iu',
    ),
  ],
  ['other', /^service$|\bsolutions showcase\b|\blogistics\b/iu],
  ...ATTENDED,
]

/**
 * Words of frab (`podium`, `lightning_talk`, `djset`), FOSDEM and FrOSCon (`lightningtalk`, `youthworkshop`), re:Invent
 * ("Builders' session", "Gamified learning") and of pretalx, where each conference chooses its own, for kinds of events.
 */
const SORTS: readonly (readonly [Kind, RegExp])[] = [
  ['lightning', /(?:\b|_)(?:lightning|blitzvortr[aä]g)/iu],
  ['workshop', /workshops?(?:\b|_)|(?:\b|_)hands[ _-]on\b|\batelier\b|\btaller\b/iu],
  ['workshop', /^(?:builders?['’]?s? sessions?|gamified|boot ?camps?)\b/iu],
  ['panel', /^podium\b|podiums(?:diskussion|gespr[aä]ch)|\bround ?table\b|\btable ronde\b|\bmesa redonda\b/iu],
  [
    'social',
    /^(?:films?(?: screening)?|filmvorführung|movies?|concerts?|konzert|music|musik|live[ _-]music|dj[ _-]?sets?|performances?|show|part(?:y|ies))$/iu,
  ],
]

const SORTS_WITHOUT_SPEAKERS: readonly (readonly [Kind, RegExp])[] = [
  ...SORTS,
  ['break', /^(?:pause|kaffeepause|mittagspause|mittagessen|pausa|descanso|essen|food)$/iu],
  ['social', /^(?:meetings?|meet-?ups?|treffen|get[ -]together)$/iu],
  ['other', /^(?:assembly|assemblies|other|sonstiges|organi[sz]ation)$/iu],
]

function firstKind(rules: readonly (readonly [Kind, RegExp])[], text: string): Kind | undefined {
  return rules.find(([, pattern]) => pattern.test(text))?.[0]
}

/** A title without its marks, and what these said. */
export interface CleanTitle {
  readonly title: string
  readonly tags: readonly string[]
  /** It is cancelled, or will not take place at the published time. */
  readonly cancelled: boolean
}

/** Longer texts are not titles, and the patterns below would be slow on them. */
const LONGEST_TITLE = 2000

/**
 * Removes what publishers add to a title: that it is cancelled, has a new room or time, `[SOLD OUT]` and "... REQUIRED"
 * (the tags `sold-out` and `registration`). "Sponsored ..." adds the tag `sponsored` and stays. A title about such
 * things is left alone: a mark is in brackets, separated from the title, or in capitals.
 */
export function cleanTitle(published: string): CleanTitle {
  const tags = new Set<string>()
  let [title, cancelled] = [published.trim(), ONLY_OFF().test(published)]
  for (let found = markIn(title); found; found = markIn(title)) {
    if (found.says === 'off') cancelled = true
    else if (found.says !== 'changed') tags.add(found.says)
    if (found.rest === '') break
    title = found.rest
  }
  if (SPONSORED().test(title)) tags.add('sponsored')
  return { title: title.replace(/\s+/gu, ' '), tags: tags.size === 0 ? NO_TAGS : [...tags], cancelled }
}

const NO_TAGS: readonly string[] = []

type Says = 'off' | 'changed' | 'sold-out' | 'registration'

function markIn(title: string): { readonly says: Says; readonly rest: string } | undefined {
  if (title.length > LONGEST_TITLE || !MAY_BE_MARKED().test(title)) return undefined
  const possible = TITLE_MARKS.flatMap(({ words, marks }) => (words().test(title) ? marks : []))
  for (const { says, form, loud, begins } of possible) {
    const match = form().exec(title)
    if (!match) continue
    const before = title.slice(0, match.index).trim()
    const after = title.slice(match.index + match[0].length).trim()
    if (begins && isOneSentence(match[0], after)) continue
    const rest = [before, after].filter((part) => part !== '').join(/^[:,;]/.test(after) ? '' : ' ')
    if (!loud || (isLoud(match[0]) && (loud === 'mark' || rest !== rest.toUpperCase()))) return { says, rest }
  }
  return undefined
}

function isLoud(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase()
}

const ONE_CAPITAL = pattern('^[^\\p{L}]*\\p{Lu}[^\\p{Lu}]*$', 'u')
const SMALL_LETTER = pattern('^\\p{Ll}', 'u')

/** "Cancelled: a memoir" is a title. After a mark, the title begins with a capital of its own. */
function isOneSentence(mark: string, after: string): boolean {
  return ONE_CAPITAL().test(mark) && SMALL_LETTER().test(after)
}

/** Words for cancelled or postponed sessions, in the languages of most programmes. */
const OFF = [
  'cancell?ed|postponed|withdrawn|called[- ]off|abgesagt|entf[äa]llt(?: leider)?|f[äa]llt (?:leider )?aus|verschoben',
  'annul[ée]e?s?|report[ée]e?s?|cancelad[oa]s?|aplazad[oa]s?|suspendid[oa]s?|adiad[oa]s?|annullat[oa]|rinviat[oa]',
  'geannuleerd|afgelast|inst[äa]ll[dt]|avlyst|aflyst|peruttu|odwołan[aeoy]|zrušen[aoý]|отмен[её]н[ао]?|скасовано',
  '(?:開催)?(?:中止|延期)|休講|取り?消し?|已取消|キャンセル|취소|연기',
].join('|')
/** The same in words that may also be in a title. */
const NOT_ON = [
  "(?:not|no longer) (?:happening|taking place|going ahead)|(?:will not|won['’]t) (?:happen|take place|go ahead)",
  'removed|scrapped|entfallen|findet (?:leider )?nicht statt',
].join('|')
const PART = '(?:room|time|date|day|venue|location|stage|speakers?|title|schedule|slot)'
const PART_CHANGED = [
  `(?:${PART}(?:,? (?:and|&|\\+|/) )?)+:? (?:changed?|changes|updated?|moved)`,
  `(?:new|changed|updated|change of) ${PART}(?: (?:and|&|\\+|/) ${PART})?`,
].join('|')
/** Words for sessions that have changed since the programme came out. */
const CHANGED = [
  PART_CHANGED,
  'updated|changed|moved(?: online)?|rescheduled|relocated|delayed|verlegt|neuer raum|neue zeit',
  'now (?:virtual|online|remote|hybrid|in[- ]person)|(?:会場|部屋|教室|時間|日時|日程|登壇者)変更',
].join('|')
/** Further text inside the brackets: why, until when, where to. */
const REASON = [
  '\\s*[-–—:,;：→]\\s*[^\\])}】］）]*',
  '\\s+(?:due to|because|by|for|until|till|to|from|wegen|auf)\\b[^\\])}】］）]*',
  '\\s+(?=\\P{N}{0,10}\\p{N})[^\\])}】］）]{1,20}',
  '\\s+(?:at short notice|indefinitely|tb[acd])',
].join('|')
/** The same without brackets, up to the end of the text. */
const LOOSE_REASON = '\\s+(?:tb[acd]|(?:due to|because of|by|for|until|till|to|wegen|auf|bis)\\s[^|]{1,60}?)'
/** An unambiguous new date. */
const UNTIL =
  '\\s+(?:to|until|till|auf|bis)\\s+(?:(?:a )?later(?: date)?|further notice|next \\p{L}+|tomorrow|\\p{L}+day|[^-–—|]{0,20}\\d[^-–—|]{0,20})'
const WHAT = '(?:(?:this |the )?(?:session|talk|event|workshop) (?:(?:is|was|has been) )?)?'
const AFTER = '(?:\\s+(?:session|talk|event|workshop))?(?:\\s*[(][^()]{1,60}[)])?'
/** Punctuation that may follow a mark without brackets. */
const SIGNS = '[!.*~_#]*(?:\\s*\\p{Extended_Pictographic}\\uFE0F?)*'
/** Separators between a mark and the title after it. */
const PARTED = '\\s*(?:[:|：;]|—|>>+|[-–/](?=\\s)|(?<=\\s)[-–])'

interface TitleMark {
  readonly says: Says
  readonly form: () => RegExp
  /** The mark counts only in capitals; with `alone`, only if the rest of the title is not in capitals. */
  readonly loud?: 'mark' | 'alone'
  /** The mark begins a sentence, unless the rest begins one. */
  readonly begins?: true
}

/**
 * The marks made of `words`. With `isSure` they count without brackets in any case, and in capitals even without a
 * separator.
 */
function titleMarks(says: 'off' | 'changed', words: string, isSure: boolean): readonly TitleMark[] {
  const inside = `\\s*(?:${WHAT}|now )(?:${words})(?:\\s*[/&+]\\s*(?:${words}))?(?:${REASON})?\\s*[!.]*\\s*`
  const [start, bare] = ['^[^\\p{L}\\p{N}\\[(]*', `(?:${words})${SIGNS}`]
  const quiet: readonly TitleMark[] = [
    {
      says,
      form: pattern(`^[^\\p{L}\\p{N}]*[(（*~_#]+${inside}[)）*~_#]+\\s*[-–—:|]?|[(（*~_#]+${inside}[)）*~_#]+$`, 'iu'),
    },
    { says, form: pattern(`${start}${WHAT}${bare}${AFTER}${PARTED}`, 'iu'), begins: true },
    { says, form: pattern(`\\s+[-–—|/]+\\s*${WHAT}${bare}\\s*[-–—]*$`, 'iu') },
    { says, form: pattern(`\\s+[-–—|/]+\\s*${WHAT}(?:${words})${UNTIL}$`, 'iu') },
  ]
  const loud = quiet.map((mark): TitleMark => ({ ...mark, loud: 'mark' }))
  return [
    {
      says,
      form: pattern(
        `^[^\\p{L}\\p{N}\\[<【［]*[\\[{<【［]${inside}[\\]}>】］]\\s*[-–—:|]?|[\\[{<【［]${inside}[\\]}>】］]`,
        'iu',
      ),
    },
    ...(isSure ? quiet : loud),
    { says, form: pattern(`${start}${WHAT}(?:${words})${LOOSE_REASON}(?!:\\d)${PARTED}`, 'iu'), loud: 'mark' },
    { says, form: pattern(`\\s+[-–—|/]+\\s*${WHAT}(?:${words})${LOOSE_REASON}$`, 'iu'), loud: 'mark' },
    { says, form: pattern(`(?:[(]|[*~_#]+)${inside}(?:[)]|[*~_#]+)`, 'iu'), loud: 'mark' },
    { says, form: pattern(`[:,;.…]+\\s*${bare}$`, 'iu'), loud: 'mark' },
    ...(isSure
      ? [{ says, form: pattern(`${start}${bare}(?=\\s)|(?<=\\s)${bare}$`, 'iu'), loud: 'alone' } as const]
      : []),
  ]
}

/** What a title with one of the words may be marked with: making the forms of all marks takes a third of a second. */
const TITLE_MARKS: readonly { readonly words: () => RegExp; readonly marks: readonly TitleMark[] }[] = [
  { words: pattern(OFF, 'iu'), marks: titleMarks('off', OFF, true) },
  { words: pattern(NOT_ON, 'iu'), marks: titleMarks('off', NOT_ON, false) },
  {
    words: pattern(CHANGED, 'iu'),
    marks: [
      ...titleMarks('changed', CHANGED, false),
      { says: 'changed', form: pattern(`^\\s*[(](?:${PART_CHANGED})!*[)]|[(](?:${PART_CHANGED})!*[)]$`, 'iu') },
    ],
  },
  {
    words: pattern('sold', 'iu'),
    marks: [{ says: 'sold-out', form: pattern('[[(]\\s*sold[ -]out!*\\s*[\\])]|^sold[ -]out!*\\s*[:|–-]\\s+', 'iu') }],
  },
  {
    words: pattern('required', 'iu'),
    marks: [
      {
        says: 'registration',
        form: pattern('\\s*\\|\\s*[\\p{L}\\s-]*\\b(?:registrations?|pass|ticket|rsvp)\\s+required\\s*$', 'iu'),
      },
    ],
  },
]

/** A quick test, because most titles have no marks. */
const MAY_BE_MARKED = pattern(`${OFF}|${NOT_ON}|${CHANGED}|sold|required`, 'iu')
const ONLY_OFF = pattern(`^[^\\p{L}\\p{N}]*(?:${OFF})[^\\p{L}\\p{N}]*$`, 'iu')
const SPONSORED = pattern(String.raw`^[^\p{L}\p{N}]*sponsored\b`, 'iu')
