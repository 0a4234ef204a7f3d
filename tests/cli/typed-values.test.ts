import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const PROGRAMME = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')
const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'X-WR-TIMEZONE:Europe/Paris',
  'BEGIN:VEVENT',
  'UID:a',
  'DTSTART:20260601T080000Z',
  'SUMMARY:Owls',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

type Kept = (value: string) => Promise<{ readonly exit: number; readonly stderr: string; readonly kept?: string }>

const agenda = (argv: readonly string[], find: (agenda: never) => string | undefined, input?: string): Kept => {
  return async () => {
    const home = newHome()
    const outcome = await kubeplan(['-c', PROGRAMME, ...argv], { home, ...(input !== undefined && { stdin: input }) })
    const read = await kubeplan(['agenda', '--json', '-c', PROGRAMME], { home })
    if (outcome.exit !== 0) return outcome
    expect(read.exit).toBe(0)
    const kept = find(JSON.parse(read.stdout) as never)
    return { ...outcome, ...(kept !== undefined && { kept }) }
  }
}

interface Read {
  readonly picks: readonly { readonly note?: string; readonly takeaways?: readonly string[] }[]
  readonly blocks: readonly { readonly title: string; readonly room?: string }[]
}

const WHEN = ['--day', 'fri', '--time', '13:00-14:00']
const noteOf = ({ picks }: Read) => picks[0]?.note

const DOORS: readonly (readonly [name: string, called: string | RegExp, keep: Kept])[] = [
  [
    'a block',
    'title',
    (value) => agenda(['block', ...WHEN, '--', value], ({ blocks }: Read) => blocks[0]?.title)(value),
  ],
  [
    'its room',
    '--room',
    (value) => agenda(['block', 'x', ...WHEN, `--room=${value}`], ({ blocks }: Read) => blocks[0]?.room)(value),
  ],
  ['a note', 'note', (value) => agenda(['note', 'coffee', '--', value], noteOf)(value)],
  ['a note on stdin', /note|stdin/, (value) => agenda(['note', 'coffee', '-'], noteOf, value)(value)],
  [
    'a takeaway',
    '--takeaway',
    (value) => agenda(['note', 'coffee', `--takeaway=${value}`], ({ picks }: Read) => picks[0]?.takeaways?.[0])(value),
  ],
  [
    'the name of a conference',
    '--name',
    async (value) => {
      const home = newHome()
      writeFileSync(join(home, 'work', 'x.ics'), CALENDAR)
      const outcome = await kubeplan(['import', 'x.ics', '--as', 'x', `--name=${value}`], { home })
      if (outcome.exit !== 0) return outcome
      const [one] = JSON.parse((await kubeplan(['conferences', '--json'], { home })).stdout).conferences.filter(
        ({ slug }: { slug: string }) => slug === 'x',
      )
      return { ...outcome, kept: one.name }
    },
  ],
  [
    'the person of an agenda',
    '--person',
    async (value) => {
      const home = newHome()
      await kubeplan(['add', 'coffee', '-c', PROGRAMME], { home })
      const argv = ['export', 'ana.agenda.yaml', '--format', 'agenda', `--person=${value}`, '-c', PROGRAMME]
      const outcome = await kubeplan(argv, { home })
      if (outcome.exit !== 0) return outcome
      const file = join(home, 'work', 'ana.agenda.yaml')
      const read = await kubeplan(['agenda', '--json', '-c', PROGRAMME, '--agenda', file], { home })
      return { ...outcome, kept: JSON.parse(read.stdout).person ?? readFileSync(file, 'utf8') }
    },
  ],
]

/** Characters that files and terminals have trouble with. */
const HARD = [' ', '\n', '\r\n', '\t', '\0', '\u001b[31m', '\u0085', '\u00a0', '\u2028', '\u2029', '\u3000', '\ufeff', '\u200b',
  '\ud83d', '\udc00', '🦉', ': ', '#', '- ', '"', "'", '\\', '{', '|', '>', '&a', '*a', '!', '%', '@', '`', '---', 'null', '007'] // biome-ignore format: one look
const value = fc
  .array(
    fc.oneof(fc.constantFrom(...HARD), fc.string({ unit: 'grapheme', maxLength: 3 }), fc.constantFrom('a', 'Lunch')),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))

describe.each(DOORS)('%s', (door, called, keep) => {
  const holds = async (drawn: string) => {
    // Half a surrogate pair is replaced by what it shows.
    const typed = drawn.toWellFormed()
    const { exit, stderr, kept } = await keep(drawn)
    const lines = typed.replace(/\r\n?/g, '\n').trim()
    // As in published names, repeated blanks become one.
    const trimmed = door === 'the name of a conference' ? lines.replace(/\s+/g, ' ') : lines
    if (exit === 2) expect(stderr).toMatch(called)
    // An empty note saves nothing.
    else expect({ exit, kept: kept ?? '' }).toEqual({ exit: 0, kept: trimmed })
  }

  test('any text is kept as it reads, or refused by the name of its flag', async () => {
    await fc.assert(fc.asyncProperty(value, holds), { numRuns: 40 })
  })

  test.each(['Lunch ', ' Lunch', '\u00a0Lunch\u3000', '\ufeffLunch', 'Lunch\n', '\r\nLunch\r\n', '\u2028Lunch\u2029'])(
    'a blank or line end at an edge of %j is no part of it',
    async (typed) => {
      expect(await keep(typed)).toMatchObject({ exit: 0, kept: 'Lunch' })
    },
  )

  test('NUL is kept, or refused', () => holds('a\0b'))

  test('30,000 letters are refused', async () => {
    const { exit, stderr } = await keep('a'.repeat(30_000))
    expect(exit).toBe(2)
    expect(stderr).toMatch(called)
  })
})

test.each(['\n', ' ', ''])('a block called %j is refused', async (title) => {
  expect((await kubeplan(['block', title, ...WHEN, '-c', PROGRAMME])).exit).toBe(2)
})

test.each([
  [['list', '--limit'], '5'],
  [['list', '--tz'], 'Europe/Berlin'],
  [['list', '--format'], 'json'],
  [['list', '--width'], '80'],
  [['list', '--sort'], 'title'],
  [['list', '--day'], 'sat'],
  [['add', 'keynote', '--priority'], '3'],
  [['note', 'keynote', '--rating'], '4'],
  [['export', '--alarm'], '10m'],
  [['use'], 'kubecon-na-2020'],
])('%j takes its value with blanks around it, too', async (argv, value) => {
  const given = (text: string) => kubeplan([...argv, text, ...(argv[0] === 'use' ? [] : ['-c', PROGRAMME])])
  expect(await given(` ${value}\n`)).toEqual(await given(value))
})
