import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaPick, Dropped, Seen, Session } from '../../../src/model/conference.js'
import { seenOf } from '../../../src/planning/agenda/picks.js'
import { followPicks } from '../../../src/planning/changes/follow-picks.js'
import { agenda, catalogue, dated, FRIDAY, pick, session, timed } from '../samples.js'

const HELM = session('helm-4', {
  uid: 'u1',
  title: 'Helm 4 Is Here',
  when: timed(FRIDAY, '16:00-16:35'),
  room: 'Hall A',
  speakers: [{ name: 'Ana Lind' }],
})
const OTHER = session('cilium', { uid: 'u2', title: 'Ten Years', when: timed(FRIDAY, '17:00-17:35'), room: 'Hall B' })

const GOING = pick('helm-4', {
  priority: 5,
  note: 'Sit in front.',
  rating: 4,
  attended: true,
  takeaways: ['Charts'],
  seen: seenOf(HELM),
  sequence: 3,
  changed: '2020-11-01T08:00:00Z',
})

const follow = (mine: Agenda, before: readonly Session[], after: readonly Session[]): Agenda =>
  followPicks(mine, catalogue(before), catalogue(after))

describe('a pick follows its session', () => {
  const cancelled: Partial<Session> = { status: 'cancelled' }
  const replaced: Partial<Session> = { title: 'Quantum Gardening', speakers: [{ name: 'Cy' }] }
  test.each<[string, Partial<Session>, Partial<Session>]>([
    ['moved', {}, { when: timed(FRIDAY, '09:00-09:35') }],
    ['longer', {}, { when: timed(FRIDAY, '16:00-17:00') }],
    ['only its day is known now', {}, { when: dated(FRIDAY) }],
    ['another room', {}, { room: 'Hall C' }],
    ['another title', {}, { title: 'Helm 4!' }],
    ['cancelled', {}, cancelled],
    ['takes place after all', cancelled, {}],
    ['all at once', {}, { ...cancelled, title: 'H', room: 'C', when: dated(FRIDAY) }],
    ['replaced', {}, replaced],
    ['replaced and moved', {}, { ...replaced, room: 'Hall C' }],
    ['another id as well', {}, { id: 'helm-four', room: 'Hall C' }],
  ])('%s', (name, before, after) => {
    const is = { ...HELM, ...after }
    const result = follow(agenda([GOING]), [{ ...HELM, ...before }, OTHER], [OTHER, is])
    const stage = name.startsWith('replaced') ? 'maybe' : 'going'
    expect(result).toEqual(agenda([{ ...GOING, session: is.id, stage, seen: seenOf(is) }]))
    expect(follow(result, [OTHER, is], [OTHER, is])).toBe(result)
  })

  test.each<[string, Partial<Session>]>([
    ['speakers', { speakers: [{ name: 'Cy' }] }],
    ['what no calendar is told apart by', { tracks: ['X'], tags: ['x'], url: 'https://example.org', kind: 'panel' }],
    ['nothing', {}],
  ])('%s: it stays the same object', (_, after) => {
    const mine = agenda([GOING])
    expect(follow(mine, [HELM], [{ ...HELM, ...after }])).toBe(mine)
  })

  test('another id alone changes nothing else', () => {
    const result = follow(agenda([GOING]), [HELM], [{ ...HELM, id: 'helm-four' }])
    expect(result).toEqual(agenda([{ ...GOING, session: 'helm-four' }]))
  })

  test('a maybe that is replaced stays a maybe', () => {
    const result = follow(agenda([{ ...GOING, stage: 'maybe' }]), [HELM], [{ ...HELM, ...replaced }])
    expect(result.picks.map(({ stage }) => stage)).toEqual(['maybe'])
  })

  test('one that I promoted again is not asked about twice', () => {
    const is = { ...HELM, ...replaced }
    const mine = agenda([{ ...GOING, seen: seenOf(is) }])
    expect(follow(mine, [HELM], [is])).toBe(mine)
  })

  test('an agenda that missed an update catches up with the next', () => {
    const is = { ...HELM, id: 'helm-four', room: 'Hall C', title: 'Helm 4 Was Here' }
    const result = follow(agenda([GOING]), [is], [is])
    expect(result).toEqual(agenda([{ ...GOING, session: 'helm-four', seen: seenOf(is) }]))
  })

  test('picks of other sessions stay the same objects, in their order', () => {
    const other = pick('cilium', { seen: seenOf(OTHER) })
    const mine = { ...agenda([other, GOING]), person: 'Ana', walks: [{ within: 'Hall', walk: 3 }] }
    const result = follow(mine, [HELM, OTHER], [{ ...HELM, room: 'C' }, OTHER])
    expect(result).toEqual({ ...mine, picks: [other, expect.objectContaining({ session: 'helm-4' })] })
    expect(result.picks[0]).toBe(other)
  })
})

describe('what a pick was seen as', () => {
  const seen: Seen = seenOf(HELM)
  test.each<[string, Seen | undefined, boolean]>([
    [
      'the same instants, written on another clock',
      { ...seen, start: '2020-11-20T21:00:00Z', end: '2020-11-20T22:35:00+01:00' },
      false,
    ],
    ['another instant', { ...seen, start: '2020-11-20T16:00:00Z' }, true],
    ['a time without offset is no instant', { ...seen, start: '2020-11-20T21:00:00' }, true],
    ['wherever the machine stands', { ...seen, start: '2020-11-20T16:00:00' }, true],
    ['no room yet', { title: seen.title ?? '', start: seen.start ?? '', end: seen.end ?? '' }, true],
    ['nothing: the programme before helps', undefined, false],
    ['only the identity: likewise', { uid: 'u1' }, false],
    ['only the room: likewise', { room: 'Hall Z' }, true],
  ])('%s', (_, own, isNews) => {
    const { seen: __, ...rest } = GOING
    const mine = agenda([{ ...rest, ...(own && { seen: own }) }])
    expect(follow(mine, [HELM], [HELM])).toEqual(isNews ? agenda([GOING]) : mine)
  })

  test('without it, what happened is told all the same', () => {
    const result = follow(agenda([pick('helm-4')]), [HELM], [{ ...HELM, id: 'helm-four', room: 'Hall C' }])
    const seenNow = seenOf({ ...HELM, room: 'Hall C' })
    expect(result.picks).toEqual([pick('helm-four', { seen: seenNow })])
  })

  test('an identity that came is learned, without a word', () => {
    const { uid: _, ...unknown } = HELM
    const result = follow(agenda([{ ...GOING, seen: seenOf(unknown) }]), [unknown], [HELM])
    expect(result).toEqual(agenda([GOING]))
  })

  test('an identity that the publisher leaves out is not forgotten', () => {
    const { uid: _, ...unknown } = HELM
    const result = follow(agenda([GOING]), [HELM], [{ ...unknown, room: 'Hall C' }])
    expect(result.picks[0]?.seen).toEqual({ ...seenOf(unknown), room: 'Hall C', uid: 'u1' })
  })
})

describe('a session that is gone', () => {
  test('stays on the agenda, and a calendar can be told', () => {
    const result = follow(agenda([GOING]), [HELM, OTHER], [OTHER])
    expect(result).toEqual(agenda([{ ...GOING }]))
    expect(follow(result, [OTHER], [OTHER])).toBe(result)
  })

  test('leaves behind what is known of it', () => {
    const result = follow(agenda([pick('helm-4')]), [HELM], [])
    expect(result.picks).toEqual([pick('helm-4', { seen: seenOf(HELM) })])
    const partial = follow(agenda([pick('helm-4', { seen: { title: 'Helm' } })]), [HELM], [])
    expect(partial.picks[0]?.seen).toEqual({ uid: 'u1', title: 'Helm' })
  })

  test('is found when it comes back, under whatever id', () => {
    const gone = follow(agenda([GOING]), [HELM], [])
    const back = follow(gone, [], [{ ...HELM, id: 'helm-once-more' }])
    expect(back).toEqual(agenda([{ ...GOING, session: 'helm-once-more' }]))
  })

  test('never becomes another talk that got its id', () => {
    const usurper = session('helm-4', { uid: 'u9', title: 'Helm 4 for Ships' })
    const result = follow(agenda([GOING]), [HELM], [usurper])
    expect(result).toEqual(agenda([{ ...GOING, session: 'helm-4-removed' }]))
    expect(follow(result, [usurper], [usurper])).toBe(result)
    const back = follow(result, [usurper], [usurper, { ...HELM, id: 'helm-4-2' }])
    expect(back).toEqual(agenda([{ ...GOING, session: 'helm-4-2' }]))
  })

  test('nor one that took it earlier, while the agenda was not looked at', () => {
    const usurper = session('helm-4', { uid: 'u9', title: 'Helm 4 for Ships' })
    const result = follow(agenda([GOING]), [usurper], [usurper])
    expect(result.picks).toEqual([{ ...GOING, session: 'helm-4-removed' }])
  })

  test('nor one that was another session before, even if it looks the same', () => {
    const demo = (id: string, uid?: string) => session(id, { title: 'Demo', ...(uid !== undefined && { uid }) })
    const [before, after] = [[demo('demo'), demo('demo-2', 'u9')], [demo('demo', 'u9')]]
    const idsAfter = (...ids: string[]) =>
      follow(agenda(ids.map((id) => pick(id))), before, after).picks.map(({ session: id }) => id)
    expect(idsAfter('demo')).toEqual(['demo-removed'])
    expect(idsAfter('demo', 'demo-2')).toEqual(['demo-removed', 'demo'])
  })

  test('nor a session that another pick has a better claim to', () => {
    const ahead = pick('helm-four')
    for (const picks of [
      [ahead, GOING],
      [GOING, ahead],
    ]) {
      const { picks: now } = follow(agenda(picks), [HELM], [{ ...HELM, id: 'helm-four' }])
      expect(now).toEqual(
        picks.map((one) =>
          one === GOING ? { ...GOING, session: 'helm-four' } : { ...ahead, session: 'helm-four-removed' },
        ),
      )
    }
  })

  test('the id it gets instead is nobody else’s', () => {
    const usurper = session('helm-4', { uid: 'u9', title: 'Ships' })
    const mine = { ...agenda([GOING, pick('helm-4-removed')]), dropped: [{ session: 'helm-4-removed-2', sequence: 1 }] }
    const result = follow(mine, [HELM], [usurper])
    expect(result.picks.map(({ session: id }) => id)).toEqual(['helm-4-removed-3', 'helm-4-removed'])
  })

  test('a publisher who numbers everything anew is followed, as long as the session can be told', () => {
    const result = follow(agenda([GOING]), [HELM], [{ ...HELM, uid: 'new', room: 'Hall C' }])
    expect(result.picks).toMatchObject([{ session: 'helm-4', seen: { room: 'Hall C' } }])
    const missed = follow(agenda([GOING]), [{ ...HELM, uid: 'new' }], [{ ...HELM, uid: 'new' }])
    expect(missed.picks).toEqual([{ ...GOING, seen: { ...seenOf(HELM), uid: 'new' } }])
    const nobody = follow(agenda([GOING]), [HELM], [{ ...HELM, uid: 'new', speakers: [] }])
    expect(nobody.picks).toMatchObject([{ session: 'helm-4' }])
    const another = { ...HELM, uid: 'new', title: 'Quantum Gardening', speakers: [{ name: 'Cy' }] }
    expect(follow(agenda([GOING]), [HELM], [another]).picks).toMatchObject([{ session: 'helm-4-removed' }])
  })

  test('an identity that the publisher uses twice is told apart by the id', () => {
    const twins = [HELM, { ...HELM, id: 'helm-4-2' }]
    for (const sessions of [twins, [...twins].reverse()]) {
      const mine = agenda([GOING, { ...GOING, session: 'helm-4-2' }])
      expect(follow(mine, twins, sessions)).toBe(mine)
    }
  })

  test('what was never in the programme stays as it is', () => {
    const mine = agenda([pick('by-hand'), pick('lost', { seen: { title: 'Lost' } })])
    expect(follow(mine, [HELM], [HELM])).toBe(mine)
    expect(follow(mine, [HELM], [HELM, session('by-hand')])).toBe(mine)
  })
})

test('ids that were swapped: each pick stays with its session', () => {
  const swapped = [
    { ...HELM, id: 'cilium' },
    { ...OTHER, id: 'helm-4' },
  ]
  for (const seen of [true, false]) {
    const mine = agenda([
      pick('helm-4', seen ? { seen: seenOf(HELM) } : {}),
      pick('cilium', seen ? { seen: seenOf(OTHER) } : {}),
    ])
    const result = follow(mine, [HELM, OTHER], swapped)
    expect(result.picks).toEqual([pick('cilium', { seen: seenOf(HELM) }), pick('helm-4', { seen: seenOf(OTHER) })])
    expect(follow(result, [HELM, OTHER], swapped)).toBe(result)
  }
})

describe('drops', () => {
  const drop: Dropped = { session: 'helm-4', sequence: 2, changed: '2020-11-01T08:00:00Z', seen: seenOf(HELM) }
  const dropped = (...drops: Dropped[]): Agenda => ({ ...agenda([]), dropped: drops })
  const { seen: _, ...unseen } = drop

  test.each<[string, Dropped, readonly Session[], Dropped]>([
    ['stay as they are, whatever happens', drop, [{ ...HELM, room: 'C', title: 'X', status: 'cancelled' }], drop],
    ['go with their session', drop, [{ ...HELM, id: 'helm-four' }], { ...drop, session: 'helm-four' }],
    ['also when nothing was noted', unseen, [{ ...HELM, id: 'x' }], { ...drop, session: 'x' }],
    ['keep their id when it is gone', drop, [], drop],
    ['keep the identity that the calendar knows', unseen, [], drop],
    [
      'do not cancel another talk that got the id',
      drop,
      [session('helm-4', { uid: 'u9' })],
      { ...drop, session: 'helm-4-removed' },
    ],
  ])('%s', (_name, before, after, expected) => {
    const mine = dropped(before)
    const result = follow(mine, [HELM], after)
    expect(result).toEqual(dropped(expected))
    if (before === expected) expect(result).toBe(mine)
    expect(follow(result, after, after)).toBe(result)
  })
})

describe('random programmes and agendas', () => {
  const state = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      uid: fc.option(fc.constantFrom('u', 'v', 'w', 'x', 'y'), { nil: undefined }),
      title: fc.constantFrom('One', 'Two'),
      room: fc.option(fc.constantFrom('A', 'B'), { nil: undefined }),
      hour: fc.constantFrom('10', '11'),
      speaker: fc.constantFrom('Ana', 'Bo'),
      status: fc.constantFrom('confirmed' as const, 'confirmed' as const, 'cancelled' as const),
    }),
    { selector: ({ id }) => id, maxLength: 5 },
  )
  const sessionsOf = (rows: typeof state extends fc.Arbitrary<infer R> ? R : never): readonly Session[] => {
    const used = new Set<string>()
    return rows.map(({ id, uid, title, room, hour, speaker, status }) => {
      const own = uid !== undefined && !used.has(uid) ? uid : undefined
      if (own !== undefined) used.add(own)
      return session(id, {
        title,
        status,
        when: timed(FRIDAY, `${hour}:00-${hour}:30`),
        speakers: [{ name: speaker }],
        ...(own !== undefined && { uid: own }),
        ...(room !== undefined && { room }),
      })
    })
  }
  const wishes = fc.array(fc.record({ index: fc.nat(4), seen: fc.boolean(), maybe: fc.boolean() }), { maxLength: 5 })

  test('no pick is lost or shared, none becomes another talk, what is untouched stays, and it is done once', () => {
    fc.assert(
      fc.property(state, state, wishes, (rows, later, wanted) => {
        const [before, after] = [sessionsOf(rows), sessionsOf(later)]
        const picks = wanted.flatMap(({ index, seen, maybe }): AgendaPick[] => {
          const one = before[index]
          return one ? [pick(one.id, { stage: maybe ? 'maybe' : 'going', ...(seen && { seen: seenOf(one) }) })] : []
        })
        const mine = agenda([...new Map(picks.map((one) => [one.session, one])).values()])
        const result = follow(mine, before, after)

        const { picks: now } = result
        expect(now).toHaveLength(mine.picks.length)
        expect(new Set(now.map(({ session: id }) => id)).size).toBe(now.length)

        mine.picks.forEach((old, index) => {
          const is = now[index]
          const was = before.find(({ id }) => id === old.session)
          if (!is || !was) throw new Error('lost')
          const own = after.find(({ id }) => id === is.session)
          // The same identity, whichever session has the id now.
          const itself = was.uid === undefined ? undefined : after.find(({ uid }) => uid === was.uid)
          const isSame = (one: Session) => one.title === was.title && one.speakers[0]?.name === was.speakers[0]?.name
          const isInSlot = (one: Session) =>
            JSON.stringify([one.when, one.room]) === JSON.stringify([was.when, was.room]) &&
            (one.title === was.title || one.speakers[0]?.name === was.speakers[0]?.name)
          const startsThen = (one: Session) =>
            one.title === was.title && JSON.stringify(one.when) === JSON.stringify(was.when)
          // Unless its content is elsewhere, or it now has the id or the content of another one.
          const wasAnother = (one: Session) =>
            before.some(({ id, title }) => id !== was.id && (id === one.id || title === one.title))
          if (itself && own !== itself)
            expect((own && (own.title === was.title || isInSlot(own))) || wasAnother(itself)).toBe(true)
          else if (!itself && own?.uid !== undefined && was.uid !== undefined) {
            expect(isSame(own) || isInSlot(own) || startsThen(own)).toBe(true)
          }
          const news =
            own === undefined ||
            own.title !== was.title ||
            own.room !== was.room ||
            own.status !== was.status ||
            JSON.stringify(own.when) !== JSON.stringify(was.when)
          expect([is.sequence, is.changed]).toEqual([old.sequence, old.changed])
          if (own && news) expect({ ...is.seen, uid: '' }).toEqual({ ...seenOf(own), uid: '' })
          const alike =
            own !== undefined && own.id === was.id && !news && (own.uid === was.uid || old.seen === undefined)
          if (alike) expect(is).toBe(old)
          // Only other content changes a stage.
          const other =
            own && own === itself && itself.title !== was.title && itself.speakers[0]?.name !== was.speakers[0]?.name
          expect(is.stage).toBe(other ? 'maybe' : old.stage)
        })

        expect(follow(result, after, after)).toBe(result)
      }),
      { numRuns: 10_000 },
    )
  })
})
