import { describe, expect, test } from 'vitest'
import { addressOf, isOnline, isOpenName, roomNamed } from '../../../src/planning/agenda/walks.js'

describe('rooms that are none', () => {
  test.each([
    'TBA',
    'tbd',
    'TBC',
    'T.B.A.',
    '(TBA)',
    'Room TBA',
    'TBD room',
    'Location: TBD',
    'To be announced',
    'to be confirmed.',
    'To Be Determined',
    'n/a',
    'N/A',
    'n.a.',
    'N.N.',
    '-',
    '--',
    '–',
    '—',
    '?',
    '???',
    '...',
    ' ',
    'none',
    'None',
    'null',
    'unknown',
    'Not yet announced',
    'unassigned',
    'Room to follow',
    'Wird noch bekannt gegeben',
    'wird bekanntgegeben',
    'noch offen',
    'Raum: noch unbekannt',
    'Raum folgt',
    'à confirmer',
    'À définir',
    'Salle à préciser',
    'por confirmar',
    'Por definir',
    'da definire',
    'nog te bepalen',
    'a definir',
    '未定',
    '調整中',
  ])('%s', (name) => {
    expect([isOpenName(name), roomNamed(name)]).toEqual([true, undefined])
  })

  test.each([
    'Hall A',
    'TBA Lounge',
    'Nan Room',
    'N1',
    'A',
    '1',
    '東京',
    'Room 1 - TBA wing',
    'None of the above bar',
    'Tab',
    'NA',
    'Nanterre',
    'Offenbach',
    'Salle Confirmé',
    'Da Vinci',
    'Folgt-Saal',
    '未来ホール',
  ])('but not %s', (name) => {
    expect([isOpenName(name), roomNamed(name)]).toEqual([false, name])
  })
})

describe('rooms where nobody walks', () => {
  test.each([
    'Online',
    'online',
    'Virtual',
    'Zoom',
    'Zoom Room 2',
    'Zoom 1',
    'Online Stage',
    'Virtual Track B',
    'Virtual Hall 2',
    'Online only',
    'Online (Hall A)',
    'Online | Track 1',
    'Live stream',
    'Livestream',
    'Microsoft Teams',
    'Google Meet',
    'Webinar',
    'Online / Zoom',
    'online & virtual',
    'https://example.org/room',
    'Remote',
    'Online via Zoom',
    'Stage 1 online',
  ])('%s', (name) => {
    expect(isOnline(name)).toBe(true)
  })

  test.each([
    'Hall A',
    'Hall A / Online',
    'Hall A & Zoom',
    'Hall A (online)',
    'Virtual Reality Lab',
    'Remote Sensing Lab',
    'Web Hall of Fame',
    'Teams',
    'Zoomania',
    'Online Café Corner',
    'A',
    'Room 1',
    'Stage',
    'Main Hall, online',
    '',
  ])('but not %s', (name) => {
    expect(isOnline(name)).toBe(false)
  })
})

test('long names are judged at once', () => {
  const begin = process.cpuUsage()
  for (const piece of ['-', 'a ', '1 ', 'online ', '/', 'tba ', 'room '])
    for (const ask of [isOnline, isOpenName]) ask(piece.repeat(50_000))
  expect(process.cpuUsage(begin).user / 1e6).toBeLessThan(1)
})

test.each<[string | undefined, string | undefined]>([
  ['Loft', 'Old Mill, Owl Lane 4'],
  ['Old Mill | Yard', 'Owl Lane 4'],
  ['Barn', undefined],
  ['Barnyard', 'Barn'],
  [undefined, 'Barn'],
])('where %j is; its venue is not named twice', (room, address) => {
  const venues = [{ name: 'Old Mill', address: 'Owl Lane 4', rooms: ['Loft', 'Old Mill | Yard'] }, { name: 'Barn' }]
  expect(addressOf(room, { walks: [], venues })).toBe(address)
})
