import type { Stage } from '../../model/conference.js'
import { count } from './count.js'

/** `17 going`, `1 block`, `9 maybe`, without zeros. */
export function tally(stages: readonly (Stage | 'block' | undefined)[]): readonly string[] {
  const number = (stage: Stage | 'block') => stages.filter((own) => own === stage).length
  const [going, blocks, maybe] = [number('going'), number('block'), number('maybe')]
  return [
    ...(going > 0 ? [`${going} going`] : []),
    ...(blocks > 0 ? [count(blocks, 'block')] : []),
    ...(maybe > 0 ? [`${maybe} maybe`] : []),
  ]
}

/** `3 clashes`; empty for none. */
export function clashCount({ length }: { readonly length: number }): string {
  return length === 0 ? '' : count(length, 'clash', 'clashes')
}
