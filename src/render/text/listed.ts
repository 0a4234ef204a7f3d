/** `A`, `A and B`, `A, B and C`. Beyond `most` the others are counted: `A, B and 3 others`. */
export function listed(names: readonly string[], word: 'and' | 'or', most = Number.POSITIVE_INFINITY): string {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} others`] : names
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`
}
