import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Agenda, Session } from '../../../src/model/conference.js'
import { disclosed, NOTHING_PRIVATE } from '../../../src/planning/export/privacy.js'
import { shareable } from '../../../src/planning/export/share-agenda.js'
import { sharedAgendaText } from '../../../src/render/documents/yaml.js'
import { readAgendaDocument } from '../../../src/store/agenda/document.js'
import { agenda, block, FRIDAY, pick } from '../../planning/samples.js'
import { agendas } from '../../store/agendas.js'
import { conference } from '../../store/conference.js'

const SECRET = 'nobody else may read this'

function withSecrets(agenda: Agenda): Agenda {
  return {
    ...agenda,
    picks: agenda.picks.map((pick) => ({
      ...pick,
      ...(pick.note !== undefined && { note: `${pick.note} ${SECRET}` }),
      takeaways: pick.takeaways.map((text) => `${SECRET} ${text}`),
      seen: { title: SECRET, room: SECRET },
    })),
    blocks: agenda.blocks.map((block) => ({ ...block, title: `${SECRET} ${block.title}`, room: SECRET })),
    walks: [{ within: SECRET, walk: 1 }],
    dropped: [{ session: SECRET, sequence: 1 }],
  }
}

const sessionsOf = ({ picks }: Agenda) =>
  picks.map(({ session, seen }): Session => {
    const when = { kind: 'unscheduled' } as const
    return {
      id: session,
      title: seen?.title ?? session,
      kind: 'talk',
      tracks: [],
      tags: [],
      when,
      speakers: [],
      status: 'confirmed',
    }
  })
const wishes = fc.record({ notes: fc.boolean(), blocks: fc.boolean() })

test('what is written reads back as the agenda that was shared', async () => {
  await fc.assert(
    fc.asyncProperty(agendas, wishes, async (agenda, wish) => {
      const chosen = new Set(agenda.picks.map(({ session }) => session))
      const shared = shareable(disclosed(agenda, { picks: true, ...wish }), sessionsOf(agenda), chosen)
      const reading = await readAgendaDocument(Buffer.from(sharedAgendaText(shared)), 'a.yaml', conference)
      expect(reading).toMatchObject({ ok: true, warnings: [] })
      expect(reading.ok && reading.agenda).toEqual(shared)
      expect(shared.picks.map(({ session, stage, priority }) => [session, stage, priority])).toEqual(
        agenda.picks.map(({ session, stage, priority }) => [session, stage, priority]),
      )
      expect(shared.blocks).toEqual(wish.blocks ? agenda.blocks : [])
      const own = (one: Agenda) =>
        one.picks.map(({ note, take, rating, attended, takeaways }) => ({ note, take, rating, attended, takeaways }))
      if (wish.notes) expect(own(shared)).toEqual(own(agenda))
    }),
    { numRuns: 300 },
  )
})

test('nothing private is in it that was not asked for', async () => {
  await fc.assert(
    fc.property(agendas, (agenda) => {
      const mine = withSecrets(agenda)
      const chosen = new Set(mine.picks.map(({ session }) => session))
      const text = sharedAgendaText(shareable(disclosed(mine, NOTHING_PRIVATE), sessionsOf(agenda), chosen))
      expect(text).not.toContain(SECRET)
      const document: { picks: object[] } = parse(text)
      expect(
        Object.keys(document).filter((key) => !['kubeplan', 'conference', 'person', 'picks'].includes(key)),
      ).toEqual([])
      const known = ['session', 'stage', 'priority', 'take', 'seen']
      expect(document.picks.flatMap((pick) => Object.keys(pick)).filter((key) => !known.includes(key))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('only chosen picks that the programme has; blocks on the venue\u2019s clock whatever I look at', () => {
  const booth = block('Booth', FRIDAY, '10:00-11:00')
  const told = { note: 'x', rating: 1, attended: true, takeaways: ['y'], sequence: 3, changed: '2020-11-18T12:00:00Z' }
  const picks = ['a', 'b', 'gone'].map((session) => pick(session, { stage: 'maybe', priority: 5, ...told }))
  const mine = agenda(picks, [{ ...booth, offset: 60, endOffset: 60, shift: 360 }])
  const programme = sessionsOf({ ...mine, picks: picks.slice(0, 2) })
  const chosen = new Set(['b', 'gone'])
  expect(shareable(disclosed(mine, { picks: true, notes: false, blocks: true }), programme, chosen)).toEqual({
    ...agenda([], [booth]),
    picks: [pick('b', { stage: 'maybe', priority: 5, seen: { title: 'b' } })],
  })
})
