import { type Kind, mapping, optional, required, type Shape } from '../../formats/fields/fields.js'
import { from, list, oneOf, text } from '../../formats/fields/kinds.js'
import { type Interest, parseInterest } from '../../planning/interests.js'
import { block, type WrittenBlock } from '../agenda/block-shape.js'
import { words } from '../agenda/words.js'

/** A member as a team file has it; the agenda is a path, its times and blocks wait for the conference's clock. */
export interface WrittenMember {
  readonly name?: string
  readonly agenda?: string
  readonly interests: readonly Interest[]
  readonly blocks: readonly WrittenBlock[]
}

const NAME_LENGTH = 200
const PATH_LENGTH = 4096

const interest: Kind<Interest> = from(words, (found, { key, range, findings }) => {
  const read = parseInterest(found)
  if (read) return read
  const expected = 'an interest, such as "service mesh:3" or track:security'
  findings.report(range, (at) => ({ code: 'wrong-type', at, key, expected, found: 'text' }))
  return undefined
})

const MEMBER = {
  name: optional('name', text(NAME_LENGTH), 'Who it is; else the agenda says it.'),
  agenda: optional('agenda', text(PATH_LENGTH), 'An agenda file; its place is told from here.'),
  interests: optional('interests', list(interest), 'Like "service mesh:3", track:security, speaker:NAME, org:NAME.'),
  blocks: optional('blocks', list(block), 'Own commitments, over those of the agenda.'),
}

const member = mapping<WrittenMember>({ fields: Object.values(MEMBER) }, (row) => {
  const [name, agenda] = [row.get(MEMBER.name), row.get(MEMBER.agenda)]
  return {
    ...(name !== undefined && { name }),
    ...(agenda !== undefined && { agenda }),
    interests: row.get(MEMBER.interests) ?? [],
    blocks: row.get(MEMBER.blocks) ?? [],
  }
})

/** The keys of a team file. */
export const TEAM = {
  kubeplan: optional('kubeplan', oneOf(['team/1']), 'team/1'),
  members: required('members', list(member), 'Who splits the programme.'),
  together: optional('together', list(words), 'Sessions that everybody attends who wants them, by id.'),
  cover: optional('cover', list(words), 'What somebody must attend: ids, track:security, kind:keynote or words.'),
}

export const TEAM_SHAPE: Shape = { fields: Object.values(TEAM) }
