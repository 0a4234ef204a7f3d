import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'
import { started } from './server.js'

/** Each private value names itself, wherever it occurs. */
const MARKS = {
  note: 'NOTEMARK',
  rating: /rated 2 of 5|rating: 2\b|My rating: 2|"rating": ?2/,
  attendance: /attended: (?:true|false)/,
  takeaway: 'LEARNEDMARK',
  take: 'TAKEMARK',
  block: 'BLOCKMARK',
  person: 'PERSONMARK',
  stage: /data-stage="(?:going|maybe)"|STATUS:TENTATIVE|\| (?:going|maybe) \||stage: maybe/,
  path: /PATHMARK|FILEMARK/,
} as const
type Mark = keyof typeof MARKS

const CALENDAR = ['one', 'two', 'three'].map(
  (name, index) => `BEGIN:VEVENT
UID:${name}
SUMMARY:Talk ${name}
DTSTART:20260324T${10 + index}0000Z
DTEND:20260324T${10 + index}4500Z
END:VEVENT
`,
)

const AGENDA = `conference: demo
person: PERSONMARK
picks:
  - { session: talk-one, note: NOTEMARK, take: TAKEMARK, rating: 2, attended: true, takeaways: [LEARNEDMARK] }
  - { session: talk-two, stage: maybe, note: NOTEMARK, attended: false }
blocks: [{ title: BLOCKMARK, start: 2026-03-24 10:15, end: "11:15", room: BLOCKMARK }]
`

/** Two joined files, so that sessions have a source, and an agenda full of marks. */
async function office(): Promise<{ readonly home: string; readonly agenda: string }> {
  const home = newHome()
  const folder = join(home, 'work', 'PATHMARK')
  mkdirSync(folder)
  const files = [CALENDAR.slice(0, 2), CALENDAR.slice(2)].map((events, index) => {
    const file = join(folder, `FILEMARK-${index}.ics`)
    writeFileSync(
      file,
      `BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Demo\nX-WR-TIMEZONE:UTC\n${events.join('')}END:VCALENDAR\n`,
    )
    return file
  })
  const imported = await kubeplan(['import', ...files, '--as', 'demo', '--timezone', 'UTC'], { home })
  expect(imported.exit).toBe(0)
  const agenda = join(home, '.local/share/kubeplan/demo/agenda.yaml')
  mkdirSync(dirname(agenda), { recursive: true })
  writeFileSync(agenda, AGENDA)
  return { home, agenda }
}

function marksIn(text: string): readonly Mark[] {
  const own = text.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '').replace(/\r\n /g, '')
  const marks: readonly Mark[] = [
    'note',
    'rating',
    'attendance',
    'takeaway',
    'take',
    'block',
    'person',
    'stage',
    'path',
  ]
  return marks.filter((mark) => own.search(MARKS[mark]) >= 0)
}

const NOTES = ['--with-notes']
const BLOCKS = ['--blocks']
const ALL = ['--all']

/** The data that each export discloses with which flags. */
const EXPORTS: readonly (readonly [format: string, flags: readonly string[], marks: readonly Mark[]])[] = [
  ['ics', [], ['person', 'stage']],
  ['ics', NOTES, ['note', 'person', 'stage']],
  ['ics', BLOCKS, ['block', 'person', 'stage']],
  ['html', [], ['take', 'person', 'stage']],
  ['html', NOTES, ['note', 'rating', 'takeaway', 'take', 'person', 'stage']],
  ['html', BLOCKS, ['take', 'block', 'person', 'stage']],
  ['md', [], ['person', 'stage']],
  ['md', NOTES, ['note', 'rating', 'takeaway', 'person', 'stage']],
  ['md', BLOCKS, ['block', 'person', 'stage']],
  ['agenda', [], ['take', 'person', 'stage']],
  ['agenda', NOTES, ['note', 'rating', 'attendance', 'takeaway', 'take', 'person', 'stage']],
  ['agenda', BLOCKS, ['take', 'block', 'person', 'stage']],
  ...['csv', 'json', 'yaml', 'schedule-xml', 'schedule-json'].flatMap((format) =>
    [[], NOTES, BLOCKS, ALL].map((flags): readonly [string, readonly string[], readonly Mark[]] => [format, flags, []]),
  ),
  ...['ics', 'html', 'md'].flatMap((format) =>
    [ALL, [...ALL, ...NOTES], [...ALL, ...BLOCKS]].map(
      (flags): readonly [string, readonly string[], readonly Mark[]] => [format, flags, []],
    ),
  ),
  ['ics', [...ALL, '--with-picks'], ['person', 'stage']],
  ['ics', [...ALL, '--with-picks', ...NOTES, ...BLOCKS], ['note', 'block', 'person', 'stage']],
  ['html', [...ALL, '--with-picks'], ['take', 'person', 'stage']],
  ['html', [...ALL, '--with-picks', ...BLOCKS], ['take', 'block', 'person', 'stage']],
  ['md', [...ALL, '--with-picks'], ['stage']],
  ['md', [...ALL, '--with-picks', ...NOTES, ...BLOCKS], ['note', 'rating', 'takeaway', 'block', 'stage']],
]

describe('what of mine leaves is what the flags say', () => {
  test.each(EXPORTS)('export --format %s %j', async (format, flags, marks) => {
    const { home } = await office()
    const { exit, stdout } = await kubeplan(['export', '--format', format, ...flags], { home })
    expect(exit).toBe(0)
    expect(stdout).toContain('Talk one')
    expect(marksIn(stdout)).toEqual(marks)
  })

  const page: readonly Mark[] = ['take', 'person', 'stage']
  test.each<[readonly string[], readonly Mark[], readonly Mark[]]>([
    [[], page, ['person', 'stage']],
    [NOTES, ['note', 'rating', 'takeaway', ...page], ['note', 'person', 'stage']],
    [BLOCKS, ['take', 'block', 'person', 'stage'], ['block', 'person', 'stage']],
    [ALL, [], []],
    [[...ALL, ...NOTES, ...BLOCKS], [], []],
    [
      [...ALL, '--with-picks'],
      ['take', 'person', 'stage'],
      ['person', 'stage'],
    ],
  ])('serve %j', async (flags, onPage, inFeed) => {
    const { home } = await office()
    const { port } = await started(flags, { home })
    const bodyOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    const [shown, feed] = [await bodyOf('/'), await bodyOf('/agenda.ics')]
    expect([shown, feed].every((text) => text.includes('Talk one'))).toBe(true)
    expect([marksIn(shown), marksIn(feed)]).toEqual([onPage, inFeed])
  })

  test.each(['md', 'html', 'json', 'yaml'])('guide and recap as %s', async (format) => {
    const { home } = await office()
    const marksOf = async (...argv: readonly string[]) => {
      const { exit, stdout } = await kubeplan([...argv, '--format', format], { home })
      expect(exit).toBe(0)
      return marksIn(stdout)
    }
    const isProse = format === 'md' || format === 'html'
    expect(await marksOf('guide')).toEqual(['take', 'person'])
    expect(await marksOf('recap')).toEqual(['takeaway', 'person'])
    const noted = isProse ? ['note', 'rating', 'takeaway', 'person'] : ['takeaway', 'person']
    expect(await marksOf('recap', '--with-notes')).toEqual(noted)
  })

  test('team --export', async () => {
    const { home, agenda } = await office()
    const { exit } = await kubeplan(['team', agenda, '--export', 'out'], { home })
    expect(exit).toBeLessThan(2)
    expect(marksIn(readFileSync(join(home, 'work', 'out', 'personmark.ics'), 'utf8'))).toEqual(['person'])
  })

  test('that a flag has no effect is told', async () => {
    const { home } = await office()
    const told = async (...flags: readonly string[]) => (await kubeplan(['export', ...flags], { home })).stderr
    expect(await told('--all', '--with-notes', '--blocks')).toContain(
      '--with-notes and --blocks have no effect. To include your picks: --with-picks',
    )
    expect(await told('--with-picks')).toContain('--with-picks has no effect without --all')
  })
})
