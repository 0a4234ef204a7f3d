import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT, type TestWorldOptions } from './kubeplan.js'

const AUTUMN = join(ROOT, 'tests', 'fixtures', 'catalogue', 'autumn-days.yaml')

const THU = 'from-zero'
const FRI = 'registration where-we-go coffee ai-for-operators maintainers-year who-pays etcd-in-five'
const SAT = 'debugging-dns ai-again quiet-failures boat-party night-watch small-hours open-space'
const SUN = 'sunday-service posters'
const MON = 'last-words'
const UNSCHEDULED = 'ask-us kept-for-later'
const ALL = `${THU} ${FRI} ${SAT} ${SUN} ${MON} ${UNSCHEDULED}`

async function chosen(flags: readonly string[], options: TestWorldOptions = {}) {
  const { exit, stdout, stderr } = await kubeplan(['list', ...flags], {
    ...options,
    environment: { ...options.environment, KUBEPLAN_CATALOGUE: AUTUMN },
  })
  const [, ...rows] = stdout.trimEnd().split('\n')
  return { exit, ids: rows.map((row) => row.split('\t')[0]).join(' '), said: stderr.trimEnd() }
}

function choosing(rows: readonly (readonly [flags: string, ids: string, said?: string])[], options?: TestWorldOptions) {
  test.each(rows)('%s', async (flags = '', ids = '', said = '') => {
    expect(await chosen(typed(flags), options)).toEqual({ exit: 0, ids, said })
  })
}

function refusing(rows: readonly (readonly [flags: string, problem: string])[]) {
  test.each(rows)('%s', async (flags, problem) => {
    const { exit, ids, said } = await chosen(typed(flags))
    expect({ exit, ids, said: said.split('\n')[0] }).toEqual({ exit: 2, ids: '', said: `kubeplan: ${problem}` })
  })
}

/** Splits like a shell, with single quotes. */
function typed(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|[^\s']+/g)].map(([word, quoted]) => quoted ?? word ?? '')
}

describe('no flags', () => {
  choosing([['', ALL]])
})

describe('days', () => {
  choosing([
    ['--day fri', FRI],
    ['-d FRIDAY', FRI],
    ['-d 2026-10-24', SAT],
    ['-d 10-25', SUN],
    ["-d 'oct 26'", MON],
    ["-d '23 October'", FRI],
    ["-d 'Sat 24 Oct'", SAT],
    ["-d ' fri '", FRI],
    ["-d 'day 4'", MON, '"day 4" is Mon 26 Oct.'],
    ['-d day1', FRI, '"day1" is Fri 23 Oct.'],
    ["-d 'day 9'", '', '"day 9" is Sat 31 Oct.\nNothing on Sat 31 Oct. The programme has Thu 22 Oct - Mon 26 Oct.'],
    ["-d 'fri, day 2'", `${FRI} ${SAT}`, '"day 2" is Sat 24 Oct.'],
    ['-d thu..fri', `${THU} ${FRI}`],
    ['-d fri..mon', `${FRI} ${SAT} ${SUN} ${MON}`],
    ["-d 'sat .. 2026-10-25'", `${SAT} ${SUN}`],
    ['-d ..fri', `${THU} ${FRI}`],
    ['-d sun..', `${SUN} ${MON}`],
    ['-d fri -d sun', `${FRI} ${SUN}`],
    ['-d sun,fri', `${FRI} ${SUN}`],
    ['-d tue', '', 'Nothing on "tue". The programme has Thu 22 Oct - Mon 26 Oct.'],
    ['-d 2026-12-24', '', 'Nothing on Thu 24 Dec. The programme has Thu 22 Oct - Mon 26 Oct.'],
    ['--not-day fri', `${THU} ${SAT} ${SUN} ${MON} ${UNSCHEDULED}`],
    ["-d '!fri'", `${THU} ${SAT} ${SUN} ${MON} ${UNSCHEDULED}`],
    ["-d 'fri..sun,!sat'", `${FRI} ${SUN}`],
    ["-d 'fri..sun' -d '! sat'", `${FRI} ${SUN}`],
    ["-d '!fri,sat' --not-day thu", `${SUN} ${MON} ${UNSCHEDULED}`],
    ["--not-day 'day 1'", `${THU} ${SAT} ${SUN} ${MON} ${UNSCHEDULED}`, '"day 1" is Fri 23 Oct.'],
    ['-d fri --not-day fri', '', 'Nothing on "fri". The programme has Thu 22 Oct - Mon 26 Oct.'],
  ])

  refusing([
    ['-d someday', '--day cannot be "someday"'],
    ["-d ''", '--day cannot be ""'],
    ["--not-day ''", '--not-day cannot be ""'],
    ['-d fri,', '--day cannot be ""'],
    ['-d 2026-02-30', '--day cannot be "2026-02-30"'],
    ['-d 24', '--day cannot be "24"'],
    ["-d 'fri 24 oct'", '--day cannot be "fri 24 oct"'],
    ['-d 2026-10-26..2026-10-23', '--day cannot be "2026-10-26..2026-10-23"'],
    ['--not-day someday', '--not-day cannot be "someday"'],
    ["-d 'fri,!someday'", '--not-day cannot be "someday"'],
  ])

  describe('that count from now, in the night before Sunday, when the conference day is still Saturday', () => {
    const environment = { KUBEPLAN_NOW: '2026-10-25T02:30:00Z' }
    choosing(
      [
        ['-d today', SAT, '"today" is Sat 24 Oct.'],
        ['-d Tomorrow', SUN, '"Tomorrow" is Sun 25 Oct.'],
        ['-d yesterday..tomorrow', `${FRI} ${SAT} ${SUN}`, '"yesterday..tomorrow" is Fri 23 Oct - Sun 25 Oct.'],
        ['-d today,mon', `${SAT} ${MON}`, '"today" is Sat 24 Oct.'],
        ['--not-day today -d sat..', `${SUN} ${MON}`, '"today" is Sat 24 Oct.'],
      ],
      { environment },
    )

    test('whatever clock is shown, and whatever the machine thinks', async () => {
      const told = await chosen(['-d', 'today', '--tz', 'Pacific/Kiritimati'], {
        environment,
        now: '1999-01-01T00:00:00Z',
        machineZone: 'America/Los_Angeles',
      })
      expect(told.ids).toBe(SAT)
    })

    test('a moment that is none', async () => {
      const told = await chosen(['-d', 'today'], { environment: { KUBEPLAN_NOW: '2026-10-25 02:30' } })
      expect(told.exit).toBe(2)
      expect(told.said).toContain('KUBEPLAN_NOW cannot be "2026-10-25 02:30"')
    })
  })
})

describe('times', () => {
  choosing([
    ['--at 10:20 -d fri', 'registration ai-for-operators maintainers-year who-pays'],
    ['--at 10:40 -d fri', 'registration who-pays'],
    ['--at 10am -d fri,sat', 'registration ai-for-operators maintainers-year debugging-dns ai-again quiet-failures'],
    ['--at noon', 'registration'],
    ['--at 09:10 --at 11:02 -d fri', 'registration where-we-go etcd-in-five'],
    ['--at 09:10,11:02 -d fri', 'registration where-we-go etcd-in-five'],
    ['--at 1:00', 'night-watch'],
    ['--at midnight', 'boat-party night-watch last-words'],
    ['--at 00:15', 'boat-party night-watch'],
    ['--at 02:45', 'night-watch small-hours'],
    ['--after 21:00', 'boat-party night-watch small-hours last-words'],
    ['--after 23:30', 'small-hours last-words'],
    ['--before 10am', 'where-we-go coffee'],
    ['--before 00:15', `${THU} ${FRI} debugging-dns ai-again quiet-failures sunday-service last-words`],
    ['--before 5am -d sat', 'debugging-dns ai-again quiet-failures boat-party night-watch small-hours'],
    ['--after 10:00 --before 10:40', 'ai-for-operators maintainers-year ai-again quiet-failures sunday-service'],
    [
      '--after 10:00 --before 10:40 --unscheduled -t learning',
      '',
      'No session matches all of these filters. Leave one out.',
    ],
    ['--at 06:00', '', 'No session matches --at 06:00.'],
    ['--at 10:20 -d fri --tz America/New_York', 'registration'],
    ['--at 04:20 -d fri --tz America/New_York', 'registration ai-for-operators maintainers-year who-pays'],
  ])

  refusing([
    ['--at 25:00', '--at cannot be "25:00"'],
    ['--at 16', '--at cannot be "16"; did you mean "16:00"?'],
    ['--after soon', '--after cannot be "soon"'],
    ["--before ''", '--before cannot be ""'],
  ])
})

describe('unscheduled', () => {
  choosing([
    ['-d sun --unscheduled', `${SUN} ${UNSCHEDULED}`],
    ['--at 23:45 --unscheduled', `boat-party night-watch last-words ${UNSCHEDULED}`],
    ['--unscheduled', UNSCHEDULED],
    ['--not-unscheduled', ALL.replace(` ${UNSCHEDULED}`, '')],
    ['--unscheduled --tag storage', 'kept-for-later'],
    ['--tag storage', 'etcd-in-five quiet-failures kept-for-later'],
    ['--tag storage --after 10:00', 'etcd-in-five quiet-failures'],
    ['--tag storage --after 10:00 --unscheduled', 'etcd-in-five quiet-failures kept-for-later'],
  ])
})

describe('text', () => {
  choosing([
    // The whole value, the beginning of a word, anywhere: the first of these that any value meets.
    ['-t keynotes', 'where-we-go last-words'],
    ['-t ai', 'ai-for-operators ai-again'],
    ['-t intain', 'maintainers-year'],
    ['-r lab', 'night-watch small-hours'],
    ["-r 'hall b'", 'maintainers-year quiet-failures'],
    [
      '-r hall',
      'where-we-go ai-for-operators maintainers-year who-pays ai-again quiet-failures sunday-service last-words',
    ],
    ['-s perez', 'from-zero etcd-in-five'],
    ['-s SØREN', 'debugging-dns sunday-service'],
    ['-s soren', 'debugging-dns sunday-service'],
    ['--org acme', 'from-zero etcd-in-five'],
    ['--org lab', 'ai-for-operators ai-again'],
    ['--tag net', 'debugging-dns night-watch'],
    // A comma in a value, and one between two.
    ["-t 'Community, Careers'", 'who-pays ask-us'],
    ["-r 'hall b, left wing'", 'who-pays'],
    ["--org 'open works, inc.'", 'maintainers-year who-pays'],
    ['-t keynotes,learning', 'from-zero where-we-go posters last-words'],
    ["-t 'keynotes, learning'", 'from-zero where-we-go posters last-words'],
    // Repeated flags mean "or", different flags mean "and".
    ['-t keynotes -t learning', 'from-zero where-we-go posters last-words'],
    ['-t operations -r hall', 'quiet-failures sunday-service'],
    ['-s kim -s bo -d fri --at 10:00', 'maintainers-year'],
    // Excluding.
    ['-t operations --not-tag storage', 'debugging-dns night-watch sunday-service'],
    ["-t 'operations,!keynotes'", 'etcd-in-five debugging-dns quiet-failures night-watch sunday-service'],
    ["-t '!operations' -d sat", 'ai-again boat-party small-hours open-space'],
    ["-s '!ana,søren' -d sun,thu", 'posters'],
    ['--not-speaker kim -t community', 'ask-us'],
    ['--not-room hall -d mon', '', 'No session matches all of these filters. Leave one out.'],
    ['--not-org globex -t operations', 'etcd-in-five quiet-failures night-watch'],
    ['--not-kind break,umbrella -d fri --before 10:00', 'where-we-go'],
    ['--not-level beginner -t learning', 'posters'],
    ['--not-track ai -r hall -d sat', 'quiet-failures'],
    ['--not-id ask-us -t community', 'who-pays'],
  ])

  refusing([
    ['-t Oprations', '--track "Oprations" matches no session; did you mean "Operations"?'],
    ['-t keynotes,nowhere', '--track "nowhere" matches no session'],
    ["-t ''", '--track "" matches no session'],
    ["-s 'Anna Perez'", '--speaker "Anna Perez" matches no session; did you mean "Ana Pérez"?'],
    ['--not-room cellar', '--not-room "cellar" matches no session'],
    ['--tag netwrking', '--tag "netwrking" matches no session; did you mean "networking"?'],
  ])
})

describe('kind and level', () => {
  choosing([
    ['--kind keynote', 'where-we-go last-words'],
    ['--kind panel,lightning', 'who-pays etcd-in-five'],
    ['--kind tut', 'debugging-dns'],
    ['--kind all', ALL],
    ['--kind workshop -d fri', '', 'No session matches all of these filters. Leave one out.'],
    [
      '--kind talk --not-track operations',
      'ai-for-operators maintainers-year ai-again small-hours posters ask-us kept-for-later',
    ],
    ['--level advanced', 'where-we-go ai-for-operators maintainers-year ai-again'],
    ['--level beginner -d fri', 'where-we-go maintainers-year'],
    ['--level any', 'where-we-go maintainers-year'],
    ['--level expert', 'where-we-go maintainers-year'],
  ])

  refusing([['--kind keynoot', '--kind cannot be "keynoot"; did you mean "keynote"?']])
})

describe('id', () => {
  choosing([
    ['--id ai-again', 'ai-again'],
    ['--id ai-again --id coffee', 'coffee ai-again'],
    ['--id ai', 'ai-for-operators ai-again'],
    [
      "--id '!coffee,registration' -d fri --before noon",
      'where-we-go ai-for-operators maintainers-year who-pays etcd-in-five',
    ],
  ])

  refusing([['--id cofee', '--id "cofee" matches no session; did you mean "coffee"?']])
})

describe('stage', () => {
  test('of my picks; without any, the way to the first', async () => {
    const home = newHome()
    const nothing = 'Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE'
    expect(await chosen(['--stage', 'any'], { home })).toEqual({ exit: 0, ids: '', said: nothing })
    await kubeplan(['add', '-c', AUTUMN, 'ai-for-operators', 'ask-us'], { home })
    await kubeplan(['add', '-c', AUTUMN, '-m', 'who-pays'], { home })
    const stages = ['going', 'maybe', 'any'].map((stage) => chosen(['--stage', stage], { home }))
    expect((await Promise.all(stages)).map(({ ids }) => ids)).toEqual([
      'ai-for-operators ask-us',
      'who-pays',
      'ai-for-operators who-pays ask-us',
    ])
    expect((await chosen(['--stage', 'any', '--at', '10:20'], { home })).ids).toBe('ai-for-operators who-pays')
    expect((await chosen(['--stage', 'sure'], { home })).exit).toBe(2)
    const rest = (...ids: readonly string[]) => [...ALL.split(' ').filter((id) => !ids.includes(id))].join(' ')
    for (const flags of [
      ['--not-stage', 'going'],
      ['--stage', '!going'],
    ])
      expect((await chosen(flags, { home })).ids).toBe(rest('ai-for-operators', 'ask-us'))
    expect((await chosen(['--not-stage', 'any'], { home })).ids).toBe(rest('ai-for-operators', 'ask-us', 'who-pays'))
    expect((await chosen(['--stage', 'any', '--not-stage', 'maybe'], { home })).ids).toBe('ai-for-operators ask-us')
    expect((await chosen(['--stage', 'Going, maybe'], { home })).ids).toBe('ai-for-operators who-pays ask-us')
    expect((await chosen(['--not-stage', 'sure'], { home })).said).toContain('--not-stage cannot be "sure"')
  })
})

describe('a value that is nothing', () => {
  const closed = ['kind', 'stage', 'day', 'at', 'after', 'before']
  const ofSessions = ['track', 'speaker', 'room', 'org', 'level', 'tag', 'id']
  const each = (names: readonly string[], wrong: string) =>
    names.flatMap((name) =>
      [`--${name}`, `--not-${name}`].flatMap((flag) =>
        ['', ' '].map((value) => [`${flag} '${value}'`, flag, wrong] as const),
      ),
    )
  test.each([...each(closed, 'cannot be'), ...each(ofSessions, 'matches no session')])(
    '%s is refused',
    async (flags, flag, wrong) => {
      const { exit, ids, said } = await chosen(typed(flags))
      expect({ exit, ids }).toEqual({ exit: 2, ids: '' })
      expect(said).toContain(`kubeplan: ${flag} `)
      expect(said.split('\n')[0]).toContain(wrong)
    },
  )
})

const NAMED_ANY = `conference: { name: Any, timezone: Europe/Rome, first_day: 2026-10-22 }
sessions:
  - { id: thu, title: Alpha, track: any, tags: [any], level: beginner, room: Any, start: 2026-10-22 10:00, speakers: [{ name: Any, organization: Any }] }
  - { id: fri, title: Beta, track: Other, tags: [other], level: any, room: Other, start: 2026-10-23 10:00, speakers: [{ name: Other, organization: Other }] }
  - { id: sat, title: Gamma, track: Other, tags: [other], level: expert, room: Other, start: 2026-10-24 10:00, speakers: [{ name: Other, organization: Other }] }
`

describe('in a programme of three days, where much is called "any"', () => {
  const only = async (flags: string) => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'any.yaml'), NAMED_ANY)
    return chosen(['-c', './any.yaml', ...typed(flags)], { home })
  }

  test.each(['track', 'tag', 'room', 'speaker', 'org'])('--%s knows it as a name like others', async (facet) => {
    expect(await only(`--${facet} any`)).toEqual({ exit: 0, ids: 'thu', said: '' })
    expect(await only(`--${facet} other`)).toEqual({ exit: 0, ids: 'fri sat', said: '' })
    expect(await only(`--not-${facet} any`)).toEqual({ exit: 0, ids: 'fri sat', said: '' })
    expect((await only(`--${facet} missing`)).exit).toBe(2)
  })

  test('only a level is for all', async () => {
    expect((await only('--level expert')).ids).toBe('fri sat')
    expect((await only('--not-level beginner')).ids).toBe('fri sat')
  })

  test.each([
    ['wed..fri', 'thu fri'],
    ['mon..thu', 'thu'],
    ['mon..wed', ''],
    ['sun..mon', ''],
    ['sun..fri', 'thu fri'],
    ['wed..', 'thu fri sat'],
    ['..sun', 'thu fri sat'],
  ])('-d %s, which begins or ends on a day that it lacks', async (days, ids) => {
    const said = `Nothing on "${days}". The programme has Thu 22 Oct - Sat 24 Oct.`
    expect(await only(`-d ${days}`)).toEqual({ exit: 0, ids, said: ids === '' ? said : '' })
  })

  test.each(['--not-day thu..sat', "-d '!thu,fri,sat'", '--not-day fri,sat --not-day thu'])(
    '%s leaves nothing, and says what took it',
    async (flags) => {
      const said = 'No session matches --not-day 2026-10-22, 2026-10-23, 2026-10-24.'
      expect(await only(flags)).toEqual({ exit: 0, ids: '', said })
    },
  )

  test('--not-day beside another flag takes nothing alone', async () => {
    const said = 'No session matches all of these filters. Leave one out.'
    expect(await only('--not-day thu --track any')).toEqual({ exit: 0, ids: '', said })
  })
})

/** Two nights: what began on Friday is still running on Saturday. */
const LONG = `conference: { name: Long, timezone: Europe/Rome }
sessions:
  - { id: hack, title: Hack night, start: 2019-11-15 10:00, duration: 30h }
  - { id: art, title: Weekend art, start: 2019-11-15 10:00, end: 2019-11-17 18:00 }
  - { id: short, title: Short one, start: 2019-11-15 17:30, duration: 60m }
  - { id: talk, title: Second day talk, start: 2019-11-16 11:30, duration: 60m }
  - { id: night, title: Long workshop, start: 2019-11-15 22:00, end: 2019-11-16 12:30 }
  - { id: sunday, title: Sunday, start: 2019-11-17 11:30, duration: 60m }
  - { id: someday, title: Some day }
`

describe('what runs at a time, whatever day it began', () => {
  test.each([
    ['-d sat --at 11:45', 'hack art night talk'],
    ['-d sun --at 11:45', 'art sunday'],
    ['-d sat..sun --at 11:45', 'hack art night talk sunday'],
    ['-d sat,sun --not-day sat --at 11:45', 'art sunday'],
    ['--not-day sat --at 11:45', 'hack art sunday'],
    ['-d fri --at 23:00', 'hack art night'],
    ['-d sat --at 16:00', 'art'],
    ['-d sat', 'talk'],
    ['-d sat --at 11:45 --unscheduled', 'hack art night talk someday'],
    ['-d sat --not-at 11:45', ''],
    ['--not-at 11:45', 'short someday'],
    ['--at !11:45', 'short someday'],
    ['--not-at 17:45,11:45', 'someday'],
    ['--not-after 17:30', 'hack art talk sunday someday'],
    ['--not-before 13:00', 'hack art short night someday'],
  ])('%s', async (flags, ids) => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'long.yaml'), LONG)
    const outcomes = await Promise.all([
      chosen(['-c', './long.yaml', ...flags.split(' ')], { home }),
      kubeplan(['export', '--all', '-', '--format', 'json', '-c', './long.yaml', ...flags.split(' ')], { home }),
    ])
    expect(outcomes[0].ids).toBe(ids)
    expect(JSON.parse(outcomes[1].stdout || '{"sessions":[]}').sessions.map(({ id }: { id: string }) => id)).toEqual(
      ids.split(' ').filter(Boolean),
    )
  })

  test('in clashes and in a grid, too', async () => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'long.yaml'), LONG)
    const on = ['-c', './long.yaml', '-d', 'sat', '--at', '11:45']
    const clashes = await kubeplan(['clashes', '--all', '--json', ...on], { home })
    expect(JSON.parse(clashes.stdout).clashes).toContainEqual(expect.objectContaining({ sessions: ['night', 'talk'] }))
    const grid = await kubeplan(['grid', '--json', ...on], { home })
    expect(JSON.parse(grid.stdout).sessions.map(({ id }: { id: string }) => id)).toEqual([
      'hack',
      'art',
      'night',
      'talk',
    ])
  })
})

describe('words', () => {
  choosing([
    ['operators', 'ai-for-operators ai-again'],
    ['OPERATORS again', 'ai-again'],
    ['perez', 'from-zero etcd-in-five'],
    ['globex', 'where-we-go debugging-dns sunday-service'],
    ['storage', 'etcd-in-five quiet-failures kept-for-later'],
    ['laptop', 'from-zero'],
    ['kubernets', 'from-zero'],
    ['debuging dns', 'debugging-dns'],
    ['ai', 'ai-for-operators ai-again'],
    ['operators -d sat', 'ai-again'],
    ['operators again --sort time', 'ai-again'],
    ['xylophone', '', 'No session matches "xylophone". Try fewer or other words.'],
    ['operators dns', '', 'No session matches all of "operators" "dns". Try fewer or other words.'],
    ["''", ALL],
    ['hands-on', 'from-zero'],
    ['handson', 'from-zero'],
    ['k8s', 'from-zero'],
    ["operators '!again'", 'ai-for-operators'],
    ["'!operators' -d sat", 'debugging-dns quiet-failures boat-party night-watch small-hours open-space'],
    ["-t ai '!operators'", '', 'No session matches all of these filters. Leave one out.'],
  ])

  describe('that exclude', () => {
    test('work in a timetable', async () => {
      const { stdout } = await kubeplan(['grid', '-c', AUTUMN, '-d', 'sat', '!operators', '--format', 'tsv'])
      expect(stdout).toContain('debugging-dns')
      expect(stdout).not.toContain('ai-again')
    })

    test('work where flags select what to pick, and only there', async () => {
      const home = newHome()
      const adding = (...args: string[]) => kubeplan(['add', '-c', AUTUMN, ...args], { home })
      expect(await adding('!operators')).toMatchObject({ exit: 2, stdout: '' })
      expect(await adding('-d', 'sat', '--kind', 'talk,tutorial', '!operators', '!hours')).toMatchObject({ exit: 0 })
      expect((await chosen(['--stage', 'any'], { home })).ids).toBe('debugging-dns quiet-failures night-watch')
      expect(await kubeplan(['drop', '-c', AUTUMN, '-d', 'sat', '!dns'], { home })).toMatchObject({ exit: 0 })
      const left = await kubeplan(['export', '-c', AUTUMN, '!xylophone', '--format', 'csv'], { home })
      expect(left.stdout).toContain('debugging-dns')
      const none = await kubeplan(['export', '-c', AUTUMN, '!dns', '--format', 'csv'], { home })
      expect(none.stdout).not.toContain('debugging-dns')
    })

    test('leave what they exclude as it is in a calendar, and never name a file', async () => {
      const home = newHome()
      await kubeplan(['add', '-c', AUTUMN, 'debugging-dns', 'small-hours'], { home })
      await kubeplan(['export', '-c', AUTUMN, 'mine.ics'], { home })
      const { stdout } = await kubeplan(['export', '-c', AUTUMN, '--format', 'ics', '!dns'], { home })
      expect(stdout.match(/^STATUS:.*$/gm)).toEqual(['STATUS:CONFIRMED\r'.trim()])
      expect(await kubeplan(['export', '-c', AUTUMN, 'a.ics', 'b.ics'], { home })).toMatchObject({
        exit: 2,
        stderr: 'kubeplan: only one file can be written at a time\n  Usage: kubeplan export --help\n',
      })
    })
  })

  test('best first, then by time; --sort time makes it time', async () => {
    // Words are not looked up in "Operations"; titles count more than abstracts, whole words more than beginnings.
    expect((await chosen(['for'])).ids).toBe('ai-for-operators who-pays ai-again kept-for-later')
    expect((await chosen(['kept', 'for'])).ids).toBe('kept-for-later')
  })
})

describe('order and number', () => {
  choosing([
    [
      '-d fri --sort title --not-kind umbrella',
      'ai-for-operators coffee where-we-go etcd-in-five who-pays maintainers-year',
    ],
    ['--sort track -d sat --kind talk,tutorial', 'ai-again debugging-dns quiet-failures night-watch small-hours'],
    ['--sort room -d sat --not-kind other', 'ai-again quiet-failures boat-party night-watch small-hours debugging-dns'],
    ['--sort speaker -t operations', 'etcd-in-five night-watch debugging-dns sunday-service quiet-failures'],
    ['--sort time -t keynotes', 'where-we-go last-words'],
    ['--limit 3', 'from-zero registration where-we-go'],
    ['--limit 1 operators', 'ai-for-operators'],
    ['--limit 99 -d mon', MON],
  ])

  refusing([
    ['--limit 0', '--limit cannot be "0"'],
    ['--limit -1', '--limit cannot be "-1"'],
    ['--limit 1e3', '--limit cannot be "1e3"'],
  ])
})

describe('a value of another facet', () => {
  test.each([
    ['--track hands-on -d thu', '--track', 'hands-on', 'a tag', '--tag hands-on -d thu'],
    ['-s Acme', '--speaker', 'Acme', 'an organization', '--org Acme'],
    ["--room 'Ana Pérez'", '--room', 'Ana Pérez', 'a speaker', "--speaker 'Ana Pérez'"],
    ["--tag 'Room 1'", '--tag', 'Room 1', 'a room', "--room 'Room 1'"],
    ['--org keynote', '--org', 'keynote', 'a kind', '--kind keynote'],
    ['--tag=Keynotes', '--tag', 'Keynotes', 'a track', '--track Keynotes'],
    ['--org beginner', '--org', 'beginner', 'a level', '--level beginner'],
    ['--not-track hands-on', '--not-track', 'hands-on', 'a tag', '--not-tag hands-on'],
  ])('%s', async (flags, flag, value, what, right) => {
    const { exit, said } = await chosen(typed(flags))
    expect({ exit, said }).toEqual({
      exit: 2,
      said: `kubeplan: ${flag} "${value}" matches no session; it is ${what}\n  Use its flag: kubeplan list ${right}`,
    })
    expect(await chosen(typed(right))).toMatchObject({ exit: 0, said: '' })
  })
})

describe('words that are a value of a flag', () => {
  test.each([
    ['fri', 'fri is a day', '--day fri'],
    ['FRIDAY', 'FRIDAY is a day', '--day FRIDAY'],
    ["'day 4'", 'day 4 is a day', "--day 'day 4'"],
    ['day 4', 'day 4 is a day', "--day 'day 4'"],
    ['operators sat', 'sat is a day', 'operators --day sat'],
    ['--kind talk operators sat', 'sat is a day', '--kind talk operators --day sat'],
    ['beginner', 'beginner is a level', '--level beginner'],
  ])('%s', async (line, what, right) => {
    const { exit, said } = await chosen(typed(line))
    expect({ exit, last: said.split('\n').at(-1) }).toEqual({ exit: 0, last: `${what}: kubeplan list ${right}` })
    expect((await chosen(typed(right))).ids).not.toBe('')
  })

  // Its flag would find nothing, or more than was asked for, or the same.
  test.each(['Hands-On fri', 'xylophone fri', 'fri --day sat', 'tue', 'hands-on'])('%s: not said', async (line) => {
    expect((await chosen(typed(line))).said).not.toContain(' is a ')
  })

  test('take the place of the advice to use other words', async () => {
    expect(await chosen(['beginner'])).toEqual({
      exit: 0,
      ids: '',
      said: `No session matches "beginner".\nbeginner is a level: kubeplan list --level beginner`,
    })
  })
})

describe('people who were asked for', () => {
  const THREE = `conference: { name: Days, timezone: UTC }
sessions:
  - title: Mesh
    start: 2026-03-24 09:00
    end: "09:30"
    speakers:
      - { name: Ana Lee, organization: Acme }
      - { name: Ben Roe, organization: Globex }
      - { name: Ana Pająk, organization: Globex }
`
  test.each([
    ['', 'A. Lee, Acme +2'],
    ['mesh', 'A. Lee, Acme +2'],
    ['pajak', 'A. Pająk, Globex +2'],
    ['pajk', 'A. Pająk, Globex +2'],
    ['ana pajak', 'A. Pająk, Globex +2'],
    ['globex', 'B. Roe, Globex +2'],
    ['-s ana --org globex', 'A. Pająk, Globex +2'],
    ['-s ben', 'B. Roe, Globex +2'],
    ['-s ben --sort speaker', 'A. Lee, Acme +2'],
  ])('%s', async (flags, first) => {
    const options = { home: newHome() }
    writeFileSync(join(options.home, 'work', 'c.yaml'), THREE)
    const { stdout } = await kubeplan(
      ['list', '-c', 'c.yaml', ...typed(flags), '--format', 'table', '--width', '100'],
      options,
    )
    expect(/\w\. \p{L}+, \w+ \+\d/u.exec(stdout)?.[0]).toBe(first)
    const { stdout: forPrograms } = await kubeplan(['list', '-c', 'c.yaml', ...typed(flags)], options)
    expect(forPrograms).toMatch(/Ana Lee.*Ben Roe.*Ana Pająk/)
  })
})

test('several wrong flags are all told', async () => {
  const { exit, said } = await chosen(['-t', 'Oprations', '--tag', 'netwrking', '--kind', 'keynoot'])
  expect(exit).toBe(2)
  expect(said.split('\n').filter((line) => line.startsWith('kubeplan: '))).toEqual([
    'kubeplan: --track "Oprations" matches no session; did you mean "Operations"?',
    'kubeplan: --kind cannot be "keynoot"; did you mean "keynote"?',
    'kubeplan: --tag "netwrking" matches no session; did you mean "networking"?',
  ])
})

describe('a facet that the catalogue lacks', () => {
  const stdin = 'conference: { name: Bare, timezone: UTC }\nsessions: [{ title: One }]\n'
  test.each([
    ['--track', 'tracks'],
    ['--room', 'rooms'],
    ['--speaker', 'speakers'],
    ['--org', 'organizations'],
    ['--level', 'levels'],
    ['--tag', 'tags'],
    ['--not-track', 'tracks'],
  ])('%s x: no %s', async (flag, facet) => {
    const { exit, stdout, stderr } = await kubeplan(['list', '-c', '-', flag, 'x'], { stdin })
    expect({ exit, stdout, stderr }).toEqual({
      exit: 2,
      stdout: '',
      stderr: `kubeplan: ${flag} does not work here: this catalogue has no ${facet}\n  Leave it out, or search by words: kubeplan list WORDS -c -\n`,
    })
  })

  const RICH = `conference: { name: Rich, timezone: UTC }
sessions:
  - { title: One, kind: keynote, room: Hall, track: Security, speakers: [{ name: A. Lind, organization: Acme }] }
  - { title: Two, room: Pier }
`
  test.each([
    [
      '--level easy',
      2,
      /has no levels\n {2}It has --track, --speaker, --room, --org and --kind\. Or search by words: kubeplan list WORDS/,
    ],
    ['--not-tag x', 2, /--not-tag does not work here: this catalogue has no tags\n {2}It has --track/],
    [
      '--tag security',
      2,
      /^kubeplan: --tag "security" matches no session; it is a track\n {2}Use its flag: kubeplan list .*--track[= ]security/,
    ],
    [
      '--language acme',
      2,
      /matches no session; it is an organization\n {2}Use its flag: kubeplan list .*--org[= ]acme/,
    ],
    ['--kind workshop', 0, /^No session matches --kind workshop\. There are: talk, keynote\.\n/],
    ['--kind lightning,social', 0, /^No session matches --kind lightning, ?social\. There are: talk, keynote\.\n/],
    ['--kind workshop,talk', 0, /^$/],
    ['--not-kind talk,keynote', 0, /^No session matches --not-kind talk, ?keynote\.\n/],
  ] as const)('%s where there are others', async (flags, exit, stderr) => {
    const run = await kubeplan(['list', '-c', '-', ...flags.split(' ')], { stdin: RICH })
    expect(run).toMatchObject({ exit, stderr: expect.stringMatching(stderr) })
  })

  test('no sessions at all', async () => {
    const { exit, stderr } = await kubeplan(['list', '-c', '-', '-d', 'fri'], {
      stdin: 'conference: { name: Bare, timezone: UTC }\nsessions: []\n',
    })
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: 'This catalogue has no sessions.\n' })
  })
})

test.each([
  ['list'],
  ['days'],
  ['tracks'],
  ['orgs'],
  ['tags'],
  ['kinds'],
  ['rooms'],
  ['speakers'],
  ['clashes', '--all'],
  ['agenda'],
  ['export', '--all'],
])('%s %s takes the same flags', async (...command) => {
  const home = newHome()
  await kubeplan(['add', '-c', AUTUMN, '--track', 'operations'], { home })
  const run = (...flags: string[]) => kubeplan([...command, '-c', AUTUMN, '--json', '--quiet', ...flags], { home })
  const narrowed = await run('-d', 'sat', '-t', 'operations', '--not-tag', 'storage')
  expect(narrowed.exit).toBe(0)
  expect(narrowed.stdout).not.toBe((await run()).stdout)
  expect(await run('-d', 'sat', '-t', 'operations,!nothing', '--limit', '1')).toMatchObject({ exit: 2, stdout: '' })
})

test('the sessions of a day repeat the same ones, whether all days were read or only that one', async () => {
  const home = newHome()
  const session = (id: string, start: string, repeated = '') =>
    `  - { id: ${id}, title: ${id}, start: ${start}, duration: 30m${repeated && `, repeat_of: ${repeated}`} }`
  const sessions = [
    session('first', '2026-01-02 10:00'),
    session('second', '2026-01-01 10:00', 'first'),
    session('third', '2026-01-02 12:00', 'second'),
  ]
  const file = join(home, 'work', 'days.yaml')
  writeFileSync(file, `conference: { name: Days, timezone: UTC }\nsessions:\n${sessions.join('\n')}\n`)
  for (const format of ['json', 'yaml', 'csv']) {
    const list = ['list', '--day', '2026-01-02', '-c', file, '--format', format]
    rmSync(join(home, '.cache'), { recursive: true, force: true })
    const whole = await kubeplan(list, { home })
    expect(whole.stdout).toContain('repeat_of')
    expect(await kubeplan(list, { home })).toEqual(whole)
  }
})
