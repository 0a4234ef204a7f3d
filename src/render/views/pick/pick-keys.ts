import type { Picker } from '../../../planning/picker/picker.js'
import type { PickerRows } from '../../../planning/picker/picker-rows.js'
import type { Sheet } from '../../screen/sheet.js'

/** Every key, in the order of the help. */
function keysIn({ glyphs, ascii }: Sheet): readonly (readonly [heading: string, keys: readonly Key[]])[] {
  const [left, right] = ascii ? ['left', 'right'] : ['←', '→']
  const [up, down] = ascii ? ['up', 'down'] : ['↑', '↓']
  return [
    [
      'Choose',
      [
        ['space', `going ${glyphs.going}, maybe ${glyphs.maybe}, off`],
        ['1-5, p', 'set or raise the priority, from 1 (nice) to 5 (must)'],
        ['n', 'add to your note'],
        ['u, U', 'undo the last change to your agenda, redo it'],
      ],
    ],
    [
      'Find',
      [
        ['/', 'search; enter or esc returns to the keys'],
        [`${left} ${right}, h l`, 'the day before or after'],
        ['a', 'all days, or one'],
        ['t, T', 'the next or previous track'],
        ['f', 'show or fold breaks, demos and the like'],
        ['esc', 'end the search, then the track'],
      ],
    ],
    [
      'Move',
      [
        [`${up} ${down}, k j`, 'up, down'],
        ['page up, page down', 'a screen up or down'],
        ['home end, g G', 'first, last'],
        ['enter', 'everything about the session; esc returns'],
      ],
    ],
    [
      'Leave',
      [
        ['q', 'leave; every change is saved already'],
        ['ctrl-z', 'stop; fg continues'],
      ],
    ],
    ['Marks', [['!', 'clashes with what you are going to, or would']]],
  ]
}

type Key = readonly [key: string, does: string]

/** What every key does, on as many lines as needed. */
export function helpLines(sheet: Sheet): readonly string[] {
  const groups = keysIn(sheet)
  const widest = Math.max(...groups.flatMap(([, keys]) => keys.map(([key]) => key.length)))
  const column = Math.min(widest, Math.max(1, Math.floor(sheet.width / 3)))
  const room = Math.max(1, sheet.width - column - 4)
  const lines = groups.flatMap(([heading, keys], index) => [
    ...(index > 0 ? [''] : []),
    sheet.ink.heading(heading),
    ...keys.flatMap(([key, does]) =>
      sheet.wrapTo(does, room).map((line, at) => `  ${sheet.padTo(at === 0 ? key : '', column)}  ${line}`),
    ),
  ])
  return lines.map((line) => line.trimEnd())
}

/** The most useful keys that fit on a line. */
export function keysLine(mode: Picker['mode'], rows: PickerRows, sheet: Sheet): string {
  const { width, widthOf, ink, fitTo } = sheet
  const parts = KEYS[mode](rows, sheet)
  const kept = new Set<number>()
  let room = width - 1
  // From most to least important.
  const order = [...parts.keys()].sort((a, b) => (parts[a]?.rank ?? 0) - (parts[b]?.rank ?? 0))
  for (const index of order) {
    const cost = widthOf(parts[index]?.text ?? '') + (kept.size > 0 ? GAP : 0)
    if (cost > room) continue
    kept.add(index)
    room -= cost
  }
  const texts = parts.filter((_, index) => kept.has(index)).map(({ text }) => text)
  return ink.faint(fitTo(` ${texts.join(' '.repeat(GAP))}`, width))
}

const GAP = 3

interface KeyPart {
  readonly text: string
  /** The lowest are kept longest. */
  readonly rank: number
}

const KEYS: Readonly<Record<Picker['mode'], (rows: PickerRows, sheet: Sheet) => readonly KeyPart[]>> = {
  keys: ({ folded, elsewhere }, { glyphs, ascii }) => [
    { text: `space ${glyphs.going}${glyphs.maybe}`, rank: 1 },
    { text: 'p priority', rank: 8 },
    { text: 'n note', rank: 9 },
    { text: 'u undo', rank: 6 },
    { text: '/ search', rank: 3 },
    { text: `${ascii ? '<>' : '←→'} day`, rank: 5 },
    { text: 't track', rank: 10 },
    ...(folded > 0 ? [{ text: `f ${folded} folded`, rank: 11 }] : []),
    ...(elsewhere > 0 ? [{ text: `a ${elsewhere} on other days`, rank: 4 }] : []),
    { text: 'enter details', rank: 7 },
    { text: '? keys', rank: 2 },
    { text: 'q done', rank: 0 },
  ],
  search: ({ sessions, elsewhere }) => [
    { text: 'type to search', rank: 1 },
    ...(elsewhere > 0 ? [{ text: `${elsewhere} on other days`, rank: 2 }] : []),
    { text: sessions.length === 0 && elsewhere > 0 ? 'enter shows them' : 'enter keeps it', rank: 0 },
  ],
  note: () => [
    { text: 'enter saves', rank: 0 },
    { text: 'esc leaves it', rank: 1 },
  ],
  details: (_, { glyphs, ascii }) => [
    { text: `space ${glyphs.going}${glyphs.maybe}`, rank: 1 },
    { text: 'p priority', rank: 3 },
    { text: 'n note', rank: 4 },
    { text: `${ascii ? '<>' : '←→'} session`, rank: 2 },
    { text: 'esc back', rank: 0 },
  ],
  help: () => [{ text: 'esc back', rank: 0 }],
}
