/** Points as they are told: at most three decimals, none of them for nothing. */
export function pointsLabel(points: number): string {
  return String(Math.round(points * 1000) / 1000 + 0)
}

/** `5 points`, `1 point`, `0.5 points`. */
export function pointsCount(points: number): string {
  const label = pointsLabel(points)
  return label === '1' ? '1 point' : `${label} points`
}
