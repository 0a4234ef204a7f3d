import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** Texts with everything that has a meaning in one of the formats; white space only where it is preserved. */
const words = fc
  .array(
    fc.constantFrom(
      'Ana',
      'Müller',
      'Inc.',
      'a, b',
      '(x)',
      '(',
      ')',
      ';',
      '\\',
      '"',
      "'",
      '<b>',
      '&amp;',
      'Speakers: Bo (Org)',
      'My note: n',
      'Take by C: t',
      '- Anna Schmidt, Acme',
      '[CANCELLED]',
      '日本',
      '😀',
      ':',
      'é',
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((pieces) => pieces.join(' '))
const prose = fc.array(words, { minLength: 1, maxLength: 4 }).map((paragraphs) => paragraphs.join('\n\n'))

const session = fc.record(
  {
    title: words,
    kind: fc.constantFrom('talk', 'keynote', 'workshop', 'lightning'),
    track: fc.uniqueArray(
      words.map((name) => `T ${name}`),
      { maxLength: 2 },
    ),
    tags: fc.uniqueArray(
      words.map((name) => `t ${name}`),
      { maxLength: 2 },
    ),
    room: words,
    speakers: fc.uniqueArray(fc.record({ name: words, organization: words }, { requiredKeys: ['name'] }), {
      maxLength: 3,
      selector: ({ name }) => name,
    }),
    abstract: prose,
    url: fc.constant('https://example.org/talk'),
    takes: fc.constant([{ by: 'Cy', text: 'Go there' }]),
  },
  { requiredKeys: ['title', 'kind'] },
)

async function listed(home: string, slug: string) {
  const { stdout } = await kubeplan(['list', '--json', '-c', slug], { home })
  return JSON.parse(stdout)
}

describe('a calendar of ours, imported again', () => {
  test('has the speakers, the abstracts and the identities that it had', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 4 }), async (drawn) => {
        const home = newHome()
        const sessions = drawn.map((one, number) => ({
          ...one,
          id: `s-${number}`,
          uid: `u:${number}`,
          start: `2026-03-24 ${10 + number}:00`,
          duration: '45m',
        }))
        const conference = { name: 'Demo Days', slug: 'demo', timezone: 'Europe/Amsterdam' }
        writeFileSync(
          join(home, 'work', 'demo.json'),
          JSON.stringify({ kubeplan: 'catalogue/1', conference, sessions }),
        )
        expect((await kubeplan(['import', 'demo.json'], { home })).stderr).toContain('Imported')
        await kubeplan(['export', 'all.ics', '--all'], { home })
        const { exit, stderr } = await kubeplan(['import', 'all.ics', '--as', 'again'], { home })
        expect([exit, stderr.includes('warning')], stderr).toEqual([0, false])
        const [before, after] = [await listed(home, 'demo'), await listed(home, 'again')]
        expect(after.conference.name).toBe('Demo Days')
        const facts = (all: { sessions: readonly Record<string, unknown>[] }) =>
          all.sessions.map(({ takes: _, video: __, ...rest }) => rest)
        expect(facts(after)).toEqual(facts(before))
      }),
      { numRuns: 20 },
    )
  })

  test('of a version that wrote no more than descriptions is read by their form', async () => {
    const home = newHome()
    const event = (uid: string, lines: readonly string[]) => [
      'BEGIN:VEVENT',
      `UID:${uid}@demo.kubeplan`,
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20260324T090000Z',
      'DTEND:20260324T093000Z',
      ...lines,
      'END:VEVENT',
    ]
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//kubeplan//kubeplan//EN',
      'X-WR-CALNAME:Demo Days',
      'X-WR-TIMEZONE:Europe/Amsterdam',
      ...event('abc', [
        'SUMMARY:Tuning etcd',
        'DESCRIPTION:Speakers: Ana Roe (Acme\\, Inc.)\\, Bo Low\\n\\nFirst <b>.\\n\\nSecond.\\n\\nTake by Cy: go\\n\\nMy note: mine\\n\\nhttps://example.org/x',
        'URL:https://example.org/x',
      ]),
      ...event('def', ['SUMMARY:Alone', 'DESCRIPTION:Speaker: Di Eel']),
      'END:VCALENDAR',
      '',
    ].join('\r\n')
    writeFileSync(join(home, 'work', 'old.ics'), calendar)
    await kubeplan(['import', 'old.ics', '--as', 'old'], { home })
    const { sessions } = await listed(home, 'old')
    expect(sessions).toMatchObject([
      {
        uid: 'abc',
        speakers: [{ name: 'Ana Roe', organization: 'Acme, Inc.' }, { name: 'Bo Low' }],
        abstract: 'First <b>.\n\nSecond.',
      },
      { uid: 'def', speakers: [{ name: 'Di Eel' }] },
    ])
    expect(sessions[1]).not.toHaveProperty('abstract')
  })
})

test('a table of ours, imported again, has the identities and the name of the conference', async () => {
  const home = newHome()
  const sessions = ['One', 'Two'].map((title, number) => ({
    title,
    id: `s-${number}`,
    uid: `u/${number}`,
    start: '2026-03-24 10:00',
    duration: '45m',
  }))
  const conference = { name: 'Demo, "Days"', slug: 'demo', timezone: 'Europe/Amsterdam' }
  writeFileSync(join(home, 'work', 'demo.json'), JSON.stringify({ kubeplan: 'catalogue/1', conference, sessions }))
  await kubeplan(['import', 'demo.json'], { home })
  await kubeplan(['export', 'all.csv', '--all'], { home })
  await kubeplan(['import', 'all.csv', '--as', 'again', '--timezone', 'Europe/Amsterdam'], { home })
  const [before, after] = [await listed(home, 'demo'), await listed(home, 'again')]
  expect(after.conference.name).toBe('Demo, "Days"')
  expect(after.sessions).toEqual(before.sessions)
})
