import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { seenOf } from '../../../src/planning/agenda/picks.js'
import { findAgain, likelyNow } from '../../../src/planning/sessions/find-again.js'
import { pairProgrammes, pairSessions, rememberPlaces } from '../../../src/planning/sessions/same-sessions.js'
import { addressKey, areSimilarTitles, isReplaced } from '../../../src/planning/sessions/similar-titles.js'
import { dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const by = (...names: string[]) => names.map((name) => ({ name }))
const ten = timed(FRIDAY, '10:00-10:30')
const eleven = timed(FRIDAY, '11:00-11:30')
const noon = timed(FRIDAY, '12:00-12:30')
const helm: Session = session('helm', { uid: 'u1', title: 'Helm in Depth', when: ten, room: 'A', speakers: by('Ana') })
const flux: Session = session('flux', { uid: 'u2', title: 'Flux at Sea', when: eleven, room: 'B', speakers: by('Bo') })

function pairs(before: readonly Session[], after: readonly Session[]): readonly string[] {
  return [...pairSessions(before, after).now].map(([was, is]) => `${was.id}>${is.id}`).sort()
}

describe('what is left over after identities and ids is found by', () => {
  const at = (url: string) => ({ url })
  test.each<[string, Partial<Session>, Partial<Session>, boolean]>([
    [
      'its address alone',
      at('https://c.example/talk/AAA/'),
      { ...at('http://www.c.example/talk/AAA'), title: 'X', when: noon, room: 'Z', speakers: by('Cy') },
      true,
    ],
    ['its title and people, at another time elsewhere', {}, { when: noon, room: 'Z' }, true],
    ['its title, where nobody is named', { speakers: [] }, { speakers: [], when: noon, room: 'Z' }, true],
    ['its title and start, if the people are told now', { speakers: [] }, { room: 'Z' }, true],
    ['start and room with a typo in the title', {}, { title: 'Helm in Dept', speakers: [] }, true],
    [
      'start and room with a longer title',
      { speakers: [] },
      { title: 'Helm in Depth, and Beyond', speakers: [] },
      true,
    ],
    ['start and room with a speaker in common', {}, { title: 'Charts', speakers: by('ANA', 'Cy') }, true],
    ['not start and room alone', { speakers: [] }, { title: 'Charts', speakers: [] }, false],
    ['not with a title that only begins alike, by others', {}, { title: 'Helm in Brief', speakers: by('Cy') }, false],
    ['not a similar title in another room', {}, { title: 'Helm in Dept', speakers: [], room: 'Z' }, false],
    ['not a similar title at another time', {}, { title: 'Helm in Dept', speakers: [], when: noon }, false],
    [
      'its title, if the people are told now, at another time elsewhere',
      { speakers: [] },
      { speakers: by('Ana'), when: noon, room: 'Z' },
      true,
    ],
    ['its title, if the people are told no more, at another time', {}, { speakers: [], when: noon }, true],
    [
      'its title and a speaker in common, at another time elsewhere',
      {},
      { speakers: by('Ana', 'Cy'), when: noon, room: 'Z' },
      true,
    ],
    ['not its title alone, by others, at another time', {}, { speakers: by('Cy'), when: noon }, false],
    ['not another part', { title: 'Helm, part 1' }, { title: 'Helm, part 2', speakers: [] }, false],
  ])('%s', (_, before, after, expected) => {
    const was = { ...helm, ...before }
    const is = { ...was, ...after, id: 'now', uid: 'n1' }
    expect(pairs([was, flux], [flux, is])).toEqual(expected ? ['flux>flux', 'helm>now'] : ['flux>flux'])
  })

  test('an address that several sessions have tells nothing, whoever is left over', () => {
    const page = { url: 'https://c.example/programme' }
    const other = session('x', { uid: 'n1', title: 'Charts', when: noon, ...page })
    expect(
      pairs(
        [
          { ...helm, ...page },
          { ...flux, ...page },
        ],
        [{ ...flux, ...page }, other],
      ),
    ).toEqual(['flux>flux'])
  })

  test('what is unique on one side alone is not found', () => {
    const twice = [
      { ...helm, id: 'a', uid: 'n1', when: noon, room: 'Y' },
      { ...helm, id: 'b', uid: 'n2', when: eleven, room: 'Z' },
    ]
    expect(pairs([helm], twice)).toEqual([])
    expect(pairs(twice, [helm])).toEqual([])
  })
})

describe('whole programmes', () => {
  const renumbered = (sessions: readonly Session[]) =>
    sessions.map((one, index) => ({ ...one, id: `n${index}`, uid: `new-${index}` }))

  test('two sessions of one title are not confused', () => {
    const again = { ...helm, id: 'helm-2', uid: 'u3', when: noon, room: 'B' }
    const programme = [helm, again, flux]
    expect(pairs(programme, renumbered(programme))).toEqual(['flux>n2', 'helm-2>n1', 'helm>n0'])
    // One of them moves, the other stays.
    const moved = [helm, { ...again, when: eleven, room: 'C' }, flux]
    expect(pairs(programme, renumbered(moved))).toEqual(['flux>n2', 'helm-2>n1', 'helm>n0'])
    // One is gone, the other is still itself.
    expect(pairs(programme, renumbered([again, flux]))).toEqual(['flux>n1', 'helm-2>n0'])
  })

  test('an identity that was given to another session is not followed', () => {
    const swapped = [
      { ...helm, id: 'x', uid: 'u2' },
      { ...flux, id: 'y', uid: 'u1' },
    ]
    expect(pairs([helm, flux], swapped)).toEqual(['flux>y', 'helm>x'])
    expect(pairs([helm, flux], [{ ...flux, id: 'y', uid: 'u1' }])).toEqual(['flux>y'])
  })

  test('titles that were swapped: with their people they are the sessions, alone they were corrected', () => {
    const content = ({ title, speakers }: Session) => ({ title, speakers })
    const both = [
      { ...helm, ...content(flux) },
      { ...flux, ...content(helm) },
    ]
    expect(pairs([helm, flux], both)).toEqual(['flux>helm', 'helm>flux'])
    const titles = [
      { ...helm, title: flux.title },
      { ...flux, title: helm.title },
    ]
    expect(pairs([helm, flux], titles)).toEqual(['flux>flux', 'helm>helm'])
  })

  test('one entry with another content is replaced, as long as the old content is gone', () => {
    const other = { ...helm, title: 'Quantum Gardening', speakers: by('Cy') }
    expect(pairs([helm, flux], [other, flux])).toEqual(['flux>flux', 'helm>helm'])
    expect(isReplaced(helm, other)).toBe(true)
    const address = { url: 'https://c.example/talk/1' }
    expect(isReplaced({ ...helm, ...address }, { ...other, ...address, uid: 'n1' })).toBe(true)
  })

  test('a session that was split goes on as what begins when it began; parts that became one, likewise', () => {
    const parts = [
      { ...helm, id: 'p1', uid: 'n1', title: 'Helm in Depth, part 1', when: timed(FRIDAY, '10:00-10:15') },
      { ...helm, id: 'p2', uid: 'n2', title: 'Helm in Depth, part 2', when: timed(FRIDAY, '10:15-10:30') },
    ]
    expect(pairs([helm, flux], [...parts, flux])).toEqual(['flux>flux', 'helm>p1'])
    expect(pairs([...parts, flux], [helm, flux])).toEqual(['flux>flux', 'p1>helm'])
  })

  test('feeds that number alike are told apart by their names, as long as both are there', () => {
    const feed = (source: string, id: string, title: string) => session(id, { uid: '1', source, title })
    const [a, b] = [feed('a', 'alpha', 'Alpha'), feed('b', 'beta', 'Beta')]
    expect(pairs([a, b], [feed('b', 'x', 'Beta 2'), feed('a', 'y', 'Alpha 2')])).toEqual(['alpha>y', 'beta>x'])
    expect(pairs([a, { ...b, uid: '2' }], [{ ...b, id: 'x' }, feed('a', 'y', 'New')].toReversed())).toEqual([
      'alpha>y',
      'beta>x',
    ])
    expect(pairs([a], [feed('c', 'x', 'Alpha, renamed')])).toEqual(['alpha>x'])
  })

  test('known places are not looked for again', () => {
    const [before, after] = [
      [helm, flux],
      [helm, flux],
    ]
    rememberPlaces(before, after, new Map([[0, 1]]))
    expect(pairProgrammes(before, after)).toEqual({ now: new Map([[helm, flux]]), former: new Map([[flux, helm]]) })
  })

  test('an address that an unchanged session has as well finds nothing', () => {
    const url = 'https://c.example/talk'
    const others = { url, title: 'X', when: noon, room: 'Z', speakers: by('Cy') }
    const lost = session('lost', { ...others, title: 'Y', when: ten, room: 'Q', speakers: by('Di') })
    expect(pairs([{ ...helm, url }, lost], [{ ...helm, url }, session('new', others)])).toEqual(['helm>helm'])
  })

  test('10,000 sessions that were numbered anew are found in a moment', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      session(`s${index}`, {
        uid: `u${index}`,
        title: `About word${index % 97} and word${index}`,
        when: timed(index % 2 ? FRIDAY : THURSDAY, `${10 + (index % 9)}:00-${10 + (index % 9)}:30`),
        room: `Room ${index % 50}`,
        speakers: by(`Speaker ${index % 900}`),
      }),
    )
    const began = process.cpuUsage()
    expect(pairSessions(many, renumbered(many)).now.size).toBe(many.length)
    const retitled = renumbered(many).map((one) => ({ ...one, title: `${one.title} again`, when: noon, room: 'X' }))
    pairSessions(many, retitled)
    expect(process.cpuUsage(began).user).toBeLessThan(5_000_000)
  })
})

const word = fc.constantFrom('Helm', 'Flux', 'Mesh', 'Cloud', 'Depth', 'Sea', 'Part', '1', '2')
const programme = fc
  .array(
    fc.record({
      uid: fc.option(fc.nat(20), { nil: undefined }),
      title: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      speakers: fc.subarray(['Ana', 'Bo', 'Cy'], { maxLength: 2 }).map((names) => by(...names)),
      room: fc.option(fc.constantFrom('A', 'B'), { nil: undefined }),
      when: fc.constantFrom(ten, eleven, noon, dated(FRIDAY), { kind: 'unscheduled' } as const),
      url: fc.option(fc.constantFrom('https://c.example/1', 'https://c.example/2'), { nil: undefined }),
    }),
    { maxLength: 8 },
  )
  .map((rows) => {
    const used = new Set<number>()
    return rows.map(({ uid, room, url, ...rest }, index): Session => {
      const own = uid !== undefined && !used.has(uid) ? uid : undefined
      if (own !== undefined) used.add(own)
      return session(`s${index}`, {
        ...rest,
        ...(own !== undefined && { uid: `u${own}` }),
        ...(room !== undefined && { room }),
        ...(url !== undefined && { url }),
      })
    })
  })

describe('any two programmes', () => {
  test('are paired alike in both directions, each session once', () => {
    fc.assert(
      fc.property(programme, programme, (before, after) => {
        const { now, former } = pairSessions(before, after)
        expect(new Set(now.values()).size).toBe(now.size)
        expect(new Map([...now].map(([was, is]) => [is, was]))).toEqual(former)
        expect(pairSessions(after, before).now).toEqual(former)
      }),
      { numRuns: 2000 },
    )
  })

  test('are paired alike in whatever order they are', () => {
    fc.assert(
      fc.property(programme, programme, fc.infiniteStream(fc.nat()), (before, after, keys) => {
        const shuffled = (all: readonly Session[]) =>
          all
            .map((one) => [keys.next().value ?? 0, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one)
        const { now } = pairSessions(before, after)
        expect(pairSessions(shuffled(before), shuffled(after)).now).toEqual(now)
      }),
      { numRuns: 2000 },
    )
  })

  test('that are equal are paired one to one', () => {
    fc.assert(
      fc.property(programme, (sessions) => {
        const { now } = pairSessions(sessions, structuredClone(sessions))
        expect([...now].map(([was, is]) => [was.id, is.id])).toEqual(
          expect.arrayContaining(sessions.map(({ id }) => [id, id])),
        )
      }),
      { numRuns: 2000 },
    )
  })

  test('lose no pick when identities are dealt anew, and no pick comes to stand on another title', () => {
    fc.assert(
      fc.property(programme, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const sessions = [...new Map(rows.map((one) => [one.title, one])).values()].map((one, index) => ({
          ...one,
          uid: `u${index}`,
        }))
        const dealt = sessions
          .map(({ uid }) => [keys.next().value ?? 0, uid] as const)
          .sort(([a], [b]) => a - b)
          .map(([, uid]) => uid)
        const after = sessions.map((one, index) => ({ ...one, id: `n${index}`, uid: dealt[index] ?? '' }))
        const kept = sessions.map((one) => ({ session: one.id, seen: seenOf(one) }))
        expect(findAgain(kept, sessions, after).map(({ now }) => now?.title)).toEqual(
          sessions.map(({ title }) => title),
        )
      }),
      { numRuns: 2000 },
    )
  })
})

describe('without a programme before, what was seen says what it was', () => {
  const idNow = (seen: Partial<Session>, ...after: Session[]) =>
    findAgain([{ session: 'gone', seen: seenOf({ ...helm, uid: 'old', ...seen }) }], [], after)[0]?.now?.id
  test.each<[string, Partial<Session>, string | undefined]>([
    ['its title and start', { room: 'Z' }, 'helm'],
    ['not its title at another time: that may be another sitting', { when: noon }, undefined],
    ['start and room with a similar title', { title: 'Helm in Dept' }, 'helm'],
    ['not a similar title at another time', { title: 'Helm in Dept', when: noon }, undefined],
    ['not start and room alone', { title: 'Charts' }, undefined],
  ])('%s', (_, seen, expected) => {
    expect(idNow(seen, flux, helm)).toBe(expected)
  })

  test('a title that stands twice is found by its start, or not at all', () => {
    const again = { ...helm, id: 'helm-2', when: noon, room: 'B' }
    expect(idNow({}, helm, again)).toBe('helm')
    expect(idNow({ when: eleven, room: 'Z' }, helm, again)).toBeUndefined()
  })

  test('an id or identity that another session has now leads nowhere while title and start are elsewhere', () => {
    const other = { ...flux, id: 'gone', uid: 'old' }
    expect(idNow({}, other, helm)).toBe('helm')
    expect(idNow({}, other)).toBe('gone')
  })

  test('ids that changed their bearers when a file was put in another order', () => {
    const [first, second] = [helm, { ...helm, when: noon }].map(({ uid: _, ...one }) => one) as [Session, Session]
    const before = [first, { ...second, id: 'helm-2' }]
    const after = [
      { ...second, id: 'helm' },
      { ...first, id: 'helm-2' },
    ]
    expect(pairs(before, after)).toEqual(['helm-2>helm', 'helm>helm-2'])
  })
})

describe('what is only likely', () => {
  const offer = (after: readonly Session[], before: readonly Session[] = [], picked: readonly string[] = []) =>
    likelyNow(
      [{ session: 'helm', seen: seenOf(helm) }],
      picked.map((id) => ({ session: id })),
      before,
      after,
    ).get('helm')?.id
  const other = (more: Partial<Session>) => session('x', { uid: 'n1', title: 'Charts', when: noon, room: 'Z', ...more })
  test.each<[string, Partial<Session>, string | undefined]>([
    ['start and a similar title', { title: 'Helm in Dept', when: ten }, 'x'],
    ['a similar title', { title: 'Helm in Dept' }, 'x'],
    ['the same title', { title: 'Helm in Depth' }, 'x'],
    ['start and room', { when: ten, room: 'A' }, 'x'],
    ['nothing', {}, undefined],
    ['the start alone', { when: ten }, undefined],
    ['a number that differs', { title: 'Helm in Depth 1' }, 'x'],
  ])('%s', (_, more, expected) => {
    expect(offer([flux, other(more)])).toBe(expected)
  })

  test('what is new comes before what was there, and that before what is picked', () => {
    const [old, fresh] = [other({ title: 'Helm in Dept' }), { ...other({ title: 'Helm, in Depth' }), id: 'y' }]
    expect(offer([old, fresh], [old])).toBe('y')
    expect(offer([old], [old])).toBe('x')
    expect(offer([old, fresh], [], ['y'])).toBe('x')
    expect(offer([old], [], ['x'])).toBe('x')
  })

  test('of several with its title the one on its day, else the one in its room', () => {
    const sitting = (id: string, more: Partial<Session>) => ({ ...helm, id, uid: id, when: noon, ...more })
    const yesterday = timed(THURSDAY, '10:00-10:30')
    expect(offer([sitting('x', { when: yesterday }), sitting('y', { room: 'Z' })])).toBe('y')
    expect(offer([sitting('x', { room: 'Z' }), sitting('y', {})])).toBe('y')
    expect(offer([sitting('x', {}), sitting('y', { when: eleven })])).toBeUndefined()
  })

  test('nothing where two are as likely', () => {
    expect(offer([other({ title: 'Helm in Dept' }), { ...other({ title: 'Helm in Dept' }), id: 'y' }])).toBeUndefined()
  })
})

test.each<[string, string, boolean]>([
  ['https://sched.co/1aBc2', 'http://demo2026.sched.com/event/1aBc2/helm-in-depth?iframe=no', true],
  ['https://demo2026.sched.com/event/1aBc2', 'https://demo2026.sched.com/event/1aBc2/helm/', true],
  ['https://sched.co/1aBc2', 'https://sched.co/1aBc3', false],
  ['https://www.c.example/talk/1/', 'http://c.example/talk/1', true],
  ['https://c.example/talk/1?utm_source=mail&b=2&a=1', 'https://c.example/talk/1?a=1&b=2', true],
  ['https://c.example/talk?id=1', 'https://c.example/talk?id=2', false],
  ['https://c.example/#talk-1', 'https://c.example/#talk-2', false],
  ['https://c.example/talk/1', 'https://other.example/talk/1', false],
])('%s and %s lead to one session: %s', (a, b, same) => {
  expect(addressKey(a) === addressKey(b)).toBe(same)
})

test.each(['mailto:ana@c.example', 'talk/1', ''])('%j is no web address', (text) => {
  expect(addressKey(text)).toBeUndefined()
})

test.each<[string, string, boolean]>([
  ['Kuberentes basics', 'Kubernetes basics', true],
  ['Timed', 'Timed and renamed', true],
  ['Intro to Helm', 'Introduction to Helm', true],
  ['“Helm”: the missing parts!', 'Helm: the missing parts', true],
  ['Keynote: Helm', 'Helm', true],
  ['Lightning talk: Helm', 'Lightning talk: Flux', false],
  ['Office hours networking', 'Office hours storage', false],
  ['Talk number 1 on Kubernetes', 'Talk number 2 on Kubernetes', false],
  ['2025 edition, talk 1', '2026 edition, talk 1', false],
  ['Helm in Depth', 'Quantum Gardening', false],
  ['🚀', '🌊', false],
])('%j and %j are similar: %s', (a, b, expected) => {
  expect(areSimilarTitles(a, b)).toBe(expected)
  expect(areSimilarTitles(b, a)).toBe(expected)
})
