import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../src/model/conference.js'
import { addMinutes, type Instant } from '../../../src/model/time.js'
import { type Naming, resolveSession, resolveSessions } from '../../../src/planning/sessions/resolve.js'
import { agenda, at, block, catalogue, FRIDAY, pick, session, timed } from '../samples.js'

const programme = catalogue([
  session('kubelet-deep-dive', { title: 'Kubelet Deep Dive: Writing a Kubelet in Rust' }),
  session('sd-wan', { title: 'Deep Dive into SD-WAN' }),
  session('linux-era', { title: 'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?', status: 'cancelled' }),
  session('linux-desktop', { title: 'Kubernetes on a Desktop' }),
  session('helm-4', { title: 'Helm 4 Is Here' }),
  session('helm', { title: 'Helm: An Introduction' }),
  session('twin-a', { title: 'Intro: Etcd' }),
  session('twin-b', { title: 'Intro: Etcd' }),
  session('twin-c', { title: 'Intro: Etcd Again' }),
  session('007', { title: 'Élan vital' }),
  session('A', { title: 'Capital' }),
  session('a', { title: 'Small' }),
  session('now', { title: 'Happening Now' }),
])

const nameOf = (id: string) => {
  const found = programme.sessions.find((one) => one.id === id)
  return { id, title: found?.title ?? '', when: { kind: 'unscheduled' } }
}
const one = (id: string, guess = false) => ({
  ok: true,
  session: programme.sessions.find((some) => some.id === id),
  guess,
})
const several = (reference: string, ...ids: string[]) => ({
  ok: false,
  problem: { code: 'ambiguous-session', reference, candidates: ids.map(nameOf) },
})
const unknown = (reference: string, ...ids: string[]) => ({
  ok: false,
  problem: { code: 'unknown-session', reference, nearest: ids.map(nameOf) },
})

describe('one reference', () => {
  test.each<[string, string, object]>([
    ['an id', 'sd-wan', one('sd-wan')],
    ['an id that begins another', 'helm', one('helm')],
    ['an id in other letters', 'SD-WAN', one('sd-wan')],
    ['an id with hidden characters', ' sd\u200b-wan ', one('sd-wan')],
    ['an id of digits', '007', one('007')],
    ['ids that differ in case', 'A', one('A')],
    ['the other of them', 'a', one('a')],
    ['a unique prefix', 'kubelet-d', one('kubelet-deep-dive')],
    ['a prefix of several ids', 'linux-', several('linux-', 'linux-era', 'linux-desktop')],
    ['a prefix of several ids that is a word of one title', 'linux', one('linux-era')],
    ['words of one title', 'deep dive rust', one('kubelet-deep-dive')],
    ['words in any order', 'wan deep', one('sd-wan')],
    ['words of several titles', 'deep dive', several('deep dive', 'sd-wan', 'kubelet-deep-dive')],
    ['accents do not matter', 'elan', one('007')],
    ['the start of a word before the inside', 'era', one('linux-era')],
    ['the inside of a word', 'ernetes era', one('linux-era')],
    ['a whole title, given twice', 'intro: etcd', several('intro: etcd', 'twin-a', 'twin-b')],
    ['a whole title that others continue', 'HELM 4 is here', one('helm-4')],
    ['one typo: a guess', 'writing kublet', one('kubelet-deep-dive', true)],
    ['one typo, several titles', 'etdc', several('etdc', 'twin-a', 'twin-b', 'twin-c')],
    ['two typos', 'writng kublet', unknown('writng kublet', 'kubelet-deep-dive')],
    ['nearly an id', 'sd-vam', unknown('sd-vam', 'sd-wan')],
    ['a word among others', 'istio introduction', unknown('istio introduction', 'helm')],
    ['nothing like it', 'zzzz', unknown('zzzz')],
    ['nothing', '', unknown('')],
    ['only hidden characters', '\u200b', unknown('\u200b')],
    ['a part of every object', '__proto__', unknown('__proto__')],
    ['an agenda word, without an agenda', 'now', one('now')],
  ])('%s', (_name, reference, resolution) => {
    expect(resolveSession(reference, programme)).toEqual(resolution)
  })

  const changing = catalogue([
    ...programme.sessions,
    session('all-of-it', { title: 'All of It in 5 Steps, 3 of 7' }),
    session('15k', { title: 'Scaling to 15k Nodes' }),
    session('zhong', { title: '維護者之路' }),
    session('2031-outlook', { title: 'An Outlook' }),
    session('id-please', { title: 'Your ID Please' }),
  ])
  test.each<[string, string, string, boolean]>([
    ['an id', 'sd-wan', 'sd-wan', true],
    ['an id of one letter', 'A', 'A', true],
    ['an id of digits', '007', '007', true],
    ['an id of digits and a letter', '15K', '15k', true],
    ['the beginning of an id', 'kubelet-d', 'kubelet-deep-dive', true],
    ['a short beginning of an id', 'kub', 'kubelet-deep-dive', false],
    ['digits that begin an id', '2031', '2031-outlook', false],
    ['digits and a dash that begin an id', '2031-', '2031-outlook', false],
    ['a whole word', 'rust', 'kubelet-deep-dive', true],
    ['a part of a word', 'ernetes era', 'linux-era', false],
    ['the beginning of a word', 'desk', 'linux-desktop', false],
    ['whole words', 'wan deep', 'sd-wan', true],
    ['short whole words', 'it in', 'all-of-it', true],
    ['a whole title', 'élan vital', '007', true],
    ['a short word', 'all', 'all-of-it', false],
    ['a short word twice', 'all All', 'all-of-it', false],
    ['a number', '5', 'all-of-it', false],
    ['numbers', '3 7', 'all-of-it', false],
    ['a word and a number', 'steps 3', 'all-of-it', true],
    ['the head of a table', 'id', 'id-please', false],
    ['signs', ',', 'all-of-it', false],
    ['a word of a script without spaces', '維護', 'zhong', true],
    ['a sign of it', '路', 'zhong', false],
    ['a typo', 'writing kublet', 'kubelet-deep-dive', false],
  ])('to change something: %s', (_name, reference, id, isEnough) => {
    const asked = resolveSession(reference, changing, { strict: true })
    expect(asked.ok ? [asked.session.id, !asked.guess] : asked.problem).toEqual([id, isEnough])
    // Reading is lenient about all of it but typos, which are told.
    expect(resolveSession(reference, changing)).toMatchObject({ session: { id }, guess: reference.includes('kublet') })
  })

  test('all candidates are named, however many, with when and where', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({
      id: `x${index}`,
      title: 'Same',
      when: timed(FRIDAY, '09:00-10:00'),
      room: `Hall ${index}`,
    }))
    expect(resolveSession('same', catalogue(many.map(({ id, ...more }) => session(id, more))))).toEqual({
      ok: false,
      problem: { code: 'ambiguous-session', reference: 'same', candidates: many },
    })
  })

  test('every id names its session, whatever the titles', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '-', '1', 'é', ' '), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1 }), fc.array(text), (ids, titles) => {
        const sessions = ids.map((id, index) => session(id, { title: titles[index] ?? 'x' }))
        const programme = catalogue(sessions)
        expect(ids.map((id) => resolveSession(id, programme))).toEqual(
          sessions.map((session) => ({ ok: true, session, guess: false })),
        )
      }),
    )
  })
})

describe('the beginning of only one id, and the words of other titles', () => {
  const con = session('ciliumcon', { title: 'CiliumCon: Half a Day' })
  const blog = session('kubectl-blindfolded', { title: 'Kubectl Blindfolded' })
  const years = session('ten-years', { title: 'Ten Years of Cilium' })
  const helm = session('helm-past', { title: 'Helm, Past and Present' })
  const chart = session('chart', { title: 'Painting a Helm' })
  const upper = session('stra\u00dfen', { title: 'Roads' })
  const shown = [years, con, blog, helm, chart, upper, session('stras', { title: 'The Stras' })]
  const ask = (text: string, sessions = shown) => {
    const found = resolveSession(text, catalogue(sessions))
    if (found.ok) return [found.session.id]
    return found.problem.code === 'ambiguous-session' ? found.problem.candidates.map(({ id }) => id) : []
  }

  test.each<[string, string, string[]]>([
    [
      'it ends inside a word that another title has: the id first, then the titles',
      'cilium',
      ['ciliumcon', 'ten-years'],
    ],
    ['in any letters', 'CILIUM', ['ciliumcon', 'ten-years']],
    ['it ends inside a word that no title has', 'kubectl-bl', ['kubectl-blindfolded']],
    ['it ends inside a word that only begins words of another title', 'ciliu', ['ciliumcon']],
    ['it ends where a word of the id does', 'helm', ['helm-past']],
    ['or behind its dash', 'helm-', ['helm-past']],
    ['or in the next word', 'helm-pa', ['helm-past']],
    ['it is the whole id', 'ciliumcon', ['ciliumcon']],
    ['letters that fold into two', 'strass', ['stra\u00dfen']],
  ])('%s', (_name, text, ids) => {
    expect(ask(text)).toEqual(ids)
  })

  test('its own title counts for nothing', () => {
    expect(ask('cilium', [session('ciliumcon', { title: 'Cilium, the Conference' }), blog])).toEqual(['ciliumcon'])
  })

  test('a forgiven typo does not hide ids that begin so', () => {
    const ids = ['booth-one', 'booth-two'].map((id) => session(id, { title: 'Stand' }))
    expect(ask('booth', [...ids, session('x', { title: 'Both of Them' })])).toEqual(['booth-one', 'booth-two'])
  })
})

describe('a phrase', () => {
  const at = session('update', { title: 'Mesh Project Update and Questions' })
  const scattered = session('sig', { title: 'Mesh Collector: Project Updates' })
  const within = session('again', { title: 'Once More: Mesh Project Update' })
  const ask = (sessions: Session[]) => resolveSession('mesh project update', catalogue(sessions))
  const between = (...sessions: Session[]) => ({
    ok: false,
    problem: {
      code: 'ambiguous-session',
      reference: 'mesh project update',
      candidates: sessions.map(({ id, title, when }) => ({ id, title, when })),
    },
  })

  test('with which only one title begins is that title, where others only have its words', () => {
    expect(ask([scattered, at])).toEqual({ ok: true, session: at, guess: false })
  })

  test('that another title holds, too, is ambiguous: whichever begins with it stands first, scattered words last', () => {
    expect(ask([scattered, within, at])).toEqual(between(at, within, scattered))
  })

  test('in the middle of a title is no more than its words', () => {
    expect(ask([scattered, within])).toEqual(between(within, scattered))
  })
})

describe('several references', () => {
  const all = (...ids: string[]) => ({
    ok: true,
    sessions: ids.map((id) => programme.sessions.find((some) => some.id === id)),
    guesses: [],
  })
  const problems = (...resolutions: { problem: object }[]) => ({
    ok: false,
    problems: resolutions.map(({ problem }) => problem),
  })

  test.each<[string, string[], object]>([
    ['none', [], all()],
    ['each one session', ['helm-4', 'deep wan'], all('helm-4', 'sd-wan')],
    ['one session twice', ['helm-4', 'helm 4'], all('helm-4')],
    ['together one title', ['kubelet', 'deep', 'dive'], all('kubelet-deep-dive')],
    ['together one title, a word of which names a session', ['wan', 'deep'], all('sd-wan')],
    ['together several titles', ['deep', 'dive'], problems(several('deep dive', 'sd-wan', 'kubelet-deep-dive'))],
    ['one right, one wrong', ['helm-4', 'zzzz'], problems(unknown('zzzz'))],
    ['all wrong', ['yyyy', 'zzzz'], problems(unknown('yyyy'), unknown('zzzz'))],
    ['one alone', ['deep'], problems(several('deep', 'sd-wan', 'kubelet-deep-dive'))],
  ])('%s', (_name, references, resolution) => {
    expect(resolveSessions(references, programme)).toEqual(resolution)
  })

  test('are one title where titles have all the words, though a word names a session; not if it is an id', () => {
    const gap = session('gateway-gap', { title: 'Gateway API: The Gap' })
    const maze = session('maze', { title: 'The Gateway API Maze' })
    const fresh = session('the-api', { title: 'The New API' })
    const sessions = [gap, maze, fresh]
    const told = (...references: string[]) => {
      const found = resolveSessions(references, catalogue(sessions))
      return found.ok ? [] : found.problems.map((problem) => 'reference' in problem && problem.reference)
    }
    expect(resolveSession('gateway', catalogue(sessions))).toMatchObject({ ok: true, session: gap })
    expect(told('gateway', 'api')).toEqual(['gateway api'])
    expect(told('the-api', 'api')).toEqual(['api'])
    expect(told('gateway', 'api', 'zzzz')).toEqual(['api', 'zzzz'])
  })

  test.each<[string, string[], string, string[]]>([
    ['each by itself', ['helm-4', 'kublet'], 'kublet', ['helm-4', 'kubelet-deep-dive']],
    ['together', ['kublet', 'deep', 'dive'], 'kublet deep dive', ['kubelet-deep-dive']],
  ])('a guess is told, %s', (_name, references, reference, ids) => {
    const sessions = ids.map((id) => programme.sessions.find((some) => some.id === id))
    expect(resolveSessions(references, programme)).toEqual({
      ok: true,
      sessions,
      guesses: [{ reference, session: sessions.at(-1) }],
    })
  })
})

describe('now, next and last', () => {
  const sessions: readonly Session[] = [
    session('early', { when: timed(FRIDAY, '09:00-10:00') }),
    session('shell', { kind: 'umbrella', when: timed(FRIDAY, '08:00-18:00') }),
    session('noon', { when: timed(FRIDAY, '12:00-13:00') }),
    session('other-noon', { when: timed(FRIDAY, '12:00-12:30') }),
    session('maybe', { when: timed(FRIDAY, '10:30-11:00') }),
    session('off', { when: timed(FRIDAY, '10:00-11:30'), status: 'cancelled' }),
    session('someday'),
    session('not-mine', { when: timed(FRIDAY, '10:15-11:45') }),
  ]
  const mine = agenda(
    [...['early', 'noon', 'off', 'someday', 'shell', 'gone'].map((id) => pick(id)), pick('maybe', { stage: 'maybe' })],
    [block('Booth', FRIDAY, '10:00-11:00')],
  )
  const ask = (word: string, clock: string, picks = mine) =>
    resolveSession(word, catalogue(sessions), { agenda: picks, now: at(FRIDAY, clock) })
  const named = (id: string) => ({ ok: true, session: sessions.find((some) => some.id === id), guess: false })
  const none = (word: string) => ({ ok: false, problem: { code: 'no-such-agenda-session', word } })

  test.each<[string, string, object]>([
    ['now', '07:59', none('now')],
    ['now', '08:00', named('shell')],
    ['now', '09:00', named('early')],
    ['NOW', '09:59', named('early')],
    ['now', '10:00', named('shell')],
    ['now', '12:30', named('noon')],
    ['now', '18:00', none('now')],
    ['next', '07:00', named('shell')],
    ['next', '08:00', named('early')],
    ['next', '09:00', named('noon')],
    ['next', '12:00', none('next')],
    ['last', '09:59', none('last')],
    ['last', '10:00', named('early')],
    ['last', '13:00', named('noon')],
    ['last', '18:00', named('shell')],
  ])('%s at %s', (word, clock, resolution) => {
    expect(ask(word, clock)).toEqual(resolution)
  })

  test('two that start together are ambiguous', () => {
    const both = agenda([pick('noon'), pick('other-noon')])
    const candidates = [sessions[2], sessions[3]].map((one) => ({ id: one?.id, title: one?.title, when: one?.when }))
    expect(ask('next', '10:00', both)).toEqual({
      ok: false,
      problem: { code: 'ambiguous-session', reference: 'next', candidates },
    })
    expect(ask('last', '14:00', both)).toEqual(named('noon'))
  })

  test('they stand among other references, but not inside a title', () => {
    const rest: Naming & { now: Instant } = { agenda: mine, now: at(FRIDAY, '09:30') }
    const programme = catalogue([...sessions, session('x', { title: 'What Comes Next' })])
    expect(resolveSessions(['now', 'not-mine'], programme, rest)).toEqual({
      ok: true,
      sessions: [sessions[0], sessions[7]],
      guesses: [],
    })
    expect(resolveSessions(['comes', 'next'], programme, { ...rest, now: addMinutes(rest.now, 600) })).toEqual({
      ok: true,
      sessions: [programme.sessions[8]],
      guesses: [],
    })
  })
})
