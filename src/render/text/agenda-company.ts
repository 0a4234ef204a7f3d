import type { Companion, SharedSession } from '../../planning/export/share-agenda.js'
import { safe } from '../terminal.js'
import type { AgendaView, OthersOfAgenda } from '../views.js'
import type { Part } from './flow.js'
import type { Glyphs } from './glyphs.js'
import { listed } from './listed.js'
import { titleOf } from './session-rows.js'
import { typed } from './shell.js'

export interface CompanyWords {
  /** `with Ana, Ben?` (who may go); empty if I am alone. */
  readonly with: string
  readonly instead: readonly string[]
}

const ALONE: CompanyWords = { with: '', instead: [] }
/** How many names and alternatives are listed; the JSON document has all of them. */
const NAMES = 2
const ALTERNATIVES = 2

export function companyWords({ others }: AgendaView, glyphs: Glyphs): (id: string) => CompanyWords {
  if (!others) return () => ALONE
  const shared = new Map(others.shared.map((one) => [one.session.id, one]))
  return (id) => {
    const one = shared.get(id)
    return one ? { with: withWhom(one.company, others), instead: insteadLines(one, others, glyphs) } : ALONE
  }
}

function withWhom(company: readonly Companion[], others: OthersOfAgenda): string {
  const names = company
    .filter(({ member }) => member > 0)
    .map(({ member, stage }) => `${shortName(member, others)}${stage === 'maybe' ? '?' : ''}`)
  if (names.length === 0) return ''
  const more = names.length > NAMES ? ` +${names.length - NAMES}` : ''
  return `with ${names.slice(0, NAMES).join(', ')}${more}`
}

function insteadLines({ instead }: SharedSession, others: OthersOfAgenda, { arrow, dot }: Glyphs): readonly string[] {
  const lines = instead.slice(0, ALTERNATIVES).map(({ session, members }) => {
    const room = session.room === undefined ? '' : ` ${dot} ${safe(session.room)}`
    return `${arrow} ${listed(
      members.map((member) => shortName(member, others)),
      'or',
    )} could go to ${titleOf(session)}${room}`
  })
  const more = instead.length - lines.length
  return more > 0 ? [...lines, `${arrow} ${more} more: --json`] : lines
}

function nameOf(member: number, { people }: OthersOfAgenda): string {
  return member === 0 ? 'you' : safe(people[member - 1]?.name ?? '')
}

/** The first word of a name, unless others share it; the headline has the names in full. */
function shortName(member: number, others: OthersOfAgenda): string {
  const name = nameOf(member, others)
  const first = firstWord(name)
  const alike = others.people.filter((_, index) => firstWord(nameOf(index + 1, others)) === first)
  return alike.length > 1 ? name : first
}

function firstWord(name: string): string {
  return name.split(' ')[0] || name
}

export function companyParts({ others }: AgendaView): readonly Part[] {
  if (!others) return []
  const { people, shared, only } = others
  const without = shared.filter(({ company }) => company.every(({ member }) => member > 0)).length
  return [
    { text: `With ${people.map(({ name }) => safe(name)).join(', ')}`, tone: 'strong' },
    { text: `${shared.length} shared${without > 0 ? `, ${without} of them without you` : ''}` },
    ...only.map((sessions, member) => ({ text: `${sessions.length} only ${nameOf(member, others)}` })),
  ]
}

export function companyStep({ others }: AgendaView): readonly string[] {
  const more = others?.people.find((_, index) => (others.only[index + 1]?.length ?? 0) > 0)
  if (!more) return []
  return [`Pick what ${safe(more.name)} has, as maybe: kubeplan add --with ${typed(more.file)}`]
}
