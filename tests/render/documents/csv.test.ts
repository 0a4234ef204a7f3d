import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stampZone } from '../../../src/clock/zone.js'
import { csvLine } from '../../../src/render/documents/csv.js'
import { render } from '../../../src/render/render.js'
import type { View } from '../../../src/render/views.js'
import { SESSIONS, session, TUE, timed } from '../../fixtures/programme.js'
import { agendaView, clashesView, facetView, problemsView, sessionsView, sessionView } from '../../fixtures/views.js'

const screen = { width: 80, colour: 0, ascii: false } as const

function tsvOf(view: View): Promise<string> {
  return render(view, 'tsv', screen)
}

function csvText(rows: readonly (readonly string[])[], raw: boolean): string {
  return rows.map((row) => csvLine(row, raw)).join('')
}

const some = SESSIONS.filter(({ id }) =>
  ['gateways-without-tears', 'late-night-jam', 'family-emoji', 'hall-of-small-things'].includes(id),
)

describe('tsv', () => {
  test('sessions: everything, in order, on the clock shown', async () => {
    expect(await tsvOf(sessionsView(some))).toBe(
      [
        'id\tdate\tstart\tend\tkind\ttrack\troom\ttitle\tspeakers',
        'gateways-without-tears\t2026-03-24\t10:15\t10:50\ttalk\tNetworking\tMain Hall\tGateways Without Tears: What We Learned From Moving 400 Ingresses\tNoor van den Berg, Dijkwacht; Tom Okafor, Dijkwacht; Li Wei, Kaiyuan',
        'late-night-jam\t2026-03-25\t01:00\t02:30\tsocial\t\tBasement\tLate Night Jam\t',
        'family-emoji\t2026-03-25\t\t\ttalk\tCommunity\t\t👨‍👩‍👧‍👦 Families of Controllers: 🇳🇱 Edition\t',
        'hall-of-small-things\t\t\t\tlightning\tCommunity\t\tHall of Small Things\tSam',
        '',
      ].join('\n'),
    )
  })

  test('another clock shows other dates and times', async () => {
    const [jam] = stampZone(
      SESSIONS.filter(({ id }) => id === 'late-night-jam'),
      'America/New_York',
    )
    const text = await tsvOf(sessionsView(jam ? [jam] : []))
    expect(text.split('\n')[1]).toBe('late-night-jam\t2026-03-24\t20:00\t21:30\tsocial\t\tBasement\tLate Night Jam\t')
  })

  test('nothing found is a line of heads', async () => {
    expect(await tsvOf(sessionsView([]))).toBe('id\tdate\tstart\tend\tkind\ttrack\troom\ttitle\tspeakers\n')
  })

  test('clashes, agenda, facets and problems', async () => {
    expect(await tsvOf(clashesView('agenda'))).toBe(
      [
        'first\tsecond\tdate\tstart\tend\tminutes\treason\tfirst_title\tsecond_title',
        'gateways-without-tears\tnodes-that-drain\t2026-03-24\t10:15\t10:50\t35\toverlap\tGateways Without Tears: What We Learned From Moving 400 Ingresses\tNodes That Drain',
        'nodes-that-drain\tblock:Booth duty\t2026-03-24\t11:30\t11:45\t15\toverlap\tNodes That Drain\tBooth duty',
        '',
      ].join('\n'),
    )
    expect(await tsvOf(agendaView())).toBe(
      [
        'id\tdate\tstart\tend\tstage\tpriority\troom\ttitle\trating\tattended',
        'opening-keynote\t2026-03-24\t09:00\t09:45\tgoing\t5\tMain Hall\tOpening: Ten Years of Sharing a Cluster\t\t',
        'gateways-without-tears\t2026-03-24\t10:15\t10:50\tgoing\t3\tMain Hall\tGateways Without Tears: What We Learned From Moving 400 Ingresses\t\t',
        'nodes-that-drain\t2026-03-24\t10:15\t11:45\tgoing\t4\tLab 2\tNodes That Drain\t\t',
        'kubernetes-in-taipei\t2026-03-24\t11:00\t11:35\tmaybe\t3\t大會議廳\tKubernetes 在地社群：從零開始的維運之路 🚀 and What It Taught Us About On-Call\t\t',
        'block:Booth duty\t2026-03-24\t11:30\t13:30\tblock\t\tBooth 7\tBooth duty\t\t',
        'policy-as-prose\t2026-03-25\t09:00\t09:35\tgoing\t3\tLab 2\tPolicy as Prose\t5\ttrue',
        'poster-session\t2026-03-24\t\t\tmaybe\t3\t\tPoster Session: Schedulers\t\t',
        'hall-of-small-things\t\t\t\tgoing\t3\t\tHall of Small Things\t\t',
        'gone-with-the-wind\t\t\t\tgoing\t3\t\tGone With the Wind Farm\t\t',
        '',
      ].join('\n'),
    )
    expect(await tsvOf(facetView('days'))).toBe('name\tsessions\tminutes\n2026-03-24\t11\t1035\n2026-03-25\t3\t125\n')
    expect((await tsvOf(facetView('speakers'))).split('\n').slice(0, 2)).toEqual([
      'name\tsessions\tminutes\torganizations',
      'Ada Lind\t1\t45\tNordwind',
    ])
    expect((await tsvOf(problemsView)).split('\n').slice(0, 2)).toEqual([
      'file\tline\tcolumn\tseverity\tcode\tmessage',
      'demo.yaml\t41\t5\terror\tunknown-key\tunknown key "titel"; did you mean "title"?',
    ])
  })

  test('a cell never holds a tab, a line end or a control', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (title, name) => {
        const text = await tsvOf(
          sessionsView([session('x', title, { kind: 'unscheduled' }, { room: name, speakers: [{ name }] })]),
        )
        const lines = text.split('\n')
        expect(lines).toHaveLength(3)
        expect(lines[1]?.split('\t')).toHaveLength(9)
        expect(lines[1]?.replaceAll('\t', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
      }),
    )
  })
})

/** RFC 4180 literally, character by character. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let index = 0
  while (index < text.length) {
    if (text[index] === '"') {
      index++
      for (;;) {
        const quote = text.indexOf('"', index)
        if (quote < 0) throw new Error('open quote')
        cell += text.slice(index, quote)
        index = quote + 1
        if (text[index] !== '"') break
        cell += '"'
        index++
      }
      continue
    }
    if (text[index] === ',') {
      row.push(cell)
      cell = ''
      index++
    } else if (text.startsWith('\r\n', index)) {
      rows.push([...row, cell])
      row = []
      cell = ''
      index += 2
    } else {
      if (text[index] === '\r' || text[index] === '\n') throw new Error('bare line end')
      cell += text[index]
      index++
    }
  }
  if (cell !== '' || row.length > 0) throw new Error('no line end at the end')
  return rows
}

describe('csv', () => {
  test('sessions: the keys of catalogue/1 that fit into a cell', async () => {
    const rows = readCsv(await render(sessionsView(some), 'csv', screen))
    expect(rows.slice(0, 3)).toEqual([
      'id title kind track tags level room start end date speakers abstract url video repeat_of status uid conference language recorded capacity seats'.split(
        ' ',
      ),
      [
        'gateways-without-tears',
        'Gateways Without Tears: What We Learned From Moving 400 Ingresses',
        'talk',
        'Networking',
        'networking; migration',
        'intermediate',
        'Main Hall',
        '2026-03-24T10:15:00+01:00',
        '2026-03-24T10:50:00+01:00',
        '',
        'Noor van den Berg, Dijkwacht; Tom Okafor, Dijkwacht; Li Wei, Kaiyuan',
        sessionView('gateways-without-tears').catalogue.details('gateways-without-tears').abstract,
        'https://demo.example/gateways',
        'https://video.example/gateways',
        '',
        'confirmed',
        '',
        'DemoConf 2026',
        '',
        '',
        '',
        '',
      ],
      [
        'late-night-jam',
        'Late Night Jam',
        'social',
        '',
        '',
        '',
        'Basement',
        '2026-03-25T01:00:00+01:00',
        '2026-03-25T02:30:00+01:00',
        '',
        '',
        '',
        '',
        '',
        '',
        'confirmed',
        '',
        'DemoConf 2026',
        '',
        '',
        '',
        '',
      ],
    ])
  })

  test('for Excel: a mark of UTF-8, a date and times in cells of their own, and no formulas', async () => {
    const night = session('n', '=1+1', timed(TUE, '23:00', '01:00', { end: '2026-03-25' }))
    const text = await render(sessionsView([...some, night]), 'csv', screen, {
      excel: true,
      fields: ['title', 'date', 'start', 'end'],
    })
    expect(text).toBe(
      [
        '\ufefftitle,date,start,end',
        'Gateways Without Tears: What We Learned From Moving 400 Ingresses,2026-03-24,10:15,10:50',
        'Late Night Jam,2026-03-25,01:00,02:30',
        '👨‍👩‍👧‍👦 Families of Controllers: 🇳🇱 Edition,2026-03-25,,',
        'Hall of Small Things,,,',
        `"'=1+1",2026-03-24,23:00,2026-03-25 01:00`,
        '',
      ].join('\r\n'),
    )
    const heads = async (excel: boolean) =>
      readCsv((await render(sessionsView(some), 'csv', screen, { excel })).replace('\ufeff', ''))[0]
    expect([...((await heads(true)) ?? [])].sort()).toEqual([...((await heads(false)) ?? [])].sort())
    const clashes = clashesView('agenda')
    expect(await render(clashes, 'csv', screen, { excel: true })).toBe(`\ufeff${await render(clashes, 'csv', screen)}`)
  })

  test('other views have the columns of their tsv', async () => {
    for (const view of [clashesView('agenda'), agendaView(), facetView('speakers'), problemsView]) {
      const tsv = (await tsvOf(view)).replace(/\n$/, '').split('\n')
      expect(readCsv(await render(view, 'csv', screen, { rawCsv: true }))).toEqual(tsv.map((line) => line.split('\t')))
    }
  })

  const cells = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('"', ',', '\r', '\n', '\r\n', ' ', 'a', '=', '\t', ';', '+', "'"))
      .map((parts) => parts.join('')),
  )

  test('reads back cell by cell', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cells, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        expect(readCsv(csvText(rows, true))).toEqual(rows)
      }),
      { numRuns: 10_000 },
    )
  })

  test('no cell is a formula, and one apostrophe less is what was there', () => {
    const formulas = fc.oneof(
      cells,
      fc.tuple(fc.constantFrom(...'=+-@＝＋－＠\t\r\n \u00a0\'"'), cells).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(fc.array(fc.array(formulas, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        const read = readCsv(csvText(rows, false))
        for (const cell of read.flat()) expect(cell).not.toMatch(/^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/)
        const given = read.map((row, index) =>
          row.map((cell, column) => (cell === rows[index]?.[column] ? cell : cell.slice(1))),
        )
        expect(given).toEqual(rows)
      }),
      { numRuns: 10_000 },
    )
  })

  test('half a surrogate pair cannot be written in UTF-8', () => {
    expect(csvText([['a\ud800b']], true)).toBe('a\ufffdb\r\n')
  })

  test.each([
    '=HYPERLINK("http://x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    ' =1',
    '\u00a0=1',
    '\u3000+1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])('%j is text, not a formula', (cell) => {
    expect(readCsv(csvText([[cell, 'b']], false))).toEqual([[`'${cell}`, 'b']])
    expect(csvText([[cell]], false)).toMatch(/^"'/)
    expect(readCsv(csvText([[cell, 'b']], true))).toEqual([[cell, 'b']])
  })

  test.each(['a=b', '1-2', "'", '', 'x@y', '2026-03-24'])('%j is no formula', (cell) => {
    expect(readCsv(csvText([[cell, 'b']], false))).toEqual([[cell, 'b']])
  })

  test('cells are safe, and the flag for raw cells reaches them', async () => {
    const evil = session('x', '=1\u001b[2J', timed(TUE, '10:00', '11:00'), { speakers: [{ name: '@me' }] })
    const cooked = readCsv(await render(sessionsView([evil]), 'csv', screen))[1]
    const raw = readCsv(await render(sessionsView([evil]), 'csv', screen, { rawCsv: true }))[1]
    expect([cooked?.[1], cooked?.[10], raw?.[1], raw?.[10]]).toEqual(["'=1\\x1b[2J", "'@me", '=1\\x1b[2J', '@me'])
  })
})
