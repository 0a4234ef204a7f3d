import { fileSchema, type JsonSchema, type Kind, optional, required } from '../../formats/own/fields.js'
import { openList, scalar, slug } from '../../formats/own/kinds.js'
import { LONGEST } from '../../model/conference.js'
import { block, walk } from './block-shape.js'
import { dropped, pick } from './pick-shape.js'
import { shapeOf, words } from './words.js'

/** The number behind `agenda/`. */
const version: Kind<number> = scalar(
  'agenda/1',
  { type: 'string', pattern: '^agenda/[1-9]' },
  (found, { range, findings }) => {
    const number = /^agenda\/(\d{1,9})$/.exec(found)?.[1]
    if (number !== undefined && Number(number) > 0) return Number(number)
    findings.report(range, (at) => ({ code: 'not-an-agenda', at, found }))
    return undefined
  },
)

/** The keys of an agenda file. */
export const AGENDA = {
  kubeplan: optional('kubeplan', version, 'agenda/1'),
  conference: required('conference', slug(LONGEST), "The conference's slug."),
  person: optional('person', words, 'Whose agenda it is.'),
  picks: optional('picks', openList(pick), 'Sessions, by id.'),
  blocks: optional('blocks', openList(block), 'My own commitments.'),
  walks: optional('walks', openList(walk), "My own walking times, used before the catalogue's."),
  dropped: optional('dropped', openList(dropped), 'Picks that were dropped.'),
}

/** The JSON Schema of agenda/1. */
export function agendaSchema(): JsonSchema {
  return fileSchema('kubeplan agenda/1', "One person's picks and blocks for one conference.", shapeOf(AGENDA))
}
