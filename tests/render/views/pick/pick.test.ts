import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Agenda, Catalogue } from '../../../../src/model/conference.js'
import { emptyAgenda } from '../../../../src/model/conference.js'
import { clashesWithin, goingEntries } from '../../../../src/planning/agenda/clashes.js'
import { prospectsAmong } from '../../../../src/planning/agenda/prospect.js'
import { walksOf } from '../../../../src/planning/agenda/walks.js'
import { type Key, newPicker, type Picker, press } from '../../../../src/planning/picker/picker.js'
import { pickerProgramme } from '../../../../src/planning/picker/picker-rows.js'
import { withSheet } from '../../../../src/render/screen/sheet.js'
import { type Frame, pickerWindow, pickFrame, type Size } from '../../../../src/render/views/pick/pick.js'
import type { Screen } from '../../../../src/render/views.js'
import { EVIL, EVIL_NAME } from '../../../fixtures/hostile.js'
import { AGENDA, at, CATALOGUE, SESSIONS, session, TUE, timed } from '../../../fixtures/programme.js'

const NOW = at('2026-03-24', '10:05')

interface Scene {
  readonly size: Size
  readonly agenda?: Agenda
  readonly catalogue?: Catalogue
  readonly words?: string
  readonly screen?: Partial<Screen>
  readonly status?: string
}

/** The screen after these keys, by their names in `<>` and letters. */
async function shown(typed: string | readonly Key[], scene: Scene): Promise<Frame & { readonly picker: Picker }> {
  const { size, agenda = AGENDA, catalogue = CATALOGUE, words = '', screen, status } = scene
  const programme = pickerProgramme(catalogue.sessions, (id) => catalogue.details(id).abstract)
  const keys =
    typeof typed === 'string'
      ? [...typed.matchAll(/<([a-z-]+)>|(.)/gsu)].map(([, name, text = '']): Key => (name ? { name } : { text }))
      : typed
  const window = { ...pickerWindow(size), lastScroll: 5, now: NOW }
  const first = newPicker(programme, agenda, { ...window, today: TUE, words })
  const picker = keys.reduce((before, key) => press(before, key, programme, window).picker, first)
  const going = goingEntries(picker.agenda, catalogue, { maybe: false })
  const walks = walksOf(picker.agenda, catalogue)
  const { clashes } = clashesWithin(going, walks)
  const prospects = prospectsAmong({ sessions: catalogue.sessions, going, walks })
  const setting = { catalogue, zone: 'Europe/Amsterdam', programme, prospects, clashes: clashes.length }
  const paper = { width: size.width, colour: 0, ascii: false, ...screen } as const
  const frame = await withSheet(paper, (sheet) =>
    pickFrame({ ...setting, picker, now: NOW, ...(status && { status }) }, size, sheet),
  )
  return { ...frame, picker }
}

const SIZES: readonly Size[] = [
  { width: 80, height: 24 },
  { width: 40, height: 30 },
  { width: 100, height: 30 },
  { width: 200, height: 50 },
]

const SCENES: Readonly<Record<string, string>> = {
  begun: '',
  clash: '<home>',
  changed: 'gj  l5',
  found: '/nodes',
  nothing: '/zebra<enter>',
  'all-days': 'ajjj',
  details: '<enter>',
  note: 'nAsk who pays',
  help: '?',
}

describe.each(SIZES)('at $width x $height', (size) => {
  test.each(Object.entries(SCENES))('%s', async (name, typed) => {
    const { lines } = await shown(typed, { size })
    const file = `../../golden/pick-${name}-${size.width}.txt`
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file)
  })
})

test('in ASCII signs', async () => {
  const { lines } = await shown('', { size: { width: 100, height: 30 }, screen: { ascii: true } })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../golden/pick-ascii.txt')
  expect(lines.join('\n')).not.toMatch(/[●○×·…→−┄░▸▏‹›←↑↓\u2500-\u257f]/)
})

test('colour says nothing alone', async () => {
  for (const size of SIZES) {
    for (const typed of Object.values(SCENES)) {
      const plain = await shown(typed, { size })
      const coloured = await shown(typed, { size, screen: { colour: 1 } })
      expect(coloured.lines.join('\n')).toContain('\u001b[')
      expect(coloured.lines.map((line) => line.replace(/\u001b\[[0-9;]*m/g, '').trimEnd())).toEqual(
        plain.lines.map((line) => line.trimEnd()),
      )
    }
  }
})

test('a status takes the place of the keys, and a refusal as well', async () => {
  const size = { width: 80, height: 24 }
  expect((await shown('', { size, status: 'The disk is full' })).lines.at(-1)).toBe(' The disk is full')
  expect((await shown('ap', { size, agenda: emptyAgenda('democonf-2026') })).lines.at(-1)).toBe(
    ' Not on your agenda: space picks it first',
  )
})

test('two rooms never look alike, and the title has what they do not need', async () => {
  const sessions = ['F', 'G'].map((letter) =>
    session(letter, 'A Talk with a Rather Long Title', timed(TUE, '11:00', '11:30'), {
      room: `Hall 8 | Room ${letter}`,
    }),
  )
  const catalogue = { ...CATALOGUE, sessions }
  const { lines } = await shown('', { size: { width: 100, height: 30 }, catalogue })
  const rows = lines.flatMap((line) => line.split(' │ ').filter((part) => part.includes('11:00  A')))
  expect(rows.map((row) => row.slice(4).trimEnd())).toEqual([
    '11:00  A Talk with a Rather Long Ti…  H8 | Room F',
    '11:00  A Talk with a Rather Long Ti…  H8 | Room G',
  ])
})

test('a label that many titles begin with goes before what tells them apart', async () => {
  const names = ['Forensics Among the Falcons', 'Containers in Small Rooms', 'Charts']
  const sessions = names.map((name) =>
    session(name, `Cloud Native Theater | Istio Day: ${name}`, timed(TUE, '11:00', '11:05'), { room: 'The Long Hall' }),
  )
  for (const width of [40, 80, 100]) {
    const { lines } = await shown('', { size: { width, height: 30 }, catalogue: { ...CATALOGUE, sessions } })
    const rows = lines.flatMap((line) => (/ 11:00/.test(line) ? (line.split(' │ ')[0] ?? '') : []))
    expect(names.slice(0, 2).filter((name) => rows.some((row) => row.includes(name.slice(0, 20))))).toHaveLength(2)
  }
})

const HOSTILE: Catalogue = {
  ...CATALOGUE,
  sessions: [
    ...SESSIONS,
    session('evil', EVIL, timed(TUE, '10:00', '10:30'), {
      room: EVIL_NAME,
      tracks: [EVIL_NAME],
      speakers: [{ name: EVIL_NAME, organization: EVIL_NAME }],
      url: `https://evil.example/${'x'.repeat(300)}`,
    }),
    session('overnight', 'Overnight', timed(TUE, '23:00', '09:00', { end: '2026-03-27' }), { room: '漢字'.repeat(40) }),
  ],
  details: (id) => ({ ...CATALOGUE.details(id), abstract: `${EVIL}\n\n${'long '.repeat(900)}` }),
}

const anyKey: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...'jkhlgGatTf/? pnu12345').map((text) => ({ text })),
  fc.constantFrom('down', 'page-down', 'end', 'enter', 'escape').map((name) => ({ name })),
  fc.constantFrom(EVIL, '漢字', '👩‍👧', 'nodes').map((text) => ({ text, pasted: true as const })),
)

test('no frame is wider or higher than the screen, whatever is typed and whoever wrote the titles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyKey, { maxLength: 25 }),
      fc.record({ width: fc.integer({ min: 1, max: 210 }), height: fc.integer({ min: 1, max: 60 }) }),
      fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
      fc.boolean(),
      async (keys, size, colour, ascii) => {
        const { lines } = await shown(keys, { size, catalogue: HOSTILE, screen: { colour, ascii } })
        const plain = lines.map((line) => line.replace(/\u001b\[[0-9;]*m/g, ''))
        expect(plain.filter((line) => stringWidth(line) > Math.max(2, size.width))).toEqual([])
        expect(lines.length).toBeLessThanOrEqual(size.height)
        expect(plain.join('')).not.toMatch(/[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
        expect(plain.join('')).not.toMatch(/NaN|undefined|Infinity/)
      },
    ),
    { numRuns: 200 },
  )
})

test('the selected row is on the screen, and columns stay below each other with wide characters', async () => {
  for (const size of SIZES) {
    for (let steps = 0; steps < SESSIONS.length; steps++) {
      const { lines, picker } = await shown(`a${'j'.repeat(steps)}`, { size, catalogue: HOSTILE })
      const selected = lines.filter((line) => line.startsWith('▸'))
      expect(selected).toHaveLength(picker.selected === undefined ? 0 : 1)
      const bars = lines.flatMap((line) => (line.includes('│') ? stringWidth(line.slice(0, line.indexOf('│'))) : []))
      expect(new Set(bars).size).toBeLessThanOrEqual(1)
    }
  }
})
