import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../src/model/session.js'
import { addMinutes } from '../../src/model/time.js'
import { type Mine, resolveSession, resolveSessions } from '../../src/planning/resolve.js'
import { agenda, at, block, catalogue, FRIDAY, pick, session, timed } from './samples.js'

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
  return { id, title: found?.title ?? '' }
}
const one = (id: string) => ({ ok: true, session: programme.sessions.find((some) => some.id === id) })
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
    ['words of several titles', 'deep dive', several('deep dive', 'kubelet-deep-dive', 'sd-wan')],
    ['accents do not matter', 'elan', one('007')],
    ['the start of a word before the inside', 'era', one('linux-era')],
    ['the inside of a word', 'ernetes era', one('linux-era')],
    ['a whole title, given twice', 'intro: etcd', several('intro: etcd', 'twin-a', 'twin-b')],
    ['a whole title that others continue', 'HELM 4 is here', one('helm-4')],
    ['one typo', 'writing kublet', one('kubelet-deep-dive')],
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

  test('all candidates are named, however many', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ id: `x${index}`, title: 'Same' }))
    expect(resolveSession('same', catalogue(many.map(({ id, title }) => session(id, { title }))))).toEqual({
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
          sessions.map((session) => ({ ok: true, session })),
        )
      }),
    )
  })
})

describe('several references', () => {
  const all = (...ids: string[]) => ({
    ok: true,
    sessions: ids.map((id) => programme.sessions.find((some) => some.id === id)),
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
    ['together several titles', ['deep', 'dive'], problems(several('deep dive', 'kubelet-deep-dive', 'sd-wan'))],
    ['one right, one wrong', ['helm-4', 'zzzz'], problems(unknown('zzzz'))],
    ['all wrong', ['yyyy', 'zzzz'], problems(unknown('yyyy'), unknown('zzzz'))],
    ['one alone', ['deep'], problems(several('deep', 'kubelet-deep-dive', 'sd-wan'))],
  ])('%s', (_name, references, resolution) => {
    expect(resolveSessions(references, programme)).toEqual(resolution)
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
  const named = (id: string) => ({ ok: true, session: sessions.find((some) => some.id === id) })
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
    const candidates = ['noon', 'other-noon'].map((id) => ({ id, title: id.replace('-', ' ') }))
    expect(ask('next', '10:00', both)).toEqual({
      ok: false,
      problem: { code: 'ambiguous-session', reference: 'next', candidates },
    })
    expect(ask('last', '14:00', both)).toEqual(named('noon'))
  })

  test('they stand among other references, but not inside a title', () => {
    const rest: Mine = { agenda: mine, now: at(FRIDAY, '09:30') }
    const programme = catalogue([...sessions, session('x', { title: 'What Comes Next' })])
    expect(resolveSessions(['now', 'not-mine'], programme, rest)).toEqual({
      ok: true,
      sessions: [sessions[0], sessions[7]],
    })
    expect(resolveSessions(['comes', 'next'], programme, { ...rest, now: addMinutes(rest.now, 600) })).toEqual({
      ok: true,
      sessions: [programme.sessions[8]],
    })
  })
})
