import type { Note, SessionSitting } from '../model/note.js'
import { clashesWith, type Entry } from '../planning/clash.js'
import { contents } from '../planning/repeats.js'
import { type Attendance, bestSitting, sittingsFor } from '../planning/sittings.js'

/**
 * What to say of what was just put on an agenda: that I am going to that content already, what it clashes with among `others`,
 * and which of these are given again at a time that is free in the agenda as it is in the end.
 */
export function clashNotes(attendance: Attendance): (entry: Entry, others: readonly Entry[]) => readonly Note[] {
  const sittingsOf = sittingsFor(attendance)
  const contentOf = contents(attendance.sessions)
  return (entry, others) => {
    const isSame = ({ id }: Entry) => contentOf(id) === contentOf(entry.id)
    const already = others.find((other) => isSame(other) && other.id !== entry.id && !isBlock(other))
    const clashes = clashesWith(
      entry,
      others.filter((other) => isBlock(other) || !isSame(other)),
      attendance.walks,
    )
    const sides = clashes.map(({ entries: [, other] }) => other)
    const again = [...(sides.length > 0 && !already ? [entry] : []), ...sides].flatMap((one): Note[] => {
      const best = isBlock(one) ? undefined : bestSitting(sittingsOf(one.id))
      return best?.free ? [{ code: 'given-again', session: one, sitting: sittingNear(best.entry, one) }] : []
    })
    return [
      ...(already ? [{ code: 'going-already', session: entry, sitting: sittingNear(already, entry) } as const] : []),
      ...clashes.map((clash): Note => {
        const { minutes, reason, entries } = clash
        return { code: 'clashes-with', session: entry, with: entries[1].title, span: clash, minutes, reason }
      }),
      ...again,
    ]
  }
}

function isBlock({ id }: Entry): boolean {
  return id.startsWith('block:')
}

function sittingNear({ id, start, offset }: Entry, { day }: Entry): SessionSitting {
  return { id, start, offset, near: day }
}
