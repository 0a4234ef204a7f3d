import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stampZone } from '../../../src/clock/zone.js'
import type { Catalogue, Details, Session } from '../../../src/model/conference.js'
import { addMinutes } from '../../../src/model/time.js'
import { type Change, changedSessions, compareCatalogues, doubtAbout } from '../../../src/planning/changes/changes.js'
import { pairSessions } from '../../../src/planning/sessions/same-sessions.js'
import { isReplaced } from '../../../src/planning/sessions/similar-titles.js'
import { catalogue, dated, FRIDAY, session, THURSDAY, timed } from '../samples.js'

const TALK = session('helm-4', {
  uid: 'u1',
  title: 'Helm 4 Is Here',
  when: timed(FRIDAY, '16:00-16:35'),
  room: 'Hall A',
  tracks: ['Operations'],
  tags: ['helm', 'packaging'],
  level: 'any',
  url: 'https://example.org/1',
  video: 'https://example.org/v1',
  speakers: [{ name: 'Ana Lind', organization: 'Nordwind' }, { name: 'Bo Ek' }],
})

const DETAILS: Details = {
  abstract: 'What is new.',
  takes: [{ by: 'Guide', text: 'Go there.' }],
  takeaways: [{ by: 'Recap', points: ['Charts', 'Hooks'] }],
}

const of = (one: Session, details: Details = DETAILS): Catalogue => catalogue([one], { details: { [one.id]: details } })

/** A comparison without the sessions themselves. */
const told = (changes: readonly Change[]) =>
  changes.map(({ what, id, details }) => `${id}: ${what}${details ? ` ${details.join('+')}` : ''}`)

describe('what changed of one session', () => {
  const cancelled: Partial<Session> = { status: 'cancelled' }
  test.each<[string, Partial<Session>, Partial<Session>, readonly string[]]>([
    ['nothing', {}, {}, []],
    ['another start', {}, { when: timed(FRIDAY, '15:00-15:35') }, ['moved']],
    ['another end alone', {}, { when: timed(FRIDAY, '16:00-16:30') }, ['moved']],
    ['another day', {}, { when: timed(THURSDAY, '16:00-16:35') }, ['moved']],
    ['a time for a day', { when: dated(FRIDAY) }, {}, ['moved']],
    ['a day instead of a time', {}, { when: dated(FRIDAY) }, ['moved']],
    ['another day without time', { when: dated(FRIDAY) }, { when: dated(THURSDAY) }, ['moved']],
    ['the same day without time', { when: dated(FRIDAY) }, { when: dated(FRIDAY) }, []],
    ['no time any more', {}, { when: { kind: 'unscheduled' } }, ['moved']],
    ['a day at last', { when: { kind: 'unscheduled' } }, { when: dated(FRIDAY) }, ['moved']],
    ['another clock, the same instants', {}, { when: timed(FRIDAY, '16:00-16:35', { offset: 60, shift: 360 }) }, []],
    ['another room', {}, { room: 'Hall B' }, ['room']],
    ['a case in titles', {}, { title: 'HELM 4 is here' }, ['title']],
    ['punctuation in titles', {}, { title: 'Helm 4 Is Here!' }, ['title']],
    ['a label in titles', {}, { title: '[SOLD OUT] Helm 4 Is Here' }, ['title']],
    ['another title', {}, { title: 'Kustomize Was Here' }, ['title']],
    ['one speaker less', {}, { speakers: TALK.speakers.slice(1) }, ['speakers']],
    ['nobody named any more', {}, { speakers: [] }, ['speakers']],
    ['another employer', {}, { speakers: [{ name: 'Ana Lind' }, { name: 'Bo Ek' }] }, ['speakers']],
    ['speakers in another order', {}, { speakers: [...TALK.speakers].reverse() }, []],
    ['a speaker named twice', {}, { speakers: [...TALK.speakers, { name: 'Bo Ek' }] }, []],
    ['tags in another order', {}, { tags: ['packaging', 'helm'] }, []],
    ['another track', {}, { tracks: ['Packaging'] }, ['other track']],
    ['other tags', {}, { tags: ['helm', 'sold-out'] }, ['other tags']],
    ['another kind and level', {}, { kind: 'panel', level: 'beginner' }, ['other kind+level']],
    ['other links', {}, { url: 'https://example.org/2', video: 'https://example.org/v2' }, ['other url+video']],
    ['a repeat', {}, { repeatOf: 'another' }, ['other repeat_of']],
    ['cancelled', {}, cancelled, ['cancelled']],
    ['cancelled, and all else too', {}, { ...cancelled, room: 'Hall B', title: 'No', speakers: [] }, ['cancelled']],
    ['cancelled as before, another room', cancelled, { ...cancelled, room: 'Hall B' }, ['room']],
    ['takes place after all, elsewhere', cancelled, { room: 'Hall B' }, ['room', 'other status']],
    [
      'moved, room, title and speakers at once',
      {},
      { when: timed(FRIDAY, '09:00-09:35'), room: 'Hall B', title: 'Helm 4', speakers: [{ name: 'Cy' }], tags: [] },
      ['moved', 'room', 'title', 'speakers', 'other tags'],
    ],
    [
      'replaced, with all that goes with it',
      {},
      { title: 'Quantum Gardening', speakers: [{ name: 'Cy' }], tags: [], kind: 'panel' },
      ['replaced'],
    ],
    [
      'replaced and moved',
      {},
      { title: 'Quantum Gardening', speakers: [{ name: 'Cy' }], when: timed(FRIDAY, '09:00-09:35'), room: 'Hall B' },
      ['replaced', 'moved', 'room'],
    ],
  ])('%s', (_, before, after, expected) => {
    const changes = compareCatalogues(of({ ...TALK, ...before }), of({ ...TALK, ...after }))
    expect(told(changes)).toEqual(expected.map((what) => `helm-4: ${what}`))
  })

  test.each<[string, Partial<Details>, readonly string[]]>([
    ['nothing', {}, []],
    ['the abstract', { abstract: 'What is newer.' }, ['other abstract']],
    ['a take', { takes: [] }, ['other takes']],
    ['the source of a take', { takes: [{ by: 'Guide', text: 'Go there.', source: 'https://x' }] }, ['other takes']],
    ['a takeaway', { takeaways: [{ by: 'Recap', points: ['Charts'] }] }, ['other takeaways']],
  ])('of the longer texts: %s', (_, details, expected) => {
    const changes = compareCatalogues(of(TALK), of(TALK, { ...DETAILS, ...details }))
    expect(told(changes)).toEqual(expected.map((what) => `helm-4: ${what}`))
  })

  test('a whole answer', () => {
    const [was, is] = [TALK, { ...TALK, id: 'helm-four', room: 'Hall B', tags: [] }]
    const gone = session('gone', { when: timed(FRIDAY, '18:00-18:30') })
    const come = session('come', { uid: 'u9', when: timed(FRIDAY, '17:00-17:30') })
    const changes = compareCatalogues(catalogue([gone, was]), catalogue([is, come]))
    expect(changes).toEqual([
      { what: 'room', id: 'helm-four', uid: 'u1', before: was, after: is },
      { what: 'other', id: 'helm-four', uid: 'u1', before: was, after: is, details: ['tags'] },
      { what: 'added', id: 'come', uid: 'u9', after: come },
      { what: 'removed', id: 'gone', before: gone },
    ])
    expect(changedSessions(changes)).toBe(3)
  })

  test('an identity that the publisher leaves out still names the session', () => {
    const { uid: _, ...unknown } = { ...TALK, room: 'Hall B' }
    expect(compareCatalogues(of(TALK), of(unknown))).toEqual([
      { what: 'room', id: 'helm-4', uid: 'u1', before: TALK, after: unknown },
    ])
  })

  test('another clock to look at changes nothing', () => {
    const here = of(TALK)
    expect(compareCatalogues(here, { ...here, sessions: stampZone(here.sessions, 'Asia/Tokyo') })).toEqual([])
  })
})

describe('replaced is another title and other people under the same uid', () => {
  const was = session('a', { uid: 'u1', title: 'The Future of AI', speakers: [{ name: 'Erin Boyd' }] })
  const cy = [{ name: 'Cy Tan' }]
  test.each<[string, Partial<Session>, Partial<Session>, boolean]>([
    ['both', {}, { title: 'Reproducible Clusters', speakers: cy }, true],
    ['the title alone', {}, { title: 'Reproducible Clusters' }, false],
    ['the people alone', {}, { speakers: cy }, false],
    ['one of the people stays', {}, { title: 'Other', speakers: [...was.speakers, ...cy] }, false],
    [
      'the same person in another spelling',
      {},
      { title: 'Other', speakers: [{ name: 'ERIN  BOYD', organization: 'X' }] },
      false,
    ],
    ['the title in another spelling', {}, { title: '“The future of AI”!', speakers: cy }, false],
    ['a title that got a label', {}, { title: 'Keynote: The Future of AI', speakers: cy }, false],
    ['a tail of names that was cut off', { title: 'The Future of AI - Cy Tan', speakers: [] }, { speakers: cy }, false],
    ['a part of a word is not the title', {}, { title: 'The Future of AIM', speakers: cy }, true],
    ['somebody where nobody was', { speakers: [] }, { title: 'Other', speakers: cy }, true],
    ['nobody where somebody was', {}, { title: 'Other', speakers: [] }, true],
    ['nobody before and after', { speakers: [] }, { title: 'Other', speakers: [] }, false],
    ['titles without a word', { title: '🚀' }, { title: '🌊', speakers: cy }, true],
    ['another uid', {}, { uid: 'u2', title: 'Other', speakers: cy }, false],
  ])('%s', (_, before, after, expected) => {
    expect(isReplaced({ ...was, ...before }, { ...was, ...after })).toBe(expected)
  })

  test('without a uid nothing is replaced: the id was written by hand', () => {
    const { uid: _, ...byHand } = was
    const is = { ...byHand, title: 'Other', speakers: cy }
    expect(told(compareCatalogues(catalogue([byHand]), catalogue([is])))).toEqual(['a: title', 'a: speakers'])
  })
})

describe('the same session', () => {
  const one = (id: string, uid?: string) => session(id, { title: 'Same', ...(uid !== undefined && { uid }) })
  test.each<[string, readonly Session[], readonly Session[], readonly string[]]>([
    ['by uid, whatever the id', [one('a', 'u1')], [one('b', 'u1')], []],
    ['ids that were swapped', [one('a', 'u1'), one('b', 'u2')], [one('a', 'u2'), one('b', 'u1')], []],
    ['by id, where there are no uids', [one('a')], [one('a')], []],
    ['by id, where a uid came', [one('a')], [one('a', 'u1')], []],
    ['by id, where the uid went', [one('a', 'u1')], [one('a')], []],
    [
      'not where an id was given to another uid',
      [one('a', 'u1')],
      [{ ...one('a', 'u2'), title: 'Another' }],
      ['a: added', 'a: removed'],
    ],
    ['by title and people, where neither is left', [one('a')], [one('b')], []],
    ['not by nothing', [one('a')], [{ ...one('b'), title: 'Another' }], ['b: added', 'a: removed']],
    [
      'an id that went to another uid, whose own went to nobody',
      [one('a'), one('b', 'u2')],
      [one('a', 'u2')],
      ['a: removed'],
    ],
    ['repeated uids: the same ids first', [one('a', 'u'), one('b', 'u')], [one('b', 'u'), one('c', 'u')], []],
    ['repeated uids: one less', [one('a', 'u'), one('b', 'u')], [one('b', 'u')], ['a: removed']],
  ])('%s', (_, before, after, expected) => {
    expect(told(compareCatalogues(catalogue(before), catalogue(after)))).toEqual(expected)
  })

  test('repeats are followed to the new id', () => {
    const repeat = session('again', { uid: 'u2', repeatOf: 'a' })
    const changes = compareCatalogues(
      catalogue([one('a', 'u1'), repeat]),
      catalogue([one('a-new', 'u1'), { ...repeat, repeatOf: 'a-new' }]),
    )
    expect(changes).toEqual([])
  })

  test('is found as by somebody with much time', () => {
    const few = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...'abcdef'),
        uid: fc.option(fc.constantFrom('u', 'v', 'w'), { nil: undefined }),
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    )
    fc.assert(
      fc.property(few, few, (before, after) => {
        // With other titles, so that only identities can match.
        const was = before.map(({ id, uid }) => ({ ...one(id, uid), title: 'Before' }))
        const is = after.map(({ id, uid }) => ({ ...one(id, uid), title: 'After' }))
        const { now, former } = pairSessions(was, is)
        const found = [...now].map(([a, b]) => [was.indexOf(a), is.indexOf(b)])
        expect(found.sort()).toEqual(pairsOf(was, is).sort())
        expect([...former].map(([b, a]) => [was.indexOf(a), is.indexOf(b)]).sort()).toEqual(found)
      }),
      { numRuns: 1000 },
    )
  })

  /** Compares everything for every session, one rule after the other. */
  function pairsOf(before: readonly Session[], after: readonly Session[]): number[][] {
    const pairs: number[][] = []
    const rules = [
      (a: Session, b: Session) => a.uid !== undefined && a.uid === b.uid && a.id === b.id,
      (a: Session, b: Session) => a.uid !== undefined && a.uid === b.uid,
      (a: Session, b: Session) => a.id === b.id && (a.uid === undefined || b.uid === undefined),
    ]
    for (const same of rules) {
      after.forEach((b, there) => {
        if (pairs.some((pair) => pair[1] === there)) return
        const here = before.findIndex((a, index) => same(a, b) && !pairs.some((pair) => pair[0] === index))
        if (here >= 0) pairs.push([here, there])
      })
    }
    return pairs
  }
})

describe('random programmes', () => {
  const WHATS = ['added', 'removed', 'cancelled', 'replaced', 'moved', 'room', 'title', 'speakers', 'other'] as const
  const EDITS = ['removed', 'cancelled', 'replaced', 'moved', 'room', 'title', 'speakers', 'other', 'id'] as const
  type Edit = (typeof EDITS)[number]
  type What = (typeof WHATS)[number]

  const plan = fc.record({
    hour: fc.nat(20),
    when: fc.constantFrom('timed', 'dated', 'unscheduled'),
    hasUid: fc.boolean(),
    edits: fc.subarray([...EDITS]),
  })
  type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never

  const sessionOf = ({ hour, when, hasUid }: Plan, index: number): Session => {
    const start = `${String(hour).padStart(2, '0')}:00`
    return session(`s${index}`, {
      title: `Title ${index}`,
      speakers: [{ name: `Speaker ${index}` }],
      when:
        when === 'timed'
          ? timed(FRIDAY, `${start}-${start.slice(0, 2)}:30`)
          : when === 'dated'
            ? dated(THURSDAY)
            : { kind: 'unscheduled' },
      ...(hasUid && { uid: `u${index}` }),
    })
  }

  /** A session after its edits, or undefined if it was removed. */
  const edited = (was: Session, { edits }: Plan): Session | undefined => {
    const has = (edit: Edit) => edits.includes(edit)
    if (has('removed')) return undefined
    const { when } = was
    const later = when.kind === 'timed' && { ...when, start: addMinutes(when.start, 5), end: addMinutes(when.end, 5) }
    return {
      ...was,
      ...(has('cancelled') && { status: 'cancelled' as const }),
      ...(has('moved') && { when: later || timed(FRIDAY, '22:00-22:30') }),
      ...(has('room') && { room: 'Elsewhere' }),
      ...(has('title') && { title: `${was.title}!` }),
      ...(has('speakers') && { speakers: [...was.speakers, { name: 'Somebody' }] }),
      ...(has('replaced') && was.uid !== undefined && { title: `Other ${was.id}`, speakers: [{ name: 'Else' }] }),
      ...(has('other') && { tracks: ['Another'] }),
      ...(has('id') && was.uid !== undefined && { id: `${was.id}-renamed` }),
    }
  }

  /** The expected changes of a session for its edits. */
  const expectedOf = ({ edits, hasUid }: Plan): readonly What[] => {
    const does = (edit: Edit) => edits.includes(edit) && (hasUid || (edit !== 'replaced' && edit !== 'id'))
    if (does('removed')) return ['removed']
    if (does('cancelled')) return ['cancelled']
    const hidden: readonly string[] = does('replaced') ? ['title', 'speakers', 'other'] : []
    return WHATS.filter((what) => what !== 'added' && does(what) && !hidden.includes(what))
  }

  test('every edit is told exactly, in time order, then in the order of the file', () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 8 }), fc.nat(3), (plans, added) => {
        const before = plans.map(sessionOf)
        const expected: { what: What; session: Session; place: number }[] = []
        const after: Session[] = []
        before.forEach((was, index) => {
          const own = plans[index]
          const is = own && edited(was, own)
          const place = is ? after.push(is) : 100 + index
          for (const what of own ? expectedOf(own) : []) expected.push({ what, session: is ?? was, place })
        })
        for (let index = 0; index < added; index++) {
          const come = session(`new${index}`, { when: timed(FRIDAY, `0${index}:00-0${index}:30`) })
          expected.push({ what: 'added', session: come, place: after.push(come) })
        }
        // Brute force: the smallest of what is left, again and again.
        const key = ({ session: { when }, place, what }: (typeof expected)[number]) => [
          when.kind === 'unscheduled' ? '9999' : when.day,
          when.kind === 'timed' ? when.start : Number.MAX_SAFE_INTEGER,
          place,
          WHATS.indexOf(what),
        ]
        const comesBefore = (a: (typeof expected)[number], b: (typeof expected)[number]) => {
          const [left, right] = [key(a), key(b)]
          const at = left.findIndex((part, index) => part !== right[index])
          return (left[at] ?? 0) < (right[at] ?? 0)
        }
        const ordered: string[] = []
        const rest = [...expected]
        while (rest.length > 0) {
          const next = rest.reduce((least, one) => (comesBefore(one, least) ? one : least))
          rest.splice(rest.indexOf(next), 1)
          ordered.push(`${next.session.id}: ${next.what}`)
        }
        const changes = compareCatalogues(catalogue(before), catalogue(after))
        expect(changes.map(({ what, id }) => `${id}: ${what}`)).toEqual(ordered)
      }),
      { numRuns: 1000 },
    )
  })

  test('compared with itself, or with its file in another order, a programme did not change', () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 8 }), (plans) => {
        const sessions = plans.map(sessionOf)
        const again = structuredClone(sessions).reverse()
        expect(compareCatalogues(catalogue(sessions), catalogue(sessions))).toEqual([])
        expect(compareCatalogues(catalogue(sessions), catalogue(again))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

test('20,000 sessions with one uid are compared in linear time', () => {
  const many = (uid: string) => Array.from({ length: 20_000 }, (_, index) => session(`s${index}`, { uid }))
  const moved = many('u').map((one) => ({ ...one, id: `${one.id}-new` }))
  expect(compareCatalogues(catalogue(many('u')), catalogue(moved)).every(({ what }) => what === 'title')).toBe(true)
})

describe('what speaks against a new state of a programme', () => {
  const of = (count: number, day = FRIDAY, from = 0) =>
    catalogue(
      Array.from({ length: count }, (_, index) =>
        session(`s${from + index}`, { title: `Title ${from + index}`, when: timed(day, '10:00-10:30') }),
      ),
    )
  test.each([
    [0, 0, undefined],
    [0, 5, undefined],
    [10, 0, 'empty'],
    [1, 0, 'empty'],
    [10, 4, 'halved'],
    [10, 5, undefined],
    [9, 4, 'halved'],
    [9, 5, undefined],
    [10, 30, undefined],
  ] as const)('from %i sessions to %i: %s', (had, has, expected) => {
    expect(doubtAbout(of(had), of(has))).toBe(expected)
  })

  test.each([
    [10, 1, undefined],
    [10, 0, 'others'],
    [11, 1, 'others'],
    [20, 2, undefined],
  ] as const)('of %i sessions %i are found again among as many: %s', (had, found, expected) => {
    expect(doubtAbout(of(had), of(had, FRIDAY, had - found))).toBe(expected)
  })

  test('all of it on other days, even if all of it is found again', () => {
    expect(doubtAbout(of(5), of(5, THURSDAY))).toBe('other-days')
    const both = catalogue([...of(5).sessions, ...of(1, THURSDAY, 9).sessions])
    expect(doubtAbout(of(5), both)).toBeUndefined()
    expect(doubtAbout(both, of(6, THURSDAY))).toBeUndefined()
  })

  test('what has no day yet is on no other days', () => {
    const undated = catalogue(of(5).sessions.map((one) => ({ ...one, when: { kind: 'unscheduled' } })))
    expect(doubtAbout(undated, of(5))).toBeUndefined()
    expect(doubtAbout(of(5), undated)).toBeUndefined()
    expect(doubtAbout(undated, of(5, FRIDAY, 5))).toBe('others')
  })
})
