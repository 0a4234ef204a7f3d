import { pattern } from '../../model/pattern.js'

const SIGNS = pattern(String.raw`^[^\p{L}\p{N}\[("'«“‘]+(?=\S)`, 'u')
const LABEL =
  /^(?:(?:sponsored|project|opening|closing) +)*(?:keynote|tutorial|workshop|panel(?: discussion)?|contribfest|demo|(?:lightning|sponsored) talk): +(?=\S)/i

/** A title for narrow places, without its label: `Tutorial: Attack` becomes `Attack`. */
export function remarkTitle(title: string): string {
  return title.replace(SIGNS(), '').replace(LABEL, '') || title
}
