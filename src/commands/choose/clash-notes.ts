import type { Agenda, Note, SessionSitting } from '../../model/index.js'
import { type Entry, goingEntries, isBlock } from '../../planning/agenda/clashes.js'
import { fitOf } from '../../planning/agenda/prospect.js'
import { bestSitting, sittingsFor } from '../../planning/agenda/sittings.js'
import type { Walks } from '../../planning/agenda/walks.js'
import type { App } from '../app.js'

/**
 * The notes about an entry that was just added: that I am already going to another sitting, what it clashes with, and
 * free sittings of these. `among` is the agenda at the time of the addition.
 */
export async function clashNotesFor(
  app: Pick<App, 'catalogue' | 'now' | 'onShownClock'>,
): Promise<(agenda: Agenda, walks: Walks) => (entry: Entry, among?: Agenda) => readonly Note[]> {
  const [{ sessions }, shown, now] = [await app.catalogue(), await app.onShownClock(), await app.now()]
  const goingIn = (agenda: Agenda) =>
    goingEntries({ ...agenda, blocks: agenda.blocks.map(shown) }, { sessions }, { maybe: false })
  return (agenda, walks) => {
    const sittingsOf = sittingsFor({ sessions, going: goingIn(agenda), walks, now })
    return (entry, among = agenda) => {
      const { already, clashes } = fitOf(entry, { sessions, going: goingIn(among), walks })
      const sides = clashes.map(({ entries: [, other] }) => other)
      const again = [...(sides.length > 0 && !already ? [entry] : []), ...sides].flatMap((one): Note[] => {
        const best = isBlock(one.id) ? undefined : bestSitting(sittingsOf(one.id))
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
}

function sittingNear({ id, start, offset }: Entry, { day }: Entry): SessionSitting {
  return { id, start, offset, near: day }
}
