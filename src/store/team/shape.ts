import {
  fileSchema,
  type JsonSchema,
  type Kind,
  mapping,
  optional,
  required,
  type Shape,
} from '../../formats/own/fields.js'
import { from, list, oneOf, text } from '../../formats/own/kinds.js'
import { SCHEMA } from '../../formats/own/schema.js'
import { defined } from '../../model/defined.js'
import { type Interest, parseInterest } from '../../planning/selection/select.js'
import { block, type WrittenBlock } from '../agenda/block-shape.js'
import type { Found } from '../agenda/pick-shape.js'
import { words } from '../agenda/words.js'

/** A member in a team file. The agenda is a path; times and blocks need the conference's clock. */
export interface WrittenMember {
  readonly name?: string
  readonly agenda?: Found<string>
  readonly interests: readonly Found<Interest>[]
  readonly blocks: readonly WrittenBlock[]
}

const NAME_LENGTH = 200
const PATH_LENGTH = 4096

function found<T>(kind: Kind<T>): Kind<Found<T>> {
  return from(kind, (value, { range }) => ({ value, range }))
}

const interest: Kind<Interest> = from(words, (written, { key, range, findings }) => {
  const read = parseInterest(written)
  if (read) return read
  const expected = 'an interest, such as "service mesh:3" or track:security'
  findings.report(range, (at) => ({ code: 'wrong-type', at, key, expected, found: 'text' }))
  return undefined
})

const MEMBER = {
  name: optional('name', text(NAME_LENGTH), 'Who it is (default: the person named in the agenda).'),
  agenda: optional(
    'agenda',
    found(text(PATH_LENGTH)),
    'An agenda file or a calendar; paths are relative to this file.',
  ),
  interests: optional(
    'interests',
    list(found(interest)),
    'Words, track:NAME, speaker:NAME, org:NAME or tag:NAME, each with points from 1 to 5 after it: "service mesh:3".',
  ),
  blocks: optional('blocks', list(block), 'Own commitments, in addition to those in the agenda.'),
}

const member = mapping<WrittenMember>({ fields: Object.values(MEMBER) }, (row) => {
  const [name, agenda] = [row.get(MEMBER.name), row.get(MEMBER.agenda)]
  return defined({ name, agenda, interests: row.get(MEMBER.interests) ?? [], blocks: row.get(MEMBER.blocks) ?? [] })
})

export const TEAM = {
  $schema: SCHEMA,
  kubeplan: optional('kubeplan', oneOf(['team/1']), 'What the file is: team/1.'),
  members: required('members', list(member), 'The people who split the programme.'),
  together: optional(
    'together',
    list(found(words)),
    'Sessions that everyone who wants them attends together: ids or titles.',
  ),
  cover: optional(
    'cover',
    list(found(words)),
    'What at least one of them must attend: ids, track:security, kind:keynote or words.',
  ),
}

export const TEAM_SHAPE: Shape = { fields: Object.values(TEAM) }

export function teamSchema(): JsonSchema {
  return fileSchema('kubeplan team/1', 'Several people who split the programme of a conference.', TEAM_SHAPE)
}
