import { describe, expect, test } from 'vitest'
import { read } from '../../../src/formats/platforms/conclar.js'
import { fixture, instants, PLAIN, refusal, told, wall } from '../published-fixtures.js'

const one = (item: object) => told(read(JSON.stringify([{ title: 'T', ...item }]), 'x.json')).entries[0]

describe('KonOpas and ConClár', () => {
  test('a script that assigns the programme and the people', () => {
    expect(told(read(fixture('konopas-program.js'), 'x.js'))).toEqual({
      format: 'conclar',
      people: new Map([['p2', 'Dr. Bo Bubo Jr.']]),
      entries: [
        {
          ...PLAIN,
          line: 3,
          uid: '1',
          title: 'Owls in [old] "tales"',
          tracks: ['Folklore', 'Panel'],
          room: 'Barn',
          venue: { name: 'West wing' },
          time: wall('2026-08-27T10:00', '2026-08-27T10:50'),
          speakers: [{ name: 'Ada Strix' }, { name: 'Dr. Bo Bubo Jr.' }],
          abstract: 'Who hoots?',
          url: 'https://owls.example.org/1',
        },
        { ...PLAIN, line: 6, uid: '2', title: 'Night walk', time: { kind: 'dated', day: '2026-08-28' } },
      ],
      problems: [],
    })
  })

  test('tags with a category, which is written once, and people only by their id', () => {
    expect(told(read(fixture('conclar-program.json'), 'x.json')).entries).toEqual([
      {
        ...PLAIN,
        line: 2,
        uid: 'a1',
        title: 'Owls on screen',
        sort: 'Panel',
        tracks: ['Film'],
        tags: ['Not Recorded'],
        room: 'Hall 1',
        time: instants('2026-08-27T10:00:00+02:00', '2026-08-27T10:50:00+02:00'),
        people: ['p1'],
        abstract: 'Flight.',
        conditions: { recorded: false },
      },
      {
        ...PLAIN,
        line: 5,
        uid: 'a2',
        title: 'Owls in print',
        tracks: ['Film', 'Lit'],
        tags: ['Books'],
        room: 'Hall 1',
        time: instants('2026-08-27T11:00:00+02:00', '2026-08-27T11:50:00+02:00'),
        people: ['p1'],
      },
    ])
  })

  test('a file of people has no sessions', () => {
    const { entries, people } = told(read(fixture('conclar-people.json'), 'x.json'))
    expect([entries, people]).toEqual([[], new Map([['p1', 'Ada Strix']])])
  })

  test('both lists without names, one after the other, and as one object', () => {
    const [program, people] = [
      [{ id: '1', title: 'T', people: [{ id: 'p' }] }],
      [{ id: 'p', name: ['Ada', 'Strix'], prog: ['1'] }],
    ]
    const forms = [
      `${JSON.stringify(program)}\n${JSON.stringify(people)}`,
      `export const program=${JSON.stringify(program)};let x = [1];const people = ${JSON.stringify(people)}`,
      JSON.stringify({ program, people }),
    ]
    const speakers = forms.map((text) => told(read(text, 'x.js')).entries[0]?.speakers)
    expect(speakers).toEqual(forms.map(() => [{ name: 'Ada Strix' }]))
  })

  test.each<[object, object]>([
    [{ date: '2026-08-27', time: '10:00', mins: '50' }, wall('2026-08-27T10:00', '2026-08-27T10:50')],
    [{ date: '2026-08-27', time: '10:00', mins: 0 }, wall('2026-08-27T10:00')],
    [{ date: '2026-08-27', time: '10:00', mins: 'TBA' }, wall('2026-08-27T10:00')],
    [
      { date: '2026-08-27', time: 'TBA' },
      { kind: 'dated', day: '2026-08-27' },
    ],
    [{ date: '2026-08-27T10:00:00+02:00', mins: 50 }, instants('2026-08-27T08:00:00Z', '2026-08-27T08:50:00Z')],
    [{ datetime: '2026-08-27T00:00:00', mins: 50 }, wall('2026-08-27T00:00', '2026-08-27T00:50')],
    [{ date: '', time: '10:00' }, { kind: 'unscheduled' }],
    [{ date: 'soon', time: '10:00' }, { kind: 'unscheduled' }],
  ])('the time of %j', (item, time) => {
    expect(one(item)?.time).toEqual(time)
  })

  test('a script is read and never run: what is no JSON is refused with its place', () => {
    const script = 'var program = [\n{"id": "1", "title": process.exit()}];'
    expect(refusal(read(script, 'x.js'))).toMatchObject([{ code: 'broken-file', at: '2:22', format: 'JSON' }])
    expect(refusal(read('{"programme": 1}', 'x.json'))).toMatchObject([{ code: 'broken-file', at: '1:1' }])
  })
})
