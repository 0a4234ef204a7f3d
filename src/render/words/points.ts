import type { Price } from '../../planning/plan/problem.js'

/**
 * Points in a cell: at most one decimal, and never 0 for a small amount. Machine-readable documents have exact values.
 */
export function pointsLabel(points: number): string {
  const rounded = Math.round(points * 10) / 10 + 0
  return rounded === 0 && isRounded(points) && points > 0 ? LITTLE : String(rounded)
}

const LITTLE = '<0.1'

/** Points in a sentence, marked where they or the `parts` shown beside them are rounded: `about 97`. */
export function pointsPhrase(points: number, parts: readonly number[] = []): string {
  const label = pointsLabel(points)
  if (label === LITTLE) return 'less than 0.1'
  return [points, ...parts].some(isRounded) ? `about ${label}` : label
}

/** `5 points`, `1 point`, `about 0.2 points`. */
export function pointsCount(points: number, parts: readonly number[] = []): string {
  const told = pointsPhrase(points, parts)
  return pointsLabel(points) === '1' ? `${told} point` : `${told} points`
}

/** A price in a cell or a sentence: `5`, or `2 to 4` if only its bounds are known. */
export function priceLabel(price: Price, label: (points: number) => string = pointsLabel): string {
  if (typeof price === 'number') return label(price)
  const [least, most] = price.map((points) => label(points))
  return least === most ? `${most}` : `${least} to ${most}`
}

/** The gain of a negative price. */
export function gainOf(price: Price): Price {
  return typeof price === 'number' ? -price : [-price[1], -price[0]]
}

function isRounded(points: number): boolean {
  return Math.abs(points * 10 - Math.round(points * 10)) > 0.01
}
