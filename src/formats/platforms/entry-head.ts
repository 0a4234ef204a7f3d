import type { Place, Problem } from '../../model/problem.js'
import type { JsonNode } from '../json/text.js'
import { oneLine } from '../published/entry.js'
import type { PublishedTime } from '../published/published.js'

interface EntryHead {
  readonly title: string
  readonly time: PublishedTime
}

interface Words {
  readonly title: (node: JsonNode) => string | undefined
  readonly time: (node: JsonNode) => PublishedTime | string
}

/** Title and time of an entry; undefined after reporting why it is not one. */
export function headOf(node: JsonNode, at: Place, words: Words, problems: Problem[]): EntryHead | undefined {
  if (node.kind !== 'object') {
    problems.push({ code: 'entry-left-out', at, reason: 'no-entry' })
    return undefined
  }
  const title = oneLine(words.title(node))
  if (title === undefined) {
    problems.push({ code: 'entry-left-out', at, reason: 'no-title' })
    return undefined
  }
  const time = words.time(node)
  if (typeof time !== 'string') return { title, time }
  problems.push({ code: 'entry-left-out', at, title, reason: 'bad-time', text: time })
  return undefined
}
