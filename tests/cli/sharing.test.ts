import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, type TestWorldOptions } from './kubeplan.js'

const CATALOGUE = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Amsterdam, first_day: 2026-03-24 }
sessions:
  - { id: keynote, title: "Keynote: Welcome", kind: keynote, room: Hall 12, start: 2026-03-24 09:00, end: "09:45" }
  - { id: gateway, uid: u-gateway, title: Gateway API, track: Networking, room: Hall 8, start: 2026-03-24 10:00, end: "10:30" }
  - { id: mesh, uid: u-mesh, title: Service Mesh at Scale, track: Networking, room: Hall 9, start: 2026-03-24 10:00, end: "10:30" }
  - { id: secrets, title: Secrets, track: Security, room: Hall 10, start: 2026-03-24 10:00, end: "10:30" }
  - { id: helm, title: Helm 4 Is Here, track: Operations, room: Hall 8, start: 2026-03-25 11:00, end: "11:30" }
  - { id: later, title: A Talk Without a Time, track: Security, date: 2026-03-25 }
  - { id: someday, title: Someday }
`
const MINE = `conference: democonf
person: Bo
picks:
  - { session: keynote, priority: 5, note: Sit in front., rating: 4, attended: true, takeaways: [Come early.] }
  - { session: gateway }
  - { session: secrets, stage: maybe }
  - { session: helm, stage: maybe, sequence: 4, changed: 2026-03-01T00:00:00Z }
blocks: [{ title: Dentist, start: 2026-03-25 09:00, end: "10:00" }]
walks: [{ within: Hall, walk: 3m }]
dropped: [{ session: mesh, sequence: 1 }]
`
const ANA = `conference: democonf
person: Ana
picks:
  - { session: gateway, priority: 4 }
  - { session: mesh, stage: maybe }
  - { session: later }
  - { session: helm }
  - { session: gone, seen: { title: Helm 3 Is Here } }
`

function office(files: Readonly<Record<string, string>> = {}, mine: string | undefined = MINE) {
  const home = newHome()
  const work = join(home, 'work')
  for (const [name, text] of Object.entries({ 'demo.yaml': CATALOGUE, 'ana.yaml': ANA, ...files })) {
    writeFileSync(join(work, name), text)
  }
  const agenda = join(home, '.local/share/kubeplan/democonf/agenda.yaml')
  mkdirSync(join(agenda, '..'), { recursive: true })
  if (mine !== undefined) writeFileSync(agenda, mine)
  const run = (argv: readonly string[], more: TestWorldOptions = {}) =>
    kubeplan(argv, {
      home,
      now: '2026-03-20T12:00:00Z',
      ...more,
      environment: { KUBEPLAN_CATALOGUE: './demo.yaml', ...more?.environment },
    })
  const picks = async () => {
    const { stdout } = await run(['agenda', '--format', 'tsv'])
    return stdout
      .split('\n')
      .slice(1, -1)
      .map((line) =>
        line
          .split('\t')
          .filter((_, cell) => [0, 4].includes(cell))
          .join(' '),
      )
  }
  return { home, work, agenda, run, picks }
}

describe('export --format agenda', () => {
  test('what others need, and nothing that is mine alone', async () => {
    const { run } = office()
    expect(await run(['export', '--format', 'agenda'])).toEqual({
      exit: 0,
      stderr: '',
      stdout: `kubeplan: agenda/1
conference: democonf
person: Bo
picks:
  - session: keynote
    stage: going
    priority: 5
    seen:
      title: "Keynote: Welcome"
      start: 2026-03-24T09:00:00+01:00
      end: 2026-03-24T09:45:00+01:00
      room: Hall 12
  - session: gateway
    stage: going
    seen:
      uid: u-gateway
      title: Gateway API
      start: 2026-03-24T10:00:00+01:00
      end: 2026-03-24T10:30:00+01:00
      room: Hall 8
  - session: secrets
    stage: maybe
    seen:
      title: Secrets
      start: 2026-03-24T10:00:00+01:00
      end: 2026-03-24T10:30:00+01:00
      room: Hall 10
  - session: helm
    stage: maybe
    seen:
      title: Helm 4 Is Here
      start: 2026-03-25T11:00:00+01:00
      end: 2026-03-25T11:30:00+01:00
      room: Hall 8
`,
    })
  })

  test('narrowed by flags, with notes and blocks where asked for, on the venue\u2019s clock whatever --tz says', async () => {
    const { run } = office()
    const argv = ['export', '--format', 'agenda', '--id', 'keynote', '--with-notes', '--blocks', '--person', 'Bo B.']
    const { stdout, exit } = await run([...argv, '--tz', 'Asia/Tokyo'])
    expect(exit).toBe(0)
    expect(stdout).toBe(`kubeplan: agenda/1
conference: democonf
person: Bo B.
picks:
  - session: keynote
    stage: going
    priority: 5
    note: Sit in front.
    rating: 4
    attended: true
    takeaways:
      - Come early.
    seen:
      title: "Keynote: Welcome"
      start: 2026-03-24T09:00:00+01:00
      end: 2026-03-24T09:45:00+01:00
      room: Hall 12
blocks:
  - title: Dentist
    start: 2026-03-25T09:00:00+01:00
    end: 2026-03-25T10:00:00+01:00
`)
  })

  test('into a file whose ending says so; never over my own', async () => {
    const { run, work, agenda } = office()
    expect(await run(['export', 'bo.agenda'])).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Wrote bo.agenda: 4 sessions.\n',
    })
    expect(readFileSync(join(work, 'bo.agenda'), 'utf8')).toBe((await run(['export', '--format', 'agenda'])).stdout)
    expect(await run(['export', '--format', 'agenda', '--force', agenda])).toMatchObject({ exit: 5, stdout: '' })
    expect(readFileSync(agenda, 'utf8')).toBe(MINE)
    expect((await run(['check', 'bo.agenda'])).exit).toBe(0)
  })

  test('what makes no sense is refused', async () => {
    const { run } = office()
    const all = await run(['export', '--format', 'agenda', '--all'])
    expect(all).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('--all cannot be used with an agenda file'),
    })
    for (const name of ['', ' ', '\u200b', 'x'.repeat(201)]) {
      const nobody = await run(['export', '--format', 'agenda', '--person', name])
      expect(nobody).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: expect.stringMatching(/--person (cannot be|can have at most 200)/),
      })
    }
  })
})

const NOT_THERE = 'Not in the programme, but on the agenda of Ana: Helm 3 Is Here. Nearest: Helm 4 Is Here (helm)\n'

describe('add --with', () => {
  test('their picks come as maybe, mine stay, and one undo takes all of it back', async () => {
    const { run, picks, work } = office()
    const before = await picks()
    expect(await run(['add', '--with', 'ana.yaml'])).toEqual({
      exit: 0,
      stdout: '',
      stderr: `${NOT_THERE}From Ana: 2 picks added as maybe. Already on your agenda, left as they are: Gateway API; Helm 4 Is Here\n`,
    })
    expect(await picks()).toEqual([
      'keynote going',
      'gateway going',
      'secrets maybe',
      'mesh maybe',
      'block:Dentist block',
      'helm maybe',
      'later maybe',
    ])
    expect(readFileSync(join(work, 'ana.yaml'), 'utf8')).toBe(ANA)
    expect((await run(['undo'])).exit).toBe(0)
    expect(await picks()).toEqual(before)
  })

  test('flags narrow, --stage is about theirs, and words name some of theirs', async () => {
    const { run, picks } = office({}, 'conference: democonf\n')
    const added = async (...argv: string[]) => {
      const { exit, stderr } = await run(['add', '--with', 'ana.yaml', ...argv])
      const now = await picks()
      if (now.length > 0) await run(['undo'])
      return [exit, now.join(', '), stderr.replace(NOT_THERE, '').trimEnd()]
    }
    expect(await added('--day', '2026-03-25')).toEqual([
      0,
      'helm maybe, later maybe',
      'From Ana: 2 picks added as maybe.',
    ])
    expect(await added('--stage', 'maybe')).toEqual([0, 'mesh maybe', 'From Ana: 1 pick added as maybe.'])
    expect(await added('--track', 'networking', '-p', '5')).toEqual([
      0,
      'gateway maybe, mesh maybe',
      'From Ana: 2 picks added as maybe.',
    ])
    expect(await added('helm', 'gateway')).toEqual([
      0,
      'gateway maybe, helm maybe',
      'From Ana: 2 picks added as maybe.',
    ])
    expect(await added('keynote')).toEqual([0, '', 'Ana has no pick that matches.'])
    expect((await added('nonsense'))[0]).toBe(2)
  })

  test('of several: each pick once, whoever brings it', async () => {
    const cem = 'conference: democonf\npicks: [{ session: mesh }, { session: someday }]\n'
    const { run } = office({ 'cem.yaml': cem, 'empty.yaml': 'conference: democonf\n' })
    const { stderr } = await run(['add', '--with', 'ana.yaml', '--with', 'cem.yaml', '--with', 'empty.yaml'])
    expect(stderr.split('\n').slice(2)).toEqual([
      'From cem: 1 pick added as maybe. 1 more was already added from others.',
      'empty has no pick that matches.',
      '',
    ])
  })

  test('from stdin', async () => {
    const { run, picks } = office({}, 'conference: democonf\n')
    const outcome = await run(['add', '--with', '-'], { stdin: ANA.replace('person: Ana\n', '') })
    expect(outcome).toMatchObject({ exit: 0, stderr: expect.stringContaining('From stdin: 4 picks added') })
    expect(await picks()).toHaveLength(4)
  })
})

describe('agenda --with', () => {
  test('who else goes, what each has alone, and where one could go instead', async () => {
    const { run } = office()
    const { stdout, stderr, exit } = await run(['agenda', '--with', 'ana.yaml', '--format', 'table', '--width', '100'])
    expect([exit, stderr]).toEqual([0, NOT_THERE])
    expect(stdout).toBe(`DemoConf · Tue 24 Mar - Wed 25 Mar · Europe/Amsterdam (UTC+1) · 2 going, 1 block, 2 maybe
With Ana · 2 shared · 2 only you · 2 only Ana
Tue 24 Mar
  09:00-09:45 ● Keynote: Welcome  Hall 12  p5            4/5, attended  "Sit in front."
              · 15 min, walk 3
  10:00-10:30 ● Gateway API       Hall 8       with Ana  +1 maybe
                → Ana could go to Service Mesh at Scale · Hall 9
                → you could go to Secrets · Hall 10
Wed 25 Mar
  09:00-10:00 # Dentist
  11:00-11:30 ○ Helm 4 Is Here    Hall 8       with Ana
For your calendar: kubeplan export my.ics --blocks
Pick what Ana has, as maybe: kubeplan add --with ana.yaml   (only the maybes: --stage maybe)
`)
  })

  test('for machines: keys and a column more', async () => {
    const { run } = office()
    const { stdout } = await run(['agenda', '--with', 'ana.yaml', '--json'])
    const { shared, only_mine, others } = JSON.parse(stdout)
    expect({ shared, only_mine, others }).toEqual({
      shared: [
        {
          session: 'gateway',
          mine: 'going',
          others: [{ person: 'Ana', stage: 'going' }],
          instead: [
            { session: 'mesh', me: false, others: ['Ana'] },
            { session: 'secrets', me: true, others: [] },
          ],
        },
        { session: 'helm', mine: 'maybe', others: [{ person: 'Ana', stage: 'going' }] },
      ],
      only_mine: ['keynote', 'secrets'],
      others: [{ person: 'Ana', only: ['mesh', 'later'] }],
    })
    const tsv = await run(['agenda', '--with', 'ana.yaml', '--with', 'ana.yaml', '--day', 'tue'])
    expect(tsv.stdout.split('\n').map((line) => line.split('\t').slice(-4).join('|'))).toEqual([
      'title|rating|attended|with',
      'Keynote: Welcome|4|true|',
      'Gateway API|||Ana; Ana 2',
      'Secrets|||',
      '',
    ])
    const without = await run(['agenda', '--json'])
    expect(Object.keys(JSON.parse(without.stdout))).not.toContain('shared')
  })

  test('a block of mine is not the session whose id it looks like', async () => {
    const named = 'block:Dentist'
    const { run } = office(
      {
        'demo.yaml': CATALOGUE.replace('id: keynote', `id: "${named}"`),
        'ana.yaml': `conference: democonf\npicks: [{ session: "${named}" }]\n`,
      },
      MINE.replace('session: keynote', `session: "${named}"`),
    )
    const { stdout } = await run(['agenda', '--with', 'ana.yaml'])
    const rows = stdout.split('\n').map((line) => line.split('\t'))
    expect(rows.filter(([id]) => id === named).map((row) => [row[4], row.at(-1)])).toEqual([
      ['going', 'ana'],
      ['block', ''],
    ])
    const table = await run(['agenda', '--with', 'ana.yaml', '--format', 'table'])
    expect(table.stdout.split('\n').filter((line) => line.includes('with ana'))).toHaveLength(1)
  })

  test('flags narrow both sides', async () => {
    const { run } = office()
    const second = async (...argv: string[]) =>
      (await run(['agenda', '--with', 'ana.yaml', '--format', 'table', ...argv])).stdout
        .split('\n')
        .find((line) => line.startsWith('With'))
    expect(await second('--day', 'tue')).toBe('With Ana · 1 shared · 2 only you · 1 only Ana')
    expect(await second('--stage', 'going')).toBe('With Ana · 1 shared · 1 only you · 2 only Ana')
    expect(await second('--track', 'security')).toBe('With Ana · 0 shared · 1 only you · 1 only Ana')
  })

  test('before I picked anything it says what to take', async () => {
    const { run } = office({}, 'conference: democonf\n')
    expect(await run(['agenda', '--with', 'ana.yaml', '--format', 'table'])).toEqual({
      exit: 0,
      stderr: NOT_THERE,
      stdout: `DemoConf · Europe/Amsterdam
With Ana · 0 shared · 4 only Ana
Nothing on your agenda yet.
Pick what Ana has, as maybe: kubeplan add --with ana.yaml
`,
    })
  })
})

describe('a calendar is an agenda, too', () => {
  test('what kubeplan exports leads back, whatever the file is called', async () => {
    const { run, work } = office()
    await run(['export', 'mine', '--format', 'ics', '--blocks', '--person', 'Bo'])
    await run(['export', 'bo.agenda', '--blocks'])
    const other = office({ 'bo.txt': readFileSync(join(work, 'mine'), 'utf8') }, ANA)
    const { stdout, stderr } = await other.run(['agenda', '--with', 'bo.txt', '--json'])
    expect(stderr).not.toContain('with Bo')
    const compared = JSON.parse(stdout)
    writeFileSync(join(other.work, 'bo.yaml'), readFileSync(join(work, 'bo.agenda')))
    const fromAgenda = JSON.parse((await other.run(['agenda', '--with', 'bo.yaml', '--json'])).stdout)
    expect(compared).toEqual(fromAgenda)
    expect(compared.others).toEqual([{ person: 'Bo', only: ['keynote', 'secrets'] }])
  })

  test('that of a site: by its identities, then by title and time; the rest is listed with what is nearest', async () => {
    const event = (uid: string, title: string, start: string, status = '') =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${title}\r\nDTSTART:${start}\r\nDURATION:PT30M\r\n${status}END:VEVENT\r\n`
    const calendar = [
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n',
      event('u-mesh', 'Service Mesh', '20260324T090000Z'),
      event('1', 'Helm 4 is here', '20260325T100000Z', 'STATUS:TENTATIVE\r\n'),
      event('2', 'Secrets', '20260324T120000Z'),
      event('3', 'Gateway API', '20260324T090000Z', 'STATUS:CANCELLED\r\n'),
      event('4', 'Zzz', '20260324T120000Z'),
      ...Array.from({ length: 5 }, (_, index) => event(`5-${index}`, `Qqq ${index}`, '20260324T120000Z')),
      'END:VCALENDAR\r\n',
    ].join('')
    const { run, picks, work } = office({ 'cem.ics': calendar }, 'conference: democonf\n')
    const { stderr, exit } = await run(['add', '--with', 'cem.ics'])
    expect([exit, ...stderr.split('\n')]).toEqual([
      0,
      'Not in the programme, but on the agenda of cem: Secrets. Nearest: Secrets (secrets)',
      'Not in the programme, but on the agenda of cem: Zzz.',
      ...[0, 1, 2].map((index) => `Not in the programme, but on the agenda of cem: Qqq ${index}.`),
      'and 2 more of the same kind',
      'From cem: 2 picks added as maybe.',
      '',
    ])
    expect(await picks()).toEqual(['mesh maybe', 'helm maybe'])
    expect(readFileSync(join(work, 'cem.ics'), 'utf8')).toBe(calendar)
  })
})

describe('what cannot be read as an agenda of this conference', () => {
  const strange =
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Elsewhere\nDTSTART:20200101T100000Z\nEND:VEVENT\nEND:VCALENDAR\n'
  test.each<readonly [string, string, number, RegExp]>([
    [
      'conference: elseconf\n',
      'file.yaml',
      3,
      /^file\.yaml:1:13: this agenda is for "elseconf".*-c elseconf .*same conference under another name/s,
    ],
    [strange, 'file.yaml', 3, /^file\.yaml:1:1: its only event is not in the programme of "DemoConf".*-c SLUG/s],
    [
      `conference: democonf\npicks:\n  - { session: helm, stage: perhaps }\n`,
      'file.yaml',
      3,
      /^file\.yaml:3:29: "stage" cannot be "perhaps"/,
    ],
    ['kubeplan: catalogue/1\n', 'file.yaml', 3, /^file\.yaml:1:11: this is not an agenda/m],
    ['<!doctype html>\n<p>', 'file.yaml', 3, /^file\.yaml:1:1: /],
    ['', 'file.yaml', 3, /^file\.yaml:1:1: this is not an agenda: it looks like an empty file/],
    ['', 'missing.yaml', 3, /cannot read missing\.yaml/],
    ['', 'https://x.example/ana.ics', 2, /--with cannot be "https:.*curl -Lo/s],
    ['', 'webcal://x.example/ana.ics', 2, /--with cannot be/],
  ])('%j', async (text, file, exit, says) => {
    const { run, agenda } = office({ 'file.yaml': text })
    for (const command of ['add', 'agenda']) {
      expect(await run([command, '--with', file])).toMatchObject({
        exit,
        stdout: '',
        stderr: expect.stringMatching(says),
      })
    }
    expect(readFileSync(agenda, 'utf8')).toBe(MINE)
  })
})

describe('picks in an address', () => {
  const PAGE = 'https://bo.example/page.html'

  test('come as they are there, with what they clash with; mine stay, and unknown ones are told', async () => {
    const { run, picks } = office({}, 'conference: democonf\npicks: [{ session: helm, stage: maybe }]\n')
    const address = `${PAGE}#of=democonf&going=gateway:5,mesh,helm,helm-3&maybe=keynote`
    expect(await run(['add', '--with', address])).toEqual({
      exit: 0,
      stdout: '',
      stderr: `Not in the programme, but on the agenda of bo.example: helm-3. Nearest: Helm 4 Is Here (helm)
From bo.example: 3 picks added: 2 going, 1 maybe. Already on your agenda, left as it is: Helm 4 Is Here
Clash: Service Mesh at Scale and Gateway API, 10:00-10:30, 30 min. Both kept: kubeplan clashes
`,
    })
    expect(await picks()).toEqual(['keynote maybe', 'gateway going', 'mesh going', 'helm maybe'])
  })

  test('are maybe if asked for, with another priority, and only those selected', async () => {
    const { run, agenda } = office({}, 'conference: democonf\n')
    const address = `${PAGE}#of=democonf&going=gateway:5,helm:1`
    expect((await run(['add', '--with', address, '--maybe', '-p', '2', '--track', 'networking'])).exit).toBe(0)
    const text = readFileSync(agenda, 'utf8')
    expect(text).toMatch(/session: gateway\n +stage: maybe\n +priority: 2/)
    expect(text).not.toContain('helm')
  })

  test('come from a page that somebody opened from a disk', async () => {
    const { run, picks } = office({}, 'conference: democonf\n')
    const { stderr } = await run(['add', '--with', 'file:///home/bo/page.html#of=democonf&going=gateway'])
    expect(stderr).toBe('From another device: 1 pick added as going.\n')
    expect(await picks()).toEqual(['gateway going'])
  })

  test.each([
    [`${PAGE}#of=elseconf&going=gateway`, /picks in this address are for "elseconf".*-c elseconf/s],
    [`${PAGE}#day=tue`, /--with cannot be "https:.*curl -Lo/s],
  ])('%s', async (address, says) => {
    const { run, agenda } = office()
    for (const command of ['add', 'agenda'])
      expect(await run([command, '--with', address])).toMatchObject({ exit: 2, stderr: expect.stringMatching(says) })
    expect(readFileSync(agenda, 'utf8')).toBe(MINE)
  })
})

describe('favourites of other programs', () => {
  const PROGRAMME = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Berlin }
sessions:
  - { id: opening, uid: 5f7c-guid, title: Opening, url: "https://talks.example/demo/talk/ABCDEF/", start: 2026-03-24 09:00 }
  - { id: again, uid: 6a8d-guid, title: Opening, url: "https://talks.example/demo/talk/ABCDEF/", start: 2026-03-25 09:00 }
  - { id: tls, uid: 7b9e-guid, title: TLS for All, url: "https://talks.example/demo/talk/GHIJKL/", start: 2026-03-24 10:00 }
  - { id: camp, uid: "10980", title: Camp Life, start: 2026-03-24 11:00 }
  - { id: angels, title: "Angels: A Meeting", start: 2026-03-24 12:00 }
`
  const lecture = (lecture_id: string, title: string, url: string) => ({
    lecture_id,
    title,
    subtitle: '',
    day: 1,
    room: 'Saal',
    slug: 'x',
    url,
    speakers: 'A;B',
    abstract: '',
    links: '',
  })

  test.each([
    ['codes of pretalx', '["ABCDEF", "GHIJKL", "ZZZZZZ"]', ['opening', 'tls'], 'ZZZZZZ'],
    [
      "EventFahrplan's JSON",
      JSON.stringify({
        lectures: [
          lecture('10980', 'Camp Life', ''),
          lecture('7b9e-guid', 'TLS', ''),
          lecture('77', 'Old title', 'https://talks.example/demo/talk/ABCDEF/'),
          lecture('78', 'angels: a meeting', ''),
          lecture('79', 'Gone', ''),
        ],
      }),
      ['opening', 'tls', 'camp', 'angels'],
      'Gone',
    ],
    [
      "EventFahrplan's text",
      `TLS for All
Dienstag, 24. März 2026, 10:00 MEZ (Europe/Berlin), Yellow pavilion

https://talks.example/demo/talk/GHIJKL/

---

Angels: A Meeting
Tuesday, March 24, 2026, 12:00 PM GMT+01:00, Main hall

---

Gone
Tuesday, March 24, 2026, 12:00 PM GMT+01:00, Main hall
`,
      ['tls', 'angels'],
      'Gone',
    ],
    [
      'its text of one session, with hashtags and the line ends of Windows',
      'Camp Life\r\nTuesday, March 24, 2026, 11:00 AM GMT+01:00, Tent\r\n\r\nhttps://x.example/1\r\n\r\n#demo #life\r\n',
      ['camp'],
      undefined,
    ],
  ])('%s', async (_, text, ids, unknown) => {
    const { run, picks } = office({ 'demo.yaml': PROGRAMME, 'theirs.txt': text }, 'conference: democonf\n')
    const { exit, stderr } = await run(['add', '--with', 'theirs.txt'])
    expect([exit, /agenda of theirs: (.*?)\. ?/.exec(stderr)?.[1]]).toEqual([0, unknown])
    expect(await picks()).toEqual(ids.map((id) => `${id} maybe`))
  })

  test.each([
    ['["ZZZZZZ"]', /its only event is not in the programme of "DemoConf"/],
    ['["ABCDEF"', /file\.txt:1:/],
    ['Some words\nand others', /file\.txt:1:/],
  ])('%j is none', async (text, says) => {
    const { run } = office({ 'file.txt': text })
    expect(await run(['add', '--with', 'file.txt'])).toMatchObject({ exit: 3, stderr: expect.stringMatching(says) })
  })
})

test('whatever is shared and added comes out as exactly those picks, all maybe', async () => {
  const ids = ['keynote', 'gateway', 'mesh', 'secrets', 'helm', 'later', 'someday']
  const picks = fc.uniqueArray(
    fc.record({
      session: fc.constantFrom(...ids),
      stage: fc.constantFrom('going', 'maybe'),
      note: fc.constant('mine'),
    }),
    {
      selector: ({ session }) => session,
    },
  )
  await fc.assert(
    fc.asyncProperty(picks, async (theirs) => {
      const friend = office({}, JSON.stringify({ conference: 'democonf', picks: theirs }))
      const { stdout } = await friend.run(['export', '--format', 'agenda'])
      const me = office({ 'friend.yaml': stdout }, 'conference: democonf\n')
      expect((await me.run(['add', '--with', 'friend.yaml'])).exit).toBe(0)
      expect((await me.picks()).toSorted()).toEqual(theirs.map(({ session }) => `${session} maybe`).sort())
      expect(readFileSync(me.agenda, 'utf8')).not.toContain('mine')
    }),
    { numRuns: 25 },
  )
})

describe('recap --with', () => {
  const AFTER = `conference: democonf
person: Ana
picks:
  - { session: keynote, attended: true, takeaways: [Sit in the middle.] }
  - { session: mesh, attended: true, takeaways: [Start with one cluster.] }
  - { session: helm, attended: false }
  - { session: later }
`
  const CEM = 'conference: democonf\nperson: Cem\npicks: [{ session: keynote }]\n'

  test('names who attended what, and tells what they learned where I was not', async () => {
    const { run } = office({ 'ana.yaml': AFTER, 'cem.yaml': CEM })
    expect(await run(['recap', '--with', 'ana.yaml', '--with', 'cem.yaml'])).toEqual({
      exit: 0,
      stderr: '',
      stdout: `# Bo's recap of DemoConf

At DemoConf, March 24, 2026, Bo planned 2 sessions, attended 1 and missed 0. 1 is not marked yet. Times are in Europe/Amsterdam (UTC+1).

## Keynote: Welcome

Tuesday, March 24 · 09:00-09:45 CET

Also attended by Ana, planned by Cem.

**Bo's takeaways:**

- Come early.

**Ana's takeaways:**

- Sit in the middle.

## Attended by others

- Service Mesh at Scale
  - Tuesday, March 24 · 10:00-10:30 CET · attended by Ana
  - **Ana:**
    - Start with one cluster.

1 more session was planned by Ana, but not marked as attended.
`,
    })
  })

  test('within the flags; for machines their words are takeaways with a name', async () => {
    const { run } = office({ 'ana.yaml': AFTER })
    const day = await run(['recap', '--with', 'ana.yaml', '--day', 'wed'])
    expect(day.stdout).toContain('1 session was planned by Ana')
    expect(day.stdout).not.toContain('Mesh')
    const { sessions } = JSON.parse((await run(['recap', '--with', 'ana.yaml', '--json'])).stdout)
    expect(sessions).toEqual([
      expect.objectContaining({
        id: 'keynote',
        takeaways: [
          { by: 'Bo', points: ['Come early.'] },
          { by: 'Ana', points: ['Sit in the middle.'] },
        ],
      }),
    ])
  })

  test('changes nothing where nobody was anywhere, and is not for what somebody published', async () => {
    const { run } = office({ 'none.yaml': 'conference: democonf\n' })
    expect(await run(['recap', '--with', 'none.yaml'])).toEqual(await run(['recap']))
    expect(await run(['recap', '--with', 'none.yaml', '--by', 'x'])).toMatchObject({ exit: 2, stdout: '' })
    expect(await run(['recap', '--with', 'https://x.example/ana.yaml'])).toMatchObject({ exit: 2, stdout: '' })
  })
})
