import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Place } from '../../../src/model/problem.js'
import { render } from '../../../src/render/render.js'
import { problemText } from '../../../src/render/views/problems.js'
import { problemsView } from '../../fixtures/views.js'
import { FRIDAY, timed } from '../../planning/samples.js'

const screen = { width: 60, colour: 0, ascii: false } as const

function unknownKey(at: Partial<Place>) {
  return { code: 'unknown-key', at: { file: 'demo.yaml', line: 7, column: 5, ...at }, key: 'titel' } as const
}

describe('a problem is its place, its sentence, its line with carets, its hint', () => {
  test.each([
    ['at a word', { excerpt: '    titel: Walls', width: 5 }, ['    7 |     titel: Walls', '      |     ^^^^^']],
    ['without a width, one caret', { excerpt: '    titel: Walls' }, ['    7 |     titel: Walls', '      |     ^']],
    ['carets end with the line', { excerpt: '    titel', width: 50 }, ['    7 |     titel', '      |     ^^^^^']],
    ['behind the line', { excerpt: 'abc', column: 9 }, ['    7 | abc', '      |    ^']],
    ['wide characters', { excerpt: '王小: 明明', column: 5, width: 2 }, ['    7 | 王小: 明明', '      |       ^^^^']],
    ['columns count code points', { excerpt: '🚀🚀x', column: 3, width: 1 }, ['    7 | 🚀🚀x', '      |     ^']],
    ['tabs', { excerpt: '\ttitel: x', column: 2, width: 5 }, ['    7 |  titel: x', '      |  ^^^^^']],
    [
      'controls before and at the place',
      { excerpt: 'a\u001bb\u202ec', column: 4, width: 1 },
      ['    7 | a\\x1bbU+202Ec', '      |       ^^^^^^'],
    ],
    [
      'a place far right: what stands before it is cut',
      { excerpt: `${'x'.repeat(200)}titel`, column: 201, width: 5 },
      ['    7 | …xxxxxxxxxxxxxxxxtitel', '      |                  ^^^^^'],
    ],
    [
      'a long rest is cut',
      { excerpt: `titel${'y'.repeat(200)}`, column: 1, width: 5 },
      [`    7 | titel${'y'.repeat(46)}…`, '      | ^^^^^'],
    ],
    [
      'an excerpt that begins in the middle of its line says so',
      { excerpt: 'mno titel', column: 1005, from: 1001, width: 5 },
      ['    7 | …mno titel', '      |      ^^^^^'],
    ],
    [
      'a long stretch',
      { excerpt: 'z'.repeat(300), column: 1, width: 300 },
      [`    7 | ${'z'.repeat(51)}…`, `      | ${'^'.repeat(52)}`],
    ],
  ] as const)('%s', async (_, at, excerpt) => {
    const problem = unknownKey(at)
    const [first, ...rest] = (await problemText(problem, screen, true)).split('\n')
    expect(first).toBe(`demo.yaml:7:${problem.at.column}: unknown key "titel"`)
    expect(rest).toEqual(excerpt)
  })

  test('a warning says so, and the hint comes last', async () => {
    const at: Place = { file: 'a.yaml', line: 3, column: 8, excerpt: 'start: 02:30', width: 5 }
    const zone = 'Europe/Amsterdam'
    expect(await problemText({ code: 'dst-overlap', at, text: '02:30', zone, offset: 120 }, screen, true)).toBe(
      [
        'a.yaml:3:8: warning: "02:30" occurs twice in Europe/Amsterdam: the first is used (UTC+2)',
        '    3 | start: 02:30',
        '      |        ^^^^^',
        '  Add the offset to be sure.',
      ].join('\n'),
    )
  })

  test('on a narrow screen no word is torn, and commands stay whole where they fit', async () => {
    const lost = {
      code: 'unknown-session',
      reference: 'kubelets in the deep',
      nearest: [{ id: 'kubelet-deep-dive', title: 'A Deep Dive Into the Kubelet' }],
    } as const
    const narrow = { ...screen, width: 30 }
    expect(await problemText(lost, narrow, true)).toBe(`kubeplan: no session is
  called "kubelets in the
  deep"
  Did you mean:
    kubelet-deep-dive
      A Deep Dive Into the Ku…`)
    const other = { code: 'agenda-of-another-conference', conference: 'a', expected: 'b' } as const
    const at: Place = { file: 'a.yaml', line: 1, column: 1 }
    expect(
      await problemText({ ...other, at }, { ...screen, width: 44 }, true),
    ).toBe(`a.yaml:1:1: this agenda is for "a", not for "b"
  Use its catalogue: kubeplan agenda -c a
  or another agenda: --agenda FILE`)
    for (let width = 1; width < 60; width++) {
      const lines = (await problemText(lost, { ...screen, width }, true)).split('\n')
      if (width > 25) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
      const title = lines.findIndex((line) => line.includes('kubelet-deep-dive'))
      expect(lines.slice(0, title).join('').replaceAll(' ', '')).toBe(
        'kubeplan:nosessioniscalled"kubeletsinthedeep"Didyoumean:',
      )
    }
  })

  describe('sessions to choose from', () => {
    const when = (clock: string) => timed(FRIDAY, `${clock}-17:00`)
    const candidates = [
      { id: 'project-demo', title: 'A Project Demo', when: when('16:00'), room: 'Hall 1-5 | Solutions Showcase' },
      { id: 'project-demo-2', title: 'A Project Demo', when: when('16:30') },
    ]
    const twins = { code: 'ambiguous-session', reference: 'demo', candidates } as const
    const told = async (width: number, cuts = true) =>
      (await problemText(twins, { ...screen, width }, cuts)).split('\n').slice(2)

    test('say when and where, if titles do not tell them apart; the title is cut first', async () => {
      expect(await told(90)).toEqual([
        '    project-demo    Fri 20 Nov 16:00-17:00  Hall 1-5 | Solution…  A Project Demo',
        '    project-demo-2  Fri 20 Nov 16:30-17:00                        A Project Demo',
      ])
      expect(await told(76)).toEqual([
        '    project-demo    Fri 20 Nov 16:00-17:00  Hall 1-5 | Solution…  A Project…',
        '    project-demo-2  Fri 20 Nov 16:30-17:00                        A Project…',
      ])
      expect(await told(64)).toEqual([
        '    project-demo    Fri 20 Nov 16:00-17:00  Hall 1-5 | Solution…',
        '    project-demo-2  Fri 20 Nov 16:30-17:00',
      ])
      expect(await told(40)).toEqual([
        '    project-demo',
        '      Fri 20 Nov 16:00-17:00  Hall 1-5…',
        '    project-demo-2',
        '      Fri 20 Nov 16:30-17:00',
      ])
    })

    test('in a pipe nothing is cut', async () => {
      expect(await told(20, false)).toEqual([
        '    project-demo    Fri 20 Nov 16:00-17:00  Hall 1-5 | Solutions Showcase  A Project Demo',
        '    project-demo-2  Fri 20 Nov 16:30-17:00                        A Project Demo',
      ])
    })

    test('titles that differ do not say when and where', async () => {
      const [one, two] = candidates
      const different = { ...twins, candidates: [{ ...one, title: 'Another Demo' }, two] } as typeof twins
      expect((await problemText(different, screen, false)).split('\n').slice(2)).toEqual([
        '    project-demo    Fri 20 Nov 16:00-17:00  Hall 1-5 | Solutions Showcase  Another Demo',
        '    project-demo-2  Fri 20 Nov 16:30-17:00                        A Project Demo',
      ])
    })

    test('an id is never torn, and no other line is wider than the screen', async () => {
      for (let width = 8; width < 100; width++) {
        const lines = await told(width)
        for (const { id } of candidates)
          expect(lines.filter((line) => line.trim().split(' ')[0] === id)).toHaveLength(1)
        for (const line of lines) if (line.startsWith('      ')) expect(line.length).toBeLessThanOrEqual(width)
      }
    })
  })

  test('in a pipe every line is whole', async () => {
    const problem = { code: 'nothing-to-plan' } as const
    expect(await problemText(problem, { ...screen, width: 20 }, false)).toBe(
      "kubeplan: there is nothing to plan: you have no picks, and no interest matches\n  Shortlist: kubeplan add --maybe WORDS-OF-A-TITLE   or name an interest: kubeplan plan --like 'service mesh:3'   or plan everything: kubeplan plan --all",
    )
  })

  test('what is in no file is told by kubeplan', async () => {
    const problem = { code: 'exists', path: 'my.ics' } as const
    expect(await problemText(problem, screen, true)).toBe(
      'kubeplan: my.ics already exists\n  Choose another name, or overwrite it with --force.',
    )
  })

  test('the words are the same in colour', async () => {
    const problem = unknownKey({ excerpt: '    titel: Walls', width: 5 })
    const coloured = await problemText(problem, { ...screen, colour: 1 }, true)
    expect(coloured).toContain('\u001b[')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await problemText(problem, screen, true))
  })
})

test('excerpts keep to a narrow screen, unlike messages, which editors and grep read', async () => {
  const text = await render(problemsView, 'table', { ...screen, width: 20 })
  expect(text.split('\n').filter((line) => /^[ \d]{5} \|/.test(line) && stringWidth(line) > 20)).toEqual([])
})
