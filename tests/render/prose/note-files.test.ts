import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AgendaPick } from '../../../src/model/conference.js'
import { hasNotes, noteFile, noteFileNames } from '../../../src/render/prose/note-files.js'
import { pick, SESSIONS, session, TUE, timed } from '../../fixtures/programme.js'

const OWN = { note: 'Ask about **quotas**.\n\n- [ ] slides', takeaways: ['One:', '- *two*'], rating: 4, attended: true }

function sessionOf(id: string) {
  const found = SESSIONS.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

const gateways = sessionOf('gateways-without-tears')

function write(own: Partial<AgendaPick>, earlier?: string, of = gateways) {
  return noteFile(of, pick(of.id, own), 'demo', earlier)
}

const textOf = (own: Partial<AgendaPick>) => write(own).text ?? ''

describe('a file of notes', () => {
  test('has the facts in front of my own words', () => {
    const [, front = '', body] = textOf(OWN).split(/^---\n/m)
    expect(parse(front)).toEqual({
      title: gateways.title,
      date: '2026-03-24',
      start: '2026-03-24T10:15:00',
      end: '2026-03-24T10:50:00',
      room: 'Main Hall',
      speakers: ['Noor van den Berg, Dijkwacht', 'Tom Okafor, Dijkwacht', 'Li Wei, Kaiyuan'],
      track: 'Networking',
      tags: ['networking', 'migration'],
      url: 'https://demo.example/gateways',
      video: 'https://video.example/gateways',
      rating: 4,
      attended: true,
      kubeplan: expect.stringMatching(/^demo [0-9a-z]{7}$/),
    })
    expect(body).toBe(
      `\n# ${gateways.title}\n\nAsk about **quotas**.\n\n- [ ] slides\n\n## Takeaways\n\n- One:\n  - *two*\n`,
    )
  })

  test('has what is known: a day, or nothing; and no blanks in tags', () => {
    const front = (of: typeof gateways) => parse(write({ note: 'x' }, undefined, of).text?.split(/^---\n/m)[1] ?? '')
    expect(front(sessionOf('poster-session'))).toMatchObject({ date: TUE, track: 'Research' })
    expect(Object.keys(front(sessionOf('שלום-clusters')))).toEqual(['title', 'kubeplan'])
    const open = session('x', 'X', { ...timed(TUE, '09:00', '10:00'), endAssumed: true } as never, {
      tags: ['big data'],
    })
    expect(front(open)).toMatchObject({ start: '2026-03-24T09:00:00', tags: ['big-data'] })
    expect(front(open)).not.toHaveProperty('end')
  })

  test('is written again only where something changed', () => {
    const text = textOf(OWN)
    expect(write(OWN, text)).toEqual({})
    expect(write(OWN, text.replaceAll('\n', '\r\n'))).toEqual({})
    expect(write({ ...OWN, rating: 5 }, text)).toEqual({ text: textOf({ ...OWN, rating: 5 }) })
  })

  test('stays as it was edited, wherever that was', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('by hand', 'status: done'), (at, line) => {
        const lines = textOf(OWN).split('\n')
        const edited = lines.toSpliced(1 + (at % (lines.length - 1)), 0, line).join('\n')
        expect(write(OWN, edited)).toEqual({})
        expect(write({ note: 'new' }, edited)).toEqual({ kept: 'changed' })
      }),
    )
  })

  test.each([
    '',
    'My own notes\n',
    '---\ntitle: mine\n---\n',
    textOf(OWN).replace('kubeplan: demo', 'kubeplan: other'),
  ])('%j is not written over', (earlier) => {
    expect(write(OWN, earlier)).toEqual({ kept: 'foreign' })
  })

  test('is there for notes and takeaways, not for a rating alone', () => {
    const is = (own: Partial<AgendaPick>) => hasNotes(pick('a', own))
    expect([is({ note: 'x' }), is({ takeaways: ['x'] }), is({ rating: 5, take: 'x' })]).toEqual([true, true, false])
  })
})

describe('names of files', () => {
  const namesOf = (...ids: readonly string[]) => [
    ...noteFileNames(ids.map((id) => session(id, id, { kind: 'unscheduled' }))).values(),
  ]

  test.each([
    [['kubectl-blame'], ['kubectl-blame.md']],
    [
      ['A', 'a', 'a-2'],
      ['a.md', 'a-2.md', 'a-2-2.md'],
    ],
    [
      ['../../etc', 'C:\\x', '..', '.hidden', 'x.'],
      ['etc.md', 'c-x.md', 'note.md', 'hidden.md', 'x.md'],
    ],
    [
      ['CON', 'com1', 'console'],
      ['con-.md', 'com1-.md', 'console.md'],
    ],
    [
      ['שלום clusters', 'é'],
      ['שלום-clusters.md', 'é.md'],
    ],
  ])('%j: %j', (ids, names) => {
    expect(namesOf(...ids)).toEqual(names)
  })

  test('are safe and differ on every system', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 90 })), (ids) => {
        const names = namesOf(...ids)
        expect(new Set(names.map((name) => name.toLowerCase().normalize('NFC'))).size).toBe(ids.length)
        for (const name of names) {
          expect(name).toMatch(/^[^\s.<>:"/\\|?*#^[\]]+\.md$/)
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        }
      }),
    )
  })
})
