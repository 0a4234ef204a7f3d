import { pattern } from '../model/pattern.js'
import type { Kind } from '../model/session.js'
import type { Minutes } from '../model/time.js'

/** What a published entry tells of its sort. */
export interface Described {
  /** Without marks such as [SOLD OUT] and without speakers. */
  readonly title: string
  /** The publisher's words for the sort of event, and its categories or tracks. */
  readonly sort?: string
  readonly tracks: readonly string[]
  readonly minutes?: Minutes
  readonly hasSpeakers: boolean
}

/** From this length on an entry is a shell that others happen inside. */
const UMBRELLA_MINUTES = 360

/**
 * The kind of a published entry. Title words decide before the category does: a category such as "Solutions Showcase"
 * holds booth demos and real talks, and lunch stands under any of them. What nothing tells is a talk.
 */
export function kindOf({ title, sort, tracks, minutes, hasSpeakers }: Described): Kind {
  const byTitle = firstKind(TITLES, title) ?? (hasSpeakers ? undefined : firstKind(TITLES_WITHOUT_SPEAKERS, title))
  if (byTitle) return byTitle
  if (minutes !== undefined && minutes >= UMBRELLA_MINUTES) return 'umbrella'
  for (const category of [...(sort === undefined ? [] : [sort]), ...tracks]) {
    const kind = firstKind(hasSpeakers ? ATTENDED : CATEGORIES, category)
    if (kind) return kind
  }
  return 'talk'
}

/** Emoji and brackets that publishers put before a title. */
const MARKS = String.raw`^[^\p{L}\p{N}]*`
/** A meal or a pause, and nothing after it but where or how long. */
const PAUSE = String.raw`(?:(?:mini|short|coffee|tea|lunch|morning|afternoon|networking|refreshment)\s+)*(?:breaks?|lunch|breakfast|brunch|dinner|coffee)`

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

const TITLES_WITHOUT_SPEAKERS: readonly (readonly [Kind, RegExp])[] = [
  [
    'social',
    /\b(?:reception|(?<!third[ -])party|(?:kube|booth|pub)[ -]?crawl|happy hour|meet-?up|mixer|community gathering|karaoke|fun run)\b/iu,
  ],
]

/** What categories say of an entry that people attend. */
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
  ['social', /\b(?:social|party|reception|networking|experiences|inclusion|community event)\b/iu],
  ['other', /^service$|\bsolutions showcase\b|\blogistics\b/iu],
  ...ATTENDED,
]

function firstKind(rules: readonly (readonly [Kind, RegExp])[], text: string): Kind | undefined {
  return rules.find(([, pattern]) => pattern.test(text))?.[0]
}

const REGISTRATION = pattern(String.raw`\s*\|\s*[\p{L}\s-]*\b(?:registrations?|pass|ticket|rsvp)\s+required\s*$`, 'iu')
const SPONSORED = pattern(String.raw`^[^\p{L}\p{N}]*sponsored\b`, 'iu')

/** A title freed of what is no part of it, and the tags that say the same. */
export interface CleanTitle {
  readonly title: string
  readonly tags: readonly string[]
}

/** `[SOLD OUT]` and "... REQUIRED" become the tags `sold-out` and `registration`; "Sponsored ..." adds `sponsored` and stays. */
export function cleanTitle(published: string): CleanTitle {
  const tags: string[] = []
  const take = (text: string, pattern: RegExp, tag: string) => {
    if (!pattern.test(text)) return text
    tags.push(tag)
    return text.replace(pattern, ' ')
  }
  const available = take(published, /[[(]\s*sold[ -]out!*\s*[\])]|^sold[ -]out!*\s*[:|–-]\s+/iu, 'sold-out')
  const open = take(available, REGISTRATION(), 'registration')
  if (SPONSORED().test(published)) tags.push('sponsored')
  const title = open.replace(/\s+/gu, ' ').trim()
  return { title: title === '' ? published.trim() : title, tags }
}
