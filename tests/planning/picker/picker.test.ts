import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agenda, emptyAgenda, type Session } from '../../../src/model/conference.js'
import {
  type Key,
  newPicker,
  type Picker,
  type PickerWindow,
  press,
  settled,
} from '../../../src/planning/picker/picker.js'
import { pickerProgramme, rowsOf, tracksOn } from '../../../src/planning/picker/picker-rows.js'
import { at, dated, day, FRIDAY, pick, session, THURSDAY, timed } from '../samples.js'

const talk = (id: string, on: typeof FRIDAY, times: string, more: Partial<Session> = {}) =>
  session(id, { when: timed(on, times), ...more })

const SESSIONS = [
  talk('opening', THURSDAY, '09:00-09:30', { tracks: ['Main'] }),
  talk('coffee', THURSDAY, '09:30-10:00', { kind: 'break' }),
  talk('charts', THURSDAY, '10:00-10:30', { tracks: ['Apps'] }),
  talk('nodes', THURSDAY, '10:00-11:00', { tracks: ['Main', 'Ops'] }),
  talk('metrics', FRIDAY, '09:00-09:30', { tracks: ['Ops'] }),
  talk('charts-again', FRIDAY, '10:00-10:30', { tracks: ['Apps'], title: 'charts again' }),
  session('posters', { when: dated(FRIDAY) }),
  session('someday'),
]
const ABSTRACTS: Readonly<Record<string, string>> = { nodes: 'What a chart cannot say.' }
const PROGRAMME = pickerProgramme(SESSIONS, (id) => ABSTRACTS[id])
const WINDOW: PickerWindow = { rows: 3, height: 10, lastScroll: 7, now: at(THURSDAY, '08:00') }
const EMPTY = emptyAgenda('example-days')

const begin = (more: Partial<PickerWindow> & { today?: typeof FRIDAY; words?: string; agenda?: Agenda } = {}) => {
  const { today, words = '', agenda = EMPTY, ...window } = more
  return newPicker(PROGRAMME, agenda, { ...WINDOW, ...window, today, words })
}

/** Keys by their names in `<>`, and letters. */
function keysOf(typed: string): readonly Key[] {
  return [...typed.matchAll(/<([a-z-]+)>|(.)/gsu)].map(([, name, text = '']) => (name ? { name } : { text }))
}

function afterKeys(typed: string, picker = begin()): Picker {
  return keysOf(typed).reduce((before, key) => press(before, key, PROGRAMME, WINDOW).picker, picker)
}

const listed = (picker: Picker) => rowsOf(picker, PROGRAMME).sessions.map(({ id }) => id)
const stagesOf = ({ agenda }: Picker) => agenda.picks.map(({ session: id, stage }) => `${id} ${stage}`)

describe('begins', () => {
  test('with the first day, at what is still to come', () => {
    expect(begin()).toMatchObject({ page: THURSDAY, selected: 'opening', top: 0 })
    expect(begin({ today: THURSDAY, now: at(THURSDAY, '10:10') })).toMatchObject({ page: THURSDAY, selected: 'charts' })
    expect(begin({ today: FRIDAY, now: at(FRIDAY, '09:40') })).toMatchObject({ page: FRIDAY, selected: 'charts-again' })
  })

  test('after days on which there is only registration and the like', () => {
    const programme = pickerProgramme(
      [talk('badges', THURSDAY, '08:00-18:00', { kind: 'umbrella' }), talk('metrics', FRIDAY, '09:00-09:30')],
      () => undefined,
    )
    const on = (today?: typeof FRIDAY) => newPicker(programme, EMPTY, { ...WINDOW, today, words: '' }).page
    expect([on(), on(THURSDAY)]).toEqual([FRIDAY, THURSDAY])
  })

  test('at the first session where all are over, and today is no day of it', () => {
    expect(begin({ today: day('2021-01-01'), now: at(day('2021-01-01'), '09:00') })).toMatchObject({
      page: THURSDAY,
      selected: 'opening',
    })
  })

  test('with the best match for words on all days', () => {
    const picker = begin({ words: 'charts again' })
    expect(picker).toMatchObject({ page: 'all', day: THURSDAY, selected: 'charts-again', words: 'charts again' })
  })

  test('without any session', () => {
    const none = pickerProgramme([], () => undefined)
    const picker = newPicker(none, EMPTY, { ...WINDOW, today: undefined, words: '' })
    expect(picker).toMatchObject({ page: 'all', selected: undefined })
    for (const key of keysOf('<down> <enter>pn1atlh<left><end>u'))
      expect(press(picker, key, none, WINDOW).picker).toMatchObject({ selected: undefined, mode: 'keys' })
  })
})

describe('moves', () => {
  test.each([
    ['j', 'charts', 0],
    ['jj', 'nodes', 0],
    ['jjj', 'nodes', 0],
    ['k', 'opening', 0],
    ['<end>', 'nodes', 0],
    ['G<home>', 'opening', 0],
    ['<page-down>', 'nodes', 0],
    ['l', 'metrics', 0],
    ['l<down><down>', 'posters', 0],
    ['ll', 'someday', 0],
    ['lll', 'someday', 0],
    ['llh', 'metrics', 0],
    ['h', 'opening', 0],
    ['f<end>', 'nodes', 1],
    ['f<end>kk', 'coffee', 1],
    ['f<end>kkk', 'opening', 0],
    ['f<end>f', 'nodes', 0],
    ['aG', 'someday', 4],
    ['aGl', 'opening', 0],
    ['laa', 'metrics', 0],
  ])('%s to %s', (typed, selected, top) => {
    expect(afterKeys(typed)).toMatchObject({ selected, top })
  })

  test('in a smaller window the selection stays visible', () => {
    const picker = settled(afterKeys('aG'), PROGRAMME, { ...WINDOW, rows: 1 })
    expect(picker).toMatchObject({ selected: 'someday', top: 6 })
    expect(settled(picker, PROGRAMME, { ...WINDOW, rows: 100 })).toMatchObject({ selected: 'someday', top: 0 })
  })
})

describe('lists', () => {
  test('what is not a break, a demo or the like, unless it is picked or asked for', () => {
    expect(listed(begin())).toEqual(['opening', 'charts', 'nodes'])
    expect(listed(afterKeys('f'))).toEqual(['opening', 'coffee', 'charts', 'nodes'])
    expect(listed(begin({ agenda: { ...EMPTY, picks: [pick('coffee')] } }))).toContain('coffee')
    expect(listed(afterKeys('/coffee'))).toEqual(['coffee'])
  })

  test('what search finds, best first, with its counts', () => {
    expect(rowsOf(afterKeys('/chart'), PROGRAMME)).toMatchObject({ all: 4, folded: 0, elsewhere: 1 })
    expect(listed(afterKeys('/chart<enter>'))).toEqual(['charts', 'nodes'])
    expect(listed(afterKeys('/chart<enter>a'))).toEqual(['charts', 'charts-again', 'nodes'])
    expect(listed(afterKeys('/charst<enter>a'))).toEqual(['charts', 'charts-again', 'nodes'])
    expect(listed(afterKeys('/zebra'))).toEqual([])
  })

  test('also what my notes say', () => {
    const agenda = { ...EMPTY, picks: [pick('opening', { note: 'zebra' })] }
    expect(listed(afterKeys('/zebra', begin({ agenda })))).toEqual(['opening'])
  })

  test('one track after another, of those on the page', () => {
    expect(tracksOn(begin(), PROGRAMME)).toEqual(['Apps', 'Main', 'Ops'])
    expect(['t', 'tt', 'ttt', 'tttt', 'T'].map((typed) => afterKeys(typed).track)).toEqual([
      'Apps',
      'Main',
      'Ops',
      undefined,
      'Ops',
    ])
    expect(listed(afterKeys('tt'))).toEqual(['opening', 'nodes'])
  })

  test('Escape ends the search, then the track', () => {
    const picker = afterKeys('tt/nodes<enter>')
    expect([picker, afterKeys('<escape>', picker), afterKeys('<escape><escape>', picker)].map(listed)).toEqual([
      ['nodes'],
      ['opening', 'nodes'],
      ['opening', 'charts', 'nodes'],
    ])
  })
})

describe('while somebody types', () => {
  test.each([
    ['letters are letters', '/jq 1', 'jq 1'],
    ['Backspace takes one back', '/abc<backspace>', 'ab'],
    ['with its marks', '/xé<backspace>', 'x'],
    ['and an emoji of several parts', '/x👨‍👩‍👧<backspace>', 'x'],
    ['Ctrl-W takes a word', '/ab cd<ctrl-w>', 'ab '],
    ['Ctrl-U takes all', '/ab cd<ctrl-u>', ''],
  ])('%s', (_, typed, words) => {
    expect(afterKeys(typed)).toMatchObject({ mode: 'search', words })
  })

  test('what is pasted is text there, and nothing elsewhere', () => {
    const pasted: Key = { text: 'q \nu', pasted: true }
    expect(press(begin(), pasted, PROGRAMME, WINDOW)).toEqual({ picker: begin() })
    expect(press(afterKeys('/'), pasted, PROGRAMME, WINDOW).picker.words).toBe('q  u')
    expect(press(afterKeys('n'), pasted, PROGRAMME, WINDOW).picker.draft).toBe('q  u')
  })

  test('arrows still move, and Enter and Escape return to the keys', () => {
    expect(afterKeys('/chart<down>')).toMatchObject({ mode: 'search', selected: 'nodes' })
    expect(afterKeys('/chart<enter>')).toMatchObject({ mode: 'keys', words: 'chart' })
    expect(afterKeys('/chart<escape>')).toMatchObject({ mode: 'keys', words: 'chart' })
  })
})

describe('changes', () => {
  test('Space leads from nothing to going, maybe and nothing', () => {
    expect([' ', '  ', '   ', '    '].map((typed) => stagesOf(afterKeys(typed)))).toEqual([
      ['opening going'],
      ['opening maybe'],
      [],
      ['opening going'],
    ])
  })

  test('what was taken off comes back with its words and priority', () => {
    const mine = pick('opening', { stage: 'maybe', priority: 5, note: 'Ask.', rating: 4, takeaways: ['One.'] })
    const [again] = afterKeys('  ', begin({ agenda: { ...EMPTY, picks: [mine] } })).agenda.picks
    expect(again).toEqual({ ...mine, stage: 'going', seen: expect.objectContaining({ title: 'opening' }) })
  })

  test.each([
    [' p', 4],
    [' pp', 5],
    [' ppp', 1],
    [' 2', 2],
    ['  5', 5],
  ])('%s sets the priority to %i', (typed, priority) => {
    expect(afterKeys(typed).agenda.picks).toEqual([expect.objectContaining({ session: 'opening', priority })])
  })

  test('a priority without a pick is refused, until the next key', () => {
    expect(afterKeys('p')).toMatchObject({ refusal: 'not-picked', agenda: EMPTY })
    expect(afterKeys('pj').refusal).toBeUndefined()
  })

  test('a note is added, and makes a pick', () => {
    expect(afterKeys('nAsk her.<enter>').agenda.picks).toEqual([
      expect.objectContaining({ session: 'opening', stage: 'maybe', note: 'Ask her.' }),
    ])
    expect(afterKeys('nOne.<enter>nTwo.<enter>').agenda.picks[0]?.note).toBe('One.\n\nTwo.')
    for (const typed of ['nAsk<escape>', 'n<enter>', 'n  <enter>']) expect(afterKeys(typed)).toEqual(begin())
  })

  test('a change is also a function, for the agenda in the file', () => {
    const { wish } = press(begin(), { text: ' ' }, PROGRAMME, WINDOW)
    const others = { ...EMPTY, picks: [pick('nodes')] }
    expect(wish?.what === 'change' && wish.change(others).picks.map(({ session: id }) => id)).toEqual([
      'nodes',
      'opening',
    ])
    const priority = press(afterKeys(' '), { text: '5' }, PROGRAMME, WINDOW).wish
    expect(priority?.what === 'change' && priority.change(others)).toBe(others)
  })

  test.each([
    ['u', 'undo'],
    ['U', 'redo'],
    ['<ctrl-r>', 'redo'],
    ['q', 'leave'],
    ['<ctrl-c>', 'interrupt'],
    ['<ctrl-z>', 'suspend'],
    ['<ctrl-l>', 'redraw'],
  ])('%s asks for %s', (typed, what) => {
    const [key] = keysOf(typed)
    for (const before of ['', '<enter>'])
      expect(key && press(afterKeys(before), key, PROGRAMME, WINDOW).wish).toEqual({ what })
  })
})

describe('what fills the screen', () => {
  test.each([
    ['<enter>', { mode: 'details', scroll: 0 }],
    ['<enter>jj', { mode: 'details', scroll: 2 }],
    ['<enter>G', { mode: 'details', scroll: 7 }],
    ['<enter>Gk', { mode: 'details', scroll: 6 }],
    ['<enter>k', { mode: 'details', scroll: 0 }],
    ['<enter>jl', { mode: 'details', scroll: 0, selected: 'charts' }],
    ['<enter>at', { mode: 'details', page: THURSDAY }],
    ['<enter><escape>', { mode: 'keys' }],
    ['<enter><enter>', { mode: 'keys' }],
    ['?', { mode: 'help' }],
    ['?j', { mode: 'help', scroll: 1 }],
    ['??', { mode: 'keys' }],
    ['? ', { mode: 'help', agenda: EMPTY }],
    ['?<escape>', { mode: 'keys' }],
  ])('%s', (typed, picker) => {
    expect(afterKeys(typed)).toMatchObject(picker)
  })

  test('Space picks there as well', () => {
    expect(stagesOf(afterKeys('<enter> '))).toEqual(['opening going'])
  })
})

const anyKey: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...'jkhlgGatTf/? pnuq12345').map((text) => ({ text })),
  fc
    .constantFrom(
      'up',
      'down',
      'left',
      'right',
      'page-up',
      'page-down',
      'home',
      'end',
      'enter',
      'escape',
      'backspace',
      'ctrl-w',
    )
    .map((name) => ({ name })),
  fc.record({ text: fc.string({ unit: 'grapheme' }), pasted: fc.constant(true as const) }),
)

test('after any keys the selection is listed and visible, and the wishes made the agenda', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 60 }), fc.integer({ min: 0, max: 8 }), (keys, rows) => {
      const window = { ...WINDOW, rows }
      let picker = begin()
      let saved: Agenda = EMPTY
      for (const key of keys) {
        const { picker: next, wish } = press(picker, key, PROGRAMME, window)
        if (wish?.what === 'change') saved = wish.change(saved)
        picker = next
        const ids = listed(picker)
        const index = ids.indexOf(picker.selected ?? '')
        if (ids.length === 0) expect(picker.selected).toBeUndefined()
        else {
          expect(index).toBeGreaterThanOrEqual(picker.top)
          expect(index).toBeLessThan(picker.top + Math.max(1, rows))
        }
        expect(picker.top).toBeGreaterThanOrEqual(0)
      }
      expect(picker.agenda).toEqual(saved)
    }),
  )
})

test('enter shows all days where the words are only on others', () => {
  expect(afterKeys('/metrics<enter>')).toMatchObject({ page: 'all', mode: 'keys', selected: 'metrics' })
  expect(afterKeys('/metrics<escape>')).toMatchObject({ page: THURSDAY, mode: 'keys' })
  expect(afterKeys('/charts<enter>')).toMatchObject({ page: THURSDAY, mode: 'keys', selected: 'charts' })
  expect(afterKeys('/nowhere<enter>')).toMatchObject({ page: THURSDAY, mode: 'keys' })
})
