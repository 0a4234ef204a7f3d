import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { lintCalendar } from '../render/calendar-lint.js'
import { kubeplan, newHome, type TestWorldOptions } from './kubeplan.js'

const PROGRAMME = `conference: { name: DemoConf, slug: democonf, timezone: Europe/Amsterdam }
sessions:
  - { id: keynote, title: Welcome, kind: keynote, room: Hall 12, start: 2026-03-24 09:00, end: "09:45" }
  - { id: gateway, title: Gateway API, track: Networking, room: Hall 8, start: 2026-03-24 10:00, end: "10:30" }
  - { id: mesh, title: Service Mesh, track: [Networking, "Security + Trust"], room: Hall 8, start: 2026-03-24 11:00, end: "11:30" }
  - { id: kanji, title: Kanji, track: 漢字, start: 2026-03-24 12:00, end: "12:30" }
  - { id: someday, title: Someday, track: Unplanned }
`

function office(files: Readonly<Record<string, string>> = {}) {
  const home = newHome()
  const work = join(home, 'work')
  for (const [name, text] of Object.entries({ 'demo.yaml': PROGRAMME, ...files })) writeFileSync(join(work, name), text)
  const run = (argv: readonly string[], more: TestWorldOptions = {}) =>
    kubeplan(argv, {
      home,
      now: '2026-03-20T12:00:00Z',
      ...more,
      environment: { KUBEPLAN_CATALOGUE: './demo.yaml', ...more.environment },
    })
  return { home, work, run }
}

/** The files below a folder and their text, by path. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.git/') && statSync(join(folder, path)).isFile(),
  )
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

const namesIn = (folder: string) => Object.keys(textsIn(folder)).filter((name) => !name.startsWith('.'))

describe('a folder', () => {
  test('gets the page, the programme as a calendar, and one for each track and room that has events', async () => {
    const { run, work } = office()
    expect(await run(['publish', 'site', '--yes'])).toEqual({
      exit: 0,
      stdout: 'site/index.html\nsite/calendar.ics\nsite/changes.atom\n',
      stderr: expect.stringContaining('Published to site: 8 files written.'),
    })
    const texts = textsIn(join(work, 'site'))
    const calendars = Object.keys(texts).filter((name) => name.endsWith('.ics'))
    expect(calendars).toHaveLength(6)
    expect(calendars).toEqual(
      expect.arrayContaining([
        'calendar.ics',
        'room/hall-12.ics',
        'room/hall-8.ics',
        'track/networking.ics',
        'track/security-trust.ics',
      ]),
    )
    for (const name of calendars) expect([name, lintCalendar(texts[name] ?? '')]).toEqual([name, []])
    const titles = (name: string) => [...(texts[name] ?? '').matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title]) => title)
    expect(titles('room/hall-8.ics')).toEqual(['Gateway API', 'Service Mesh'])
    expect(titles('track/security-trust.ics')).toEqual(['Service Mesh'])
    expect(titles('calendar.ics')).toEqual(['Welcome', 'Gateway API', 'Service Mesh', 'Kanji'])
    expect(texts['track/networking.ics']).toContain('DemoConf: Networking')
    expect(statSync(join(work, 'site', 'track')).mode & 0o777).toBe(0o755)
  })

  test('keeps every file whose content is the same, loses those that are no more, and nothing else is touched', async () => {
    const { run, work } = office()
    await run(['publish', 'site', '--yes'])
    const site = join(work, 'site')
    writeFileSync(join(site, 'mine.txt'), 'mine')
    writeFileSync(join(site, 'track', 'mine.ics'), 'mine')
    writeFileSync(
      join(site, '.kubeplan-published'),
      `${readFileSync(join(site, '.kubeplan-published'), 'utf8')}../demo.yaml\nmine.txt\n`,
    )
    const before = new Map(namesIn(site).map((name) => [name, statSync(join(site, name)).ino]))
    expect((await run(['publish', 'site'], { now: '2026-03-21T12:00:00Z' })).stderr).toContain('nothing changed')
    expect(new Map(namesIn(site).map((name) => [name, statSync(join(site, name)).ino]))).toEqual(before)

    writeFileSync(join(work, 'demo.yaml'), PROGRAMME.replace('Hall 12', 'Hall 8'))
    expect((await run(['publish', 'site'])).stderr).toContain('3 files written, 1 file removed')
    const changed = namesIn(site).filter((name) => statSync(join(site, name)).ino !== before.get(name))
    expect(changed).toEqual(['calendar.ics', 'index.html', 'room/hall-8.ics'])
    expect([...before.keys()].filter((name) => !namesIn(site).includes(name))).toEqual(['room/hall-12.ics'])
    expect(textsIn(site)).toMatchObject({ 'mine.txt': 'mine', 'track/mine.ics': 'mine' })
    expect(existsSync(join(work, 'demo.yaml'))).toBe(true)
  })

  test('is left alone where a file is in the way that kubeplan did not write, unless forced', async () => {
    const { run, work } = office()
    mkdirSync(join(work, 'site'))
    writeFileSync(join(work, 'site', 'index.html'), 'my own page')
    expect(await run(['publish', 'site', '--yes'])).toMatchObject({
      exit: 5,
      stdout: '',
      stderr: expect.stringMatching(/index\.html already exists.*--force/s),
    })
    expect(textsIn(join(work, 'site'))).toEqual({ 'index.html': 'my own page' })
    expect((await run(['publish', 'site', '--yes', '--force'])).exit).toBe(0)
    expect(textsIn(join(work, 'site'))['index.html']).not.toContain('my own page')
  })

  test('has a file for each name, whatever the name is', async () => {
    const rooms = [
      'A/B',
      'a b',
      '../../etc',
      '会議室',
      'Зал',
      `Hotel ${'x'.repeat(90)}`,
      `Hotel Casa ${'y '.repeat(60)}`,
      'CON',
      '<b>',
    ]
    const session = (room: string, index: number) => ({ title: `T${index}`, room, start: `2026-03-24 1${index}:00` })
    const { run, work } = office({
      'demo.yaml': JSON.stringify({
        conference: { name: 'DemoConf', slug: 'democonf', timezone: 'UTC' },
        sessions: rooms.map(session),
      }),
    })
    expect((await run(['publish', 'site', '--yes'])).exit).toBe(0)
    const names = readdirSync(join(work, 'site', 'room'))
    expect(names).toHaveLength(rooms.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.ics$/)
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(60)
    expect(readdirSync(work).sort()).toEqual(['demo.yaml', 'site'])
    expect((await run(['publish', 'site'])).stderr).toContain('nothing changed')
  })

  test('--dry-run says what would change, asks nothing, and writes nothing anywhere', async () => {
    const { run, home, work } = office()
    const before = textsIn(home)
    const { exit, stdout, stderr } = await run(['publish', 'site', '--dry-run'])
    expect([exit, stdout.split('\n').length - 1, stdout.split('\n')[0]]).toEqual([0, 8, 'new      index.html'])
    expect(stderr).toContain('Nothing was published to site: 8 files to write.')
    const cacheless = (texts: Readonly<Record<string, string>>) =>
      Object.keys(texts).filter((name) => !name.startsWith('.cache'))
    expect(cacheless(textsIn(home))).toEqual(cacheless(before))
    expect(existsSync(join(work, 'site'))).toBe(false)
  })
})

describe('a yes is needed', () => {
  const terminal = (...typed: readonly string[]): TestWorldOptions => ({ terminal: 100, rows: 40, typed })

  test('before the first time, for each target, and before picks join', async () => {
    const { run, work } = office()
    await run(['add', 'gateway'])
    const pipe = { stdin: '' }
    expect(await run(['publish', 'site'], pipe)).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringMatching(/This publishes the programme of DemoConf to site.*--yes/s),
    })
    expect(await run(['publish', 'site'], terminal(''))).toMatchObject({ exit: 2, stdout: '' })
    expect(existsSync(join(work, 'site'))).toBe(false)
    expect((await run(['publish', 'site'], terminal('y'))).stderr).toContain('Go on? [y/N]')
    expect((await run(['publish', 'site'], pipe)).exit).toBe(0)
    expect((await run(['publish', './site/'], pipe)).exit).toBe(0)
    expect((await run(['publish', 'other'], pipe)).exit).toBe(2)
    const more = await run(['publish', 'site', '--with-picks'], pipe)
    expect([more.exit, more.stderr]).toEqual([2, expect.stringContaining('and your picks')])
    expect((await run(['publish', 'site', '--with-picks'], terminal('yes'))).exit).toBe(0)
    expect((await run(['publish', 'site', '--with-picks'], pipe)).exit).toBe(0)
  })

  test.each(['https://example.org/site', 'ftp://example.org/x', 'ext::sh -c id', ''])(
    '%j is no target',
    async (target) => {
      const { run, work } = office()
      const { exit } = await run(['publish', target], { stdin: '' })
      expect(exit).toBe(2)
      expect(readdirSync(work)).toEqual(['demo.yaml'])
    },
  )

  test('--branch must be a name', async () => {
    const { run } = office()
    expect(await run(['publish', 'x.git', '--yes', '--branch=--force'])).toMatchObject({ exit: 2 })
  })
})

const PRIVATE = `conference: democonf
person: Ana
picks:
  - { session: gateway, priority: 5, note: SECRET-note, rating: 4, attended: true, takeaways: [SECRET-takeaway], take: A good one }
  - { session: mesh, stage: maybe }
blocks: [{ title: SECRET-dentist, start: 2026-03-24 14:00, end: "15:00", room: SECRET-room }]
walks: [{ from: Hall 8, to: SECRET-hall, walk: 7m }]
wishes: { like: ["SECRET-wish:2"] }
dropped: [{ session: keynote, sequence: 1, seen: { title: SECRET-dropped, start: 2026-03-24T09:00:00+01:00 } }]
`

/** A home whose own path must not leave either. */
async function secretive() {
  const made = office({
    'SECRET-file.yaml': PROGRAMME.replace('timezone:', 'sources: [{ url: /home/SECRET/all.ics }], timezone:'),
  })
  const agenda = join(made.home, '.local/share/kubeplan/democonf/agenda.yaml')
  mkdirSync(join(agenda, '..'), { recursive: true })
  writeFileSync(agenda, PRIVATE)
  return { ...made, environment: { KUBEPLAN_CATALOGUE: './SECRET-file.yaml' } }
}

test.each([[[]], [['--with-picks']]])('nothing private is published with %j', async (flags) => {
  const { run, home, work, environment } = await secretive()
  expect((await run(['publish', 'site', '--yes', ...flags], { environment })).exit).toBe(0)
  const texts = textsIn(join(work, 'site'))
  for (const [name, text] of Object.entries(texts)) {
    const flat = text.replace(/\r\n /g, '')
    expect([name, flat.includes('SECRET'), flat.includes(home)]).toEqual([name, false, false])
  }
  expect('agenda.ics' in texts).toBe(flags.length > 0)
  expect(texts['calendar.ics']).not.toContain('TENTATIVE')
  expect(/<[a-z]+ [^>]*data-stage="(?:going|maybe)"/.test(texts['index.html'] ?? '')).toBe(flags.length > 0)
})

test('agenda.ics has my picks; dropped ones are absent, and only it goes out as mine', async () => {
  const { run, home, work } = office()
  await run(['add', 'gateway', 'mesh'])
  await run(['publish', 'site', '--yes', '--with-picks'])
  const titles = () =>
    [...readFileSync(join(work, 'site', 'agenda.ics'), 'utf8').matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, title]) => title)
  expect(titles()).toEqual(['Gateway API', 'Service Mesh'])
  await run(['drop', 'mesh'])
  await run(['publish', 'site', '--with-picks'])
  expect(titles()).toEqual(['Gateway API'])
  const ledger = JSON.parse(readFileSync(join(home, '.local/share/kubeplan/democonf/agenda.yaml.given'), 'utf8'))
  const forms = ledger.given.map(({ session, forms }: { session: string; forms: object }) => [
    session,
    Object.keys(forms).sort(),
  ])
  expect(Object.fromEntries(forms)).toEqual({
    keynote: ['programme'],
    gateway: ['mine', 'programme'],
    mesh: ['mine', 'programme'],
    kanji: ['programme'],
  })
})

describe('changes.atom', () => {
  const ICS = (start: string) =>
    `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n${['One', 'Two & <b>']
      .map(
        (title) =>
          `BEGIN:VEVENT\nUID:${title.slice(0, 3)}@x\nDTSTAMP:20260101T000000Z\nSUMMARY:${title}\nURL:https://x.example/${title.slice(0, 3)}\nDTSTART:${start}\nDURATION:PT30M\nEND:VEVENT\n`,
      )
      .join('')}END:VCALENDAR\n`.replaceAll('\n', '\r\n')

  /** Its elements as paths with their text; fails where it is not well-formed. */
  function elementsOf(xml: string): readonly string[] {
    const [found, open]: [string[], string[]] = [[], []]
    const parser = new SaxesParser()
    parser.on('error', (error) => expect.fail(error.message))
    parser.on('opentag', ({ name }) => void open.push(name))
    parser.on('text', (text) => text.trim() !== '' && found.push(`${open.slice(1).join('/')} ${text}`))
    parser.on('closetag', () => void open.pop())
    parser.write(xml).close()
    return found
  }

  test('says what the publisher changed, each thing once, under the same id and time in every run', async () => {
    const { run, work } = office({ 'demo.ics': ICS('20270101T100000Z') })
    const at = (now: string) => ({ now, environment: { KUBEPLAN_CATALOGUE: '' } })
    const feed = () => readFileSync(join(work, 'site', 'changes.atom'), 'utf8')
    await run(['import', 'demo.ics', '--as', 'demo', '--timezone', 'UTC'], at('2026-12-01T10:00:00Z'))
    await run(['publish', 'site', '--yes'], at('2026-12-01T11:00:00Z'))
    expect(elementsOf(feed())).toEqual([
      expect.stringMatching(/^id urn:uuid:/),
      'title demo: changes',
      'updated 2026-12-01T10:00:00Z',
      'author/name demo',
    ])

    writeFileSync(join(work, 'demo.ics'), ICS('20270101T110000Z'))
    await run(['update'], at('2026-12-02T10:00:00Z'))
    await run(['publish', 'site'], at('2026-12-02T12:00:00Z'))
    const moved = feed()
    expect(elementsOf(moved)).toEqual(
      expect.arrayContaining([
        'updated 2026-12-02T10:00:00Z',
        'entry/title Moved: Two & <b>',
        expect.stringMatching(/^entry\/content Fri 1 Jan 10:00-10:30 -> Fri 1 Jan 11:00-11:30\. /),
      ]),
    )
    expect(moved.match(/<entry>/g)).toHaveLength(2)

    // Neither another fetch nor `changes --seen` makes old news new, or takes them away.
    await run(['update'], at('2026-12-03T10:00:00Z'))
    await run(['publish', 'site'], at('2026-12-03T12:00:00Z'))
    expect(feed()).toBe(moved)
    await run(['changes', '--seen'], at('2026-12-03T13:00:00Z'))
    writeFileSync(join(work, 'demo.ics'), ICS('20270101T120000Z'))
    await run(['update'], at('2026-12-04T10:00:00Z'))
    await run(['publish', 'site'], at('2026-12-04T12:00:00Z'))
    expect(feed().match(/<entry>/g)).toHaveLength(4)
    const ids = [...feed().matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(5)
    for (const [, id] of moved.matchAll(/<id>(.*)<\/id>/g)) expect(ids).toContain(id)
  })
})

const PATH = process.env['PATH'] ?? ''
const HAS_GIT = spawnSync('git', ['--version']).status === 0

describe.skipIf(!HAS_GIT)(`a git remote (${HAS_GIT ? 'git is here' : 'skipped: git is not installed'})`, () => {
  const git = (folder: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' })
    expect([args, status, status === 0 ? '' : stderr]).toEqual([args, 0, ''])
    return stdout
  }
  function withRemote() {
    const made = office()
    const remote = join(made.home, 'site.git')
    spawnSync('git', ['init', '--quiet', '--bare', remote])
    const me = {
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'ana@x',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'ana@x',
    }
    const environment = { PATH, HOME: made.home, GIT_DIR: '/nowhere', ...me }
    const publish = (...flags: readonly string[]) => made.run(['publish', remote, '--yes', ...flags], { environment })
    const commits = (branch = 'gh-pages') => git(remote, 'log', '--format=%an %s', branch).trim().split('\n')
    return { ...made, remote, publish, commits, environment }
  }

  test('gets a branch with a commit for each change, and none where nothing changed', async () => {
    const { work, remote, publish, commits } = withRemote()
    expect(await publish()).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringContaining('8 files written.') })
    expect((await publish()).stderr).toContain('nothing changed')
    expect(commits()).toEqual(['Ana Update DemoConf'])
    writeFileSync(join(work, 'demo.yaml'), PROGRAMME.replace('Hall 12', 'Hall 8'))
    expect((await publish('--dry-run')).stdout).toContain('removed  room/hall-12.ics')
    expect(commits()).toHaveLength(1)
    await publish()
    expect(commits()).toHaveLength(2)
    expect(git(remote, 'ls-tree', '-r', '--name-only', 'gh-pages')).not.toContain('hall-12')
    await publish('--branch', 'pages')
    expect(commits('pages')).toHaveLength(1)
  })

  test("keeps others' files and commits, and follows no link out of the branch", async () => {
    const { home, remote, publish, commits } = withRemote()
    const [clone, outside] = [join(home, 'clone'), join(home, 'outside')]
    writeFileSync(outside, 'mine')
    git(home, 'clone', '--quiet', remote, clone)
    git(clone, 'checkout', '--quiet', '-b', 'gh-pages')
    writeFileSync(join(clone, 'CNAME'), 'conf.example\n')
    writeFileSync(join(clone, '.kubeplan-published'), 'index.html\n')
    spawnSync('ln', ['-s', outside, join(clone, 'index.html')])
    git(clone, 'add', '.')
    git(clone, '-c', 'user.name=Bo', '-c', 'user.email=bo@x', 'commit', '--quiet', '-m', 'Mine')
    git(clone, 'push', '--quiet', 'origin', 'gh-pages')
    expect((await publish()).exit).toBe(0)
    expect(commits()).toEqual(['Ana Update DemoConf', 'Bo Mine'])
    expect(git(remote, 'show', 'gh-pages:CNAME')).toBe('conf.example\n')
    expect(readFileSync(outside, 'utf8')).toBe('mine')
  })

  test('never overwrites what somebody else pushed meanwhile', async () => {
    const { home, remote, publish, commits } = withRemote()
    await publish()
    // Their commit comes between ours and its push.
    const hook = join(remote, 'hooks', 'pre-receive')
    const other = `git -C '${remote}' commit-tree -p gh-pages -m Theirs 'gh-pages^{tree}'`
    writeFileSync(
      hook,
      `#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY\ngit -C '${remote}' update-ref refs/heads/gh-pages $(${other})\n`,
    )
    chmodSync(hook, 0o755)
    writeFileSync(join(home, 'work', 'demo.yaml'), PROGRAMME.replace('Hall 12', 'Hall 8'))
    expect(await publish()).toMatchObject({ exit: 4, stdout: '', stderr: expect.not.stringContaining('hint:') })
    expect(commits()).toEqual(['Ana Theirs', 'Ana Update DemoConf'])
  })

  test('ends at once when it is interrupted, and leaves nothing behind', async () => {
    const { home, run, remote, environment } = withRemote()
    const bin = join(home, 'bin')
    mkdirSync(bin)
    const listeners = new Set<(signal: 'SIGINT') => void>()
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\ncase "$*" in *commit*) touch '${join(home, 'reached')}'; sleep 1; exit 130;; esac\nPATH='${PATH}' exec git "$@"\n`,
    )
    chmodSync(join(bin, 'git'), 0o755)
    const ended = run(['publish', remote, '--yes'], {
      environment: { ...environment, PATH: `${bin}:${PATH}` },
      onInterruption(hear) {
        listeners.add(hear)
        return () => listeners.delete(hear)
      },
    })
    while (!existsSync(join(home, 'reached'))) await new Promise((resolve) => setTimeout(resolve, 5))
    // The terminal interrupts git as well.
    for (const hear of listeners) hear('SIGINT')
    expect((await ended).exit).toBe(130)
    expect(readdirSync(join(home, '.cache/kubeplan/publish'))).toEqual([])
  })

  test("fails with git's own words: 4 for a remote, 5 without git", async () => {
    const { run, remote, publish, environment } = withRemote()
    const gone = await run(['publish', 'missing.git', '--yes'], { environment })
    expect(gone).toMatchObject({
      exit: 4,
      stdout: '',
      stderr: expect.stringMatching(/git failed \(128\): .*missing\.git.*\n.*Nothing was published/),
    })
    writeFileSync(join(remote, 'hooks', 'pre-receive'), '#!/bin/sh\nprintf "no \\033[31mthanks\\n" >&2\nexit 1\n')
    chmodSync(join(remote, 'hooks', 'pre-receive'), 0o755)
    const refused = await publish()
    expect([refused.exit, refused.stderr]).toEqual([4, expect.stringContaining('git failed')])
    expect(refused.stderr).not.toContain('\x1b')
    const none = await run(['publish', remote, '--yes'], { environment: { ...environment, PATH: '/nowhere' } })
    expect(none).toMatchObject({ exit: 5, stderr: expect.stringMatching(/git is not installed.*git-scm/s) })
  })

  test.each([
    ['git@github.com:Ana/KubeCon.git', 'https://ana.github.io/KubeCon/'],
    ['https://github.com/ana/ana.github.io.git', 'https://ana.github.io/'],
    ['ssh://git@github.com/ana/site.git', 'https://ana.github.io/site/'],
    ['https://me:SECRET@gitlab.com/ana/site.git', undefined],
  ])('%s is served at %s', async (remote, page) => {
    const { home, run, remote: real } = withRemote()
    // git itself leads the address to the repository of this test.
    writeFileSync(
      join(home, '.gitconfig'),
      `[url "${real}"]\n  insteadOf = ${remote}\n[user]\n  name = A\n  email = a@x\n`,
    )
    const { exit, stdout, stderr } = await run(['publish', remote, '--yes'], { environment: { PATH, HOME: home } })
    expect([exit, stderr.includes('SECRET')]).toEqual([0, false])
    expect(stdout).toBe(page === undefined ? '' : `${page}\n${page}calendar.ics\n${page}changes.atom\n`)
  })
})

describe('a gist', () => {
  /** A gh that keeps what it was sent, and answers as `--jq` would. */
  function withGh(script = 'echo "0123456789abcdef0123 ana"') {
    const made = office()
    const [bin, log] = [join(made.home, 'bin'), join(made.home, 'sent')]
    mkdirSync(bin)
    writeFileSync(join(bin, 'gh'), `#!/bin/sh\n{ echo "$*"; cat; echo; } >> '${log}'\n${script}\n`)
    chmodSync(join(bin, 'gh'), 0o755)
    const environment = { PATH: `${bin}:${PATH}` }
    const publish = (target: string, ...flags: readonly string[]) =>
      made.run(['publish', target, '--yes', ...flags], { environment })
    const sent = () => {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
      return lines.flatMap((line, index) => {
        if (index % 2 === 1) return []
        const files: Record<string, { content: string } | null> = JSON.parse(lines[index + 1] ?? '{}').files
        return [
          {
            args: line,
            files: Object.keys(files).sort(),
            gone: Object.keys(files).filter((name) => files[name] === null),
          },
        ]
      })
    }
    return { ...made, publish, sent }
  }

  test('is made once, then only what changed is sent, under flat names', async () => {
    const { work, publish, sent } = withGh()
    expect((await publish('gist')).stdout).toBe(
      ['index.html', 'calendar.ics', 'changes.atom']
        .map((name) => `https://gist.githubusercontent.com/ana/0123456789abcdef0123/raw/${name}\n`)
        .join(''),
    )
    expect((await publish('gist')).stderr).toContain('nothing changed')
    writeFileSync(join(work, 'demo.yaml'), PROGRAMME.replace('Hall 12', 'Hall 8'))
    await publish('gist')
    const [made, changed, ...more] = sent()
    expect(made?.args).toMatch(/^api --method POST gists --input -/)
    expect(made?.files).toHaveLength(8)
    expect(made?.files).toContain('room-hall-8.ics')
    expect(changed?.args).toMatch(/^api --method PATCH gists\/0123456789abcdef0123 /)
    expect(changed?.files).toEqual(['calendar.ics', 'index.html', 'room-hall-12.ics', 'room-hall-8.ics'])
    expect(changed?.gone).toEqual(['room-hall-12.ics'])
    expect(more).toEqual([])
  })

  test('is the one of an address', async () => {
    const { publish, sent } = withGh()
    await publish('https://gist.github.com/ana/0123456789abcdef0123')
    expect(sent()[0]?.args).toContain('PATCH gists/0123456789abcdef0123 ')
  })

  test('fails with what gh says, or with how to install it', async () => {
    const { publish, run } = withGh('echo "gh: Bad credentials (HTTP 401)" >&2; exit 1')
    expect(await publish('gist')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('gh failed (1): gh: Bad credentials'),
    })
    const none = await run(['publish', 'gist', '--yes'], { environment: { PATH: '/nowhere' } })
    expect(none).toMatchObject({ exit: 5, stderr: expect.stringMatching(/gh is not installed.*cli\.github\.com/s) })
  })
})
