import type { Speaker } from '../../model/conference.js'
import type { Change, ChangedDetail } from '../../planning/changes/changes.js'
import { safe } from '../terminal.js'
import type { Glyphs } from './glyphs.js'

/** More names are counted. */
const NAMED = 3

/** Speakers who were added, who left and who changed employer: `with Ana Lind, no Bo Ek`. */
export function peopleLabel(before: readonly Speaker[], after: readonly Speaker[]): string {
  const were = new Map(before.map((speaker) => [speaker.name, speaker]))
  const are = new Map(after.map((speaker) => [speaker.name, speaker]))
  const came = [...are.keys()].filter((name) => !were.has(name))
  const left = [...were.keys()].filter((name) => !are.has(name))
  const moved = [...are.values()].filter(({ name, organization }) => {
    const was = were.get(name)
    return was !== undefined && was.organization !== organization
  })
  return [
    ...(came.length > 0 ? [`with ${named(came)}`] : []),
    ...(left.length > 0 ? [`no ${named(left)}`] : []),
    ...moved.map(
      ({ name, organization }) =>
        `${safe(name)} now ${organization === undefined ? 'without an organization' : `at ${safe(organization)}`}`,
    ),
  ].join(', ')
}

function named(names: readonly string[]): string {
  const shown = names.length > NAMED ? names.slice(0, NAMED - 1) : names
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return shown.map(safe).join(', ') + more
}

/** Other differences: both values if they are short, or else only the field. */
export function detailsLabel({ before, after, details = [] }: Change, { arrow }: Glyphs): string {
  if (!before || !after) return ''
  const both = (word: string, was: string | undefined, is: string | undefined) =>
    `${word} ${safe(was ?? 'none')} ${arrow} ${safe(is ?? 'none')}`
  const labels: Readonly<Record<ChangedDetail, () => string>> = {
    status: () => 'takes place after all',
    kind: () => both('kind', before.kind, after.kind),
    track: () => both('track', before.tracks.join(', ') || undefined, after.tracks.join(', ') || undefined),
    tags: () => `tags ${tagsLabel(before.tags, after.tags)}`,
    level: () => both('level', before.level, after.level),
    abstract: () => 'abstract',
    url: () => 'link',
    video: () => 'video',
    repeat_of: () => 'repeats',
    takes: () => 'takes',
    takeaways: () => 'takeaways',
  }
  return details.map((detail) => labels[detail]()).join(', ')
}

/** `+sold-out -beginner`. */
function tagsLabel(before: readonly string[], after: readonly string[]): string {
  const [were, are] = [new Set(before), new Set(after)]
  const came = [...are].filter((tag) => !were.has(tag)).map((tag) => `+${safe(tag)}`)
  const left = [...were].filter((tag) => !are.has(tag)).map((tag) => `-${safe(tag)}`)
  return [...came, ...left].join(' ')
}
