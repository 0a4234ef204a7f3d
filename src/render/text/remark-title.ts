import { pattern } from '../../model/pattern.js'

/** Signs that publishers put before a title. */
const SIGNS = pattern(String.raw`^[^\p{L}\p{N}\[("'«“‘]+(?=\S)`, 'u')
/** Words and a colon that only say what sort of session it is. */
const LABEL =
  /^(?:(?:sponsored|project|opening|closing) +)*(?:keynote|tutorial|workshop|panel(?: discussion)?|contribfest|demo|(?:lightning|sponsored) talk): +(?=\S)/i

/** A title where there is little room: without what says nothing of which session it is. `Tutorial: Attack` is `Attack`. */
export function remarkTitle(title: string): string {
  return title.replace(SIGNS(), '').replace(LABEL, '') || title
}
