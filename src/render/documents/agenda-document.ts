import type { AgendaPick, Block, Dropped, Seen, Session } from '../../model/index.js'
import type { Companion, SharedSession } from '../../planning/export/share-agenda.js'
import type { AgendaView, OthersOfAgenda } from '../views.js'
import { walkFields } from './catalogue-document.js'
import { type Fields, filled, spanFields, unknownWalkFields } from './fields.js'
import { clashFields, twiceFields } from './view-documents.js'

/**
 * `agenda/1`: the fields of the agenda file for the picks and blocks in the view, each pick with its session's title,
 * times and room on the displayed clock, and the resulting clashes and gaps. `clashes_left_out` counts clashes that are
 * not listed because there are too many at one time.
 */
export function agendaDocument(view: AgendaView): Fields {
  const { agenda, entries, untimed, missing } = view
  const shown = new Map<string, Session | undefined>([
    ...missing.map((id) => [id, undefined] as const),
    ...entries.map(({ entry, session }) => [entry.id, session] as const),
    ...untimed.map(({ session }) => [session.id, session] as const),
  ])
  const blocks = new Set(
    entries.flatMap(({ entry, stage }) => (stage === 'block' ? [`${entry.start} ${entry.title}`] : [])),
  )
  const isShown = ({ start, title }: Block) => blocks.has(`${start} ${title}`)
  const picks = agenda.picks.filter(({ session }) => shown.has(session))
  return filled({
    kubeplan: 'agenda/1',
    conference: agenda.conference,
    person: agenda.person,
    picks: picks.map((pick) => pickFields(pick, shown.get(pick.session))),
    blocks: agenda.blocks.filter(isShown).map(blockFields),
    walks: agenda.walks.map(walkFields),
    dropped: agenda.dropped.map(droppedFields),
    ...twiceFields(view.again),
    clashes: view.clashes.map((clash) => clashFields(clash, view.again)),
    clashes_left_out: view.unmade > 0 ? view.unmade : undefined,
    gaps: view.gaps.map(gapFields),
    ...unknownWalkFields(view.roomChanges),
    ...(view.others && sharingFields(view.others)),
  })
}

function pickFields(pick: AgendaPick, session: Session | undefined): Fields {
  return filled({
    session: pick.session,
    title: session?.title,
    ...(session && timesOf(session)),
    room: session?.room,
    stage: pick.stage,
    priority: pick.priority,
    note: pick.note,
    take: pick.take,
    rating: pick.rating,
    attended: pick.attended,
    takeaways: pick.takeaways.length > 0 ? pick.takeaways : undefined,
    seen: pick.seen && seenFields(pick.seen),
    sequence: pick.sequence,
    changed: pick.changed,
  })
}

function timesOf({ when }: Session): Fields {
  if (when.kind === 'unscheduled') return {}
  if (when.kind === 'dated') return { date: when.day }
  return spanFields(when)
}

export function seenFields({ uid, title, start, end, room }: Seen): Fields {
  return filled({ uid, title, start, end, room })
}

function droppedFields({ session, seen, sequence, changed }: Dropped): Fields {
  return filled({ session, seen: seen && seenFields(seen), sequence, changed })
}

export function blockFields({ title, room, ...span }: Block): Fields {
  return filled({ title, ...spanFields(span), room })
}

function gapFields({ minutes, walk, ...span }: AgendaView['gaps'][number]): Fields {
  return filled({ ...spanFields(span), minutes, walk })
}

/**
 * The comparison with others in `agenda/1`: `shared` are sessions on several agendas (`mine` is my stage), `instead` is
 * where some of those could go; `only_mine` and each `only` are on just one agenda.
 */
function sharingFields(others: OthersOfAgenda): Fields {
  const [mine = [], ...theirs] = others.only
  const ids = (sessions: readonly { readonly id: string }[]) => sessions.map(({ id }) => id)
  return {
    shared: others.shared.map((one) => sharedFields(one, others)),
    only_mine: ids(mine),
    others: others.people.map(({ name }, index) => ({ person: name, only: ids(theirs[index] ?? []) })),
  }
}

function sharedFields({ session, company, instead }: SharedSession, { people }: OthersOfAgenda): Fields {
  const nameOf = (member: number) => people[member - 1]?.name ?? ''
  const others = company.filter(({ member }) => member > 0)
  return filled({
    session: session.id,
    mine: company.find(({ member }) => member === 0)?.stage,
    others: others.map(({ member, stage }: Companion) => ({ person: nameOf(member), stage })),
    instead:
      instead.length === 0
        ? undefined
        : instead.map(({ session: other, members }) => ({
            session: other.id,
            me: members.includes(0),
            others: members.filter((member) => member > 0).map(nameOf),
          })),
  })
}
