import type { Sheet } from './sheet.js'

/** How to list each keynote of a run. */
export const RUN_HINT = '(--kind keynote)'

export function runTitle(keynotes: number): string {
  return `${keynotes} keynotes`
}

/** The title of a run in a list with a hint, the longest form first. */
export function listedRunTitles(keynotes: number): readonly [string, ...string[]] {
  const title = runTitle(keynotes)
  return [`${title} back to back ${RUN_HINT}`, `${title} ${RUN_HINT}`, title]
}

/** The first form of a title that fits into `width` columns, or else the last one. */
export function titleWithin(
  { title, shorter = [] }: { readonly title: string; readonly shorter?: readonly string[] },
  width: number,
  { widthOf }: Pick<Sheet, 'widthOf'>,
): string {
  return [title, ...shorter].find((form) => widthOf(form) <= width) ?? shorter.at(-1) ?? title
}
