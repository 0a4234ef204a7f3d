import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Parser } from 'commonmark'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

interface Row {
  readonly id: string
  readonly title: string
  readonly track?: string
  readonly start?: string
  readonly end?: string
  readonly speakers?: readonly { readonly name: string; readonly organization?: string }[]
  readonly takes?: readonly { readonly by: string; readonly text: string }[]
  readonly takeaways?: readonly { readonly by: string; readonly points: readonly string[] }[]
}

const SHIPPED: readonly Row[] = parse(readFileSync(join(ROOT, 'data', 'kubecon-na-2020.yaml'), 'utf8')).sessions

/** Blocks of a Markdown document as read by CommonMark: headings by level, the rest as plain text. */
function outline(markdown: string): readonly (readonly [kind: string, text: string])[] {
  const found: [string, string][] = []
  const walker = new Parser().parse(markdown).walker()
  for (let event = walker.next(); event; event = walker.next()) {
    const { node, entering } = event
    const kind = node.type === 'heading' ? `h${node.level}` : node.type === 'paragraph' ? 'p' : undefined
    if (entering && kind !== undefined) found.push([kind, ''])
    const last = found.at(-1)
    if (entering && node.type === 'text' && last) last[1] += node.literal ?? ''
  }
  return found
}

const headings = (markdown: string, level: string) =>
  outline(markdown)
    .filter(([kind]) => kind === level)
    .map(([, text]) => text)

function homeWith(agenda: string): string {
  const home = newHome()
  const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `kubeplan: agenda/1\nconference: kubecon-na-2020\n${agenda}`)
  return home
}

const MINE = `person: Ana
picks:
  - { session: kubectl-blame, take: Sit in front., note: Private., attended: true, rating: 4, takeaways: [Ask who *owns* it., "1. Log"] }
  - { session: stop-writing-operators, attended: true, rating: 5 }
  - { session: bypass-falco, stage: maybe }
  - { session: linux-in-the-kubernetes-era, attended: false, take: Bo goes., note: Private. }
  - { session: regulated-environment }
  - { session: long-gone, seen: { title: Gone } }
blocks: [{ title: Lunch, start: 2020-11-20 16:30, end: "17:10" }, { title: Booth, start: 2020-11-19 10:00, end: "11:00" }]
`

describe('the guide of somebody else', () => {
  const recommended = SHIPPED.filter(({ takes = [] }) => takes.some(({ by }) => by === 'Datadog'))

  const sessionsIn = (markdown: string) => markdown.split(/^#### /m).slice(1)
  const isOwn = ({ speakers = [] }: Row) => speakers.every(({ organization }) => organization === 'Datadog')
  const byTime = (rows: readonly Row[]) => [...rows].sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1))

  test('is given back: its sessions by day and then its own, each at its time with its take', async () => {
    const { exit, stdout, stderr } = await kubeplan(['guide', '--by', 'Datadog'])
    expect([exit, stderr]).toEqual([0, ''])
    expect(recommended.length).toBe(10)
    const wanted = [...byTime(recommended.filter((row) => !isOwn(row))), ...byTime(recommended.filter(isOwn))]
    expect(sessionsIn(stdout).length).toBe(10)
    for (const [index, { title, start = '', end = '', speakers = [], takes }] of wanted.entries()) {
      const [heading, when, ...rest] = outline(`#### ${sessionsIn(stdout)[index]}`)
      expect(heading?.[1].startsWith(`${title} - `)).toBe(true)
      for (const { name } of speakers) expect(heading?.[1]).toContain(name)
      const [date = '', clock] = start.split(' ')
      const day = new Date(date).toLocaleDateString('en-US', {
        weekday: 'long',
        month: 'long',
        day: 'numeric',
        timeZone: 'UTC',
      })
      expect(when?.[1].startsWith(`${day} · ${clock}-${end} EST`)).toBe(true)
      expect(rest.map(([, text]) => text)).toContain(`Datadog's take: ${takes?.[0]?.text}`)
    }
    expect(outline(stdout).slice(0, 2)).toEqual([
      ['h1', "Datadog's guide to KubeCon + CloudNativeCon North America 2020"],
      [
        'p',
        '6 sessions that Datadog recommends and 4 of its own at KubeCon + CloudNativeCon North America 2020, November 16-20, 2020. Times are in America/New_York (UTC-5).',
      ],
    ])
    expect(headings(stdout, 'h2')).toEqual(['Contents', 'Sessions that Datadog recommends', 'Connect with Datadog'])
    expect(headings(stdout, 'h3').map((text) => text.split(', ')[1])).toEqual(
      ['18', '19', '20', '16', '17', '18', '19'].map((date) => `November ${date}`),
    )
    expect(stdout.match(/, 2020/g)?.length).toBe(1)
    expect(stdout.match(/America.New_York/g)?.length).toBe(1)
  })

  test('has contents that lead to each of its headings, as GitHub names them', async () => {
    const { stdout } = await kubeplan(['guide', '--by', 'Datadog', '--clock', '12'])
    const links = [...stdout.matchAll(/^ *- \[(.*)\]\(#(.*)\)$/gm)]
    const slugs = outline(stdout)
      .filter(([kind]) => /^h[234]$/.test(kind))
      .slice(1)
      .map(([, text]) =>
        text
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      )
    const numbered = slugs.map((slug, at) => {
      const before = slugs.slice(0, at).filter((other) => other === slug).length
      return before === 0 ? slug : `${slug}-${before}`
    })
    expect(links.map(([, , anchor]) => anchor)).toEqual(numbered)
    expect(links[2]?.[1]).toBe('3:00 p.m. Static Analysis of Kubernetes Manifests')
    expect(stdout).toContain('\nTuesday, November 17 · 10:00 a.m.-12:30 p.m. EST\n')
    expect(stdout).toContain('\nWednesday, November 18 · 3:00-3:35 p.m. EST\n')
  })

  test('has its authors, and begins and ends with their own Markdown', async () => {
    const home = newHome()
    const own = (name: string, text: string) => writeFileSync(join(home, 'work', name), text)
    own('in.md', '\ufeff*Hello*\r\n\r\n- <b>one</b>\u001b[2J\r\n\r\n')
    own('out.md', '## See you\n')
    const flags = ['--by', 'datadog', '--author', 'Ana Lima', '--author', 'Bo', '--intro', 'in.md', '--outro', 'out.md']
    const { stdout } = await kubeplan(['guide', ...flags], { home })
    expect(stdout).toMatch(/^# .*\n\nBy Ana Lima and Bo\n\n\*Hello\*\n\n- <b>one<\/b>\S*\n\n6 sessions that/)
    expect(stdout).not.toContain('\u001b')
    expect(stdout.endsWith('\n\n## See you\n')).toBe(true)
    const html = (await kubeplan(['guide', ...flags, '--format', 'html'], { home })).stdout
    expect(html).toContain('<p><em>Hello</em></p>')
    expect(html).not.toContain('<b>one')
    expect(html).toContain('<h2>See you</h2>')
    expect(await kubeplan(['recap', '--by', 'infra', '--intro', 'none.md'], { home })).toMatchObject({
      exit: 3,
      stdout: '',
    })
  })

  test('holds nothing of mine, and asks nothing of my agenda', async () => {
    const home = homeWith(MINE)
    expect(await kubeplan(['guide', '--by', 'Datadog'], { home })).toEqual(await kubeplan(['guide', '--by', 'datadog']))
  })

  test('is narrowed by the flags that narrow everything', async () => {
    const { stdout } = await kubeplan(['guide', '--by', 'data', '--day', 'fri', '--not-speaker', 'ford'])
    expect(headings(stdout, 'h3').map((text) => text.split(' - ')[0])).toEqual([
      'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
      'In Search Of A kubectl blame Command',
    ])
  })

  test('shows times in another zone', async () => {
    const { stdout } = await kubeplan([
      'guide',
      '--by',
      'datadog',
      '--id',
      'kubectl-blame',
      '--tz',
      'europe/berlin',
      '--title',
      ' A  B* ',
    ])
    expect(outline(stdout).slice(0, 4)).toEqual([
      ['h1', 'A  B*'],
      ['p', expect.stringContaining('1 session that Datadog recommends at')],
      ['h2', 'Friday, November 20'],
      ['h3', 'In Search Of A kubectl blame Command - Nick Santos, Tilt'],
    ])
    expect(outline(stdout)[4]).toEqual(['p', 'Friday, November 20 · 23:05-23:40 CET'])
  })

  test.each([
    [
      ['guide', '--by', 'Dtadog'],
      'kubeplan: --by "Dtadog" matches no session; did you mean "Datadog"?\n  All of them: Datadog\n',
    ],
    [
      ['recap', '--by', 'InfaCloud'],
      'kubeplan: --by "InfaCloud" matches no session; did you mean "InfraCloud"?\n  All of them: InfraCloud\n',
    ],
    [['recap', '--by', 'Datadog'], 'kubeplan: --by "Datadog" matches no session\n  All of them: InfraCloud\n'],
    [['guide', '--format', 'tsv'], 'kubeplan: unknown format "tsv"\n  Use one of: md, html, json, yaml\n'],
    [['guide', 'my.pdf'], 'kubeplan: unknown format "pdf"\n  Use one of: md, html, json, yaml\n'],
  ])('%j is refused', async (argv, stderr) => {
    expect(await kubeplan(argv)).toEqual({ exit: 2, stdout: '', stderr })
  })

  test('which has nothing that the flags leave says so', async () => {
    const { exit, stdout, stderr } = await kubeplan(['guide', '--by', 'Datadog', '--track', 'keynote'])
    expect([exit, stderr]).toEqual([0, 'No session matches all of these filters. Leave one out.\n'])
    expect(outline(stdout)[1]?.[1]).toMatch(/^0 sessions that Datadog recommends/)
  })
})

describe('the recap of somebody else', () => {
  test('is given back: its sessions under its tracks, with their points', async () => {
    const learned = SHIPPED.filter(({ takeaways = [] }) => takeaways.some(({ by }) => by === 'InfraCloud'))
    const { exit, stdout, stderr } = await kubeplan(['recap', '--by', 'InfraCloud'])
    expect([exit, stderr]).toEqual([0, ''])
    expect(headings(stdout, 'h2')).toEqual(['Contents', '101 Track', 'Service Mesh'])
    const tracks = stdout.split(/^## /m).slice(2)
    expect(tracks.map((track) => headings(`## ${track}`, 'h3').map((text) => text.split(' - ')[0]))).toEqual(
      ['101 Track', 'Service Mesh'].map((track) =>
        learned.filter((one) => one.track === track).map(({ title }) => title),
      ),
    )
    expect(learned.length).toBe(10)
    const read = outline(stdout).map(([, text]) => text)
    const points = learned.flatMap(({ takeaways }) => takeaways?.[0]?.points ?? [])
    for (const line of points.join('\n').split('\n')) expect(read).toContain(line.replace(/^- /, ''))
    expect(
      outline(stdout)
        .slice(0, 2)
        .map(([, text]) => text),
    ).toEqual([
      "InfraCloud's recap of KubeCon + CloudNativeCon North America 2020",
      'What InfraCloud learned from 10 sessions at KubeCon + CloudNativeCon North America 2020, November 17-20, 2020. Times are in America/New_York (UTC-5).',
    ])
  })
})

describe('my own', () => {
  test('guide: picks by time, my takes first, what is lost is named', async () => {
    const home = homeWith(MINE)
    const { exit, stdout, stderr } = await kubeplan(['guide'], { home })
    expect([exit, stderr]).toEqual([
      0,
      'Not in the programme any more: long-gone (Gone). Drop it: kubeplan drop long-gone\n',
    ])
    expect(headings(stdout, 'h3').map((text) => text.split(' - ')[0])).toEqual([
      'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
      'How to Effectively Manage Kubernetes in a Regulated Environment',
      'In Search Of A kubectl blame Command',
      'Bypass Falco',
      'Stop Writing Operators',
    ])
    const takes = outline(stdout).flatMap(
      ([, text]) => /^(.*?)'s take: (.{8})/.exec(text)?.slice(1, 3).join(': ') ?? [],
    )
    expect(takes).toEqual([
      'Ana: Bo goes.',
      'Datadog: Some cal',
      'Datadog: Datadog ',
      'Ana: Sit in f',
      'Datadog: Most dev',
    ])
    expect(stdout).not.toContain('Private.')
    expect(stdout).toContain('\nFriday, November 20 · time not known · maybe\n')
  })

  test('guide, narrowed', async () => {
    const { stdout, stderr } = await kubeplan(['guide', '--stage', 'maybe'], { home: homeWith(MINE) })
    expect(headings(stdout, 'h3')).toEqual(['Bypass Falco - Leonardo Di Donato, Sysdig'])
    expect(stderr).toContain('long-gone')
    const none = await kubeplan(['guide', '--day', 'wed', '--quiet'], { home: homeWith(MINE) })
    expect([none.exit, none.stderr, headings(none.stdout, 'h2')]).toEqual([0, '', []])
    expect((await kubeplan(['guide', '--day', 'wed'], { home: homeWith(MINE) })).stderr).toMatch(
      /^None of your picks matches these filters/,
    )
  })

  test('recap: by track what I attended, my points first, and the figures', async () => {
    const { exit, stdout } = await kubeplan(['recap', '--with-notes'], { home: homeWith(MINE) })
    expect(exit).toBe(0)
    expect(
      outline(stdout)
        .filter(([, text]) => !/^(?:Developers|Operators)/.test(text))
        .slice(0, 8),
    ).toEqual([
      ['h1', "Ana's recap of KubeCon + CloudNativeCon North America 2020"],
      [
        'p',
        'At KubeCon + CloudNativeCon North America 2020, November 17-20, 2020, Ana planned 4 sessions, attended 2, missed 1 and rated 2 (4.5 of 5 on average). 1 is not marked yet. Times are in America/New_York (UTC-5).',
      ],
      ['h2', '101 Track'],
      ['h3', 'Stop Writing Operators - Joe Thompson, HashiCorp'],
      ['p', 'rated 5 of 5'],
      ['p', expect.any(String)],
      ['p', "InfraCloud's takeaways:"],
      ['p', expect.any(String)],
    ])
    expect(stdout.slice(stdout.indexOf('## Other sessions'))).toMatch(
      /^## Other sessions\n\n### \[In Search .*Tilt\n\nFriday, November 20 · 17:05-17:40 EST · rated 4 of 5\n\n[^*]*\n\n\*\*Ana's takeaways:\*\*\n\n- Ask who \\\*owns\\\* it\.\n- 1\\\. Log\n\n\*\*Note:\*\* Private\.\n\n## Missed\n\n- [^\n]*Panel: Linux[^\n]*\n$/,
    )
    expect(stdout).not.toContain('Sit in front')
    const shared = (await kubeplan(['recap'], { home: homeWith(MINE) })).stdout
    expect(shared).toContain('Ana planned 4 sessions, attended 2 and missed 1. 1 is not marked yet.')
    expect(shared).toContain('- Ask who')
    expect(shared).not.toMatch(/rated|Private/)
  })

  test.each(['guide', 'recap'])('%s of an empty agenda says what to do', async (command) => {
    const { exit, stdout, stderr } = await kubeplan([command])
    expect([exit, stderr]).toEqual([0, 'Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE\n'])
    expect(outline(stdout)[0]?.[1]).toBe(
      `My ${command === 'guide' ? 'guide to' : 'recap of'} KubeCon + CloudNativeCon North America 2020`,
    )
  })

  test('recap of which nothing was attended says how to mark it', async () => {
    const home = homeWith('picks: [{ session: kubectl-blame }]\n')
    const { exit, stdout, stderr } = await kubeplan(['recap'], { home })
    expect([exit, stderr]).toEqual([
      0,
      'None of these is marked as attended. After a session: kubeplan note SESSION --attended\n',
    ])
    expect(outline(stdout)[1]?.[1]).toMatch(/ I planned 1 session, attended 0 and missed 0\. 1 is not marked yet\.$/)
  })
})

describe('other formats', () => {
  test.each(['guide', 'recap'])('a %s as data is a catalogue that gives the same back', async (command) => {
    const home = homeWith(MINE.replace(/^person.*\n/, ''))
    const { stdout } = await kubeplan([command, '--format', 'yaml'], { home })
    const { sessions } = parse(stdout) as { readonly sessions: readonly Row[] }
    const words = sessions.flatMap(({ takes = [], takeaways = [] }) => [...takes, ...takeaways])
    expect(sessions.filter((row) => (command === 'guide' ? row.takeaways : row.takes) !== undefined)).toEqual([])
    expect(words.filter(({ by }) => by === 'me').length).toBe(command === 'guide' ? 2 : 1)
    const again = await kubeplan([command, '--by', 'me', '--json', '-c', '-'], { stdin: stdout })
    expect(again.exit).toBe(0)
    expect(JSON.parse(again.stdout).sessions.length).toBe(command === 'guide' ? 2 : 1)
    const json = await kubeplan([command, '--json'], { home })
    expect(JSON.parse(json.stdout)).toEqual(parse(stdout))
  })

  test.each(['guide', 'recap'])('a %s as a page says what the Markdown says', async (command) => {
    const home = homeWith(MINE)
    const { stdout: html } = await kubeplan([command, '--format', 'html'], { home })
    const { stdout: markdown } = await kubeplan([command], { home })
    const entities: Readonly<Record<string, string>> = {
      '&amp;': '&',
      '&#39;': "'",
      '&quot;': '"',
      '&lt;': '<',
      '&gt;': '>',
    }
    const read = [...html.slice(html.indexOf('<body')).matchAll(/<(?:h\d|p|li)[^>]*>(.*)$/gm)].map(([, inside = '']) =>
      inside.replace(/<[^>]*>/g, '').replace(/&[#a-z0-9]+;/g, (entity) => entities[entity] ?? entity),
    )
    expect(read).toEqual(outline(markdown).map(([, text]) => text))
  })

  test('into files: by their endings, not twice without --force, never over the agenda', async () => {
    const home = homeWith(MINE)
    const file = (name: string) => join(home, 'work', name)
    expect(await kubeplan(['guide', 'g.md', '--by', 'datadog'], { home })).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Wrote g.md: 10 sessions.\n',
    })
    const withoutMarks = (name: string) =>
      readFileSync(file(name), 'utf8')
        .replace(/<!-- \/?kubeplan.* -->\n/g, '')
        .trimEnd()
    expect(withoutMarks('g.md')).toBe((await kubeplan(['guide', '--by', 'datadog'])).stdout.trimEnd())
    expect((await kubeplan(['recap', 'g.md'], { home })).exit).toBe(5)
    expect((await kubeplan(['recap', 'g.md', '--force'], { home })).exit).toBe(0)
    expect(withoutMarks('g.md')).toBe((await kubeplan(['recap'], { home })).stdout.trimEnd())
    writeFileSync(file('g.txt'), 'mine')
    expect((await kubeplan(['recap', 'g.txt', '--format', 'md'], { home })).exit).toBe(5)
    expect((await kubeplan(['recap', 'g.txt', '--format', 'md', '--force'], { home })).exit).toBe(0)
    expect(readFileSync(file('g.txt'), 'utf8')).toBe((await kubeplan(['recap'], { home })).stdout)
    expect((await kubeplan(['recap', 'r.HTM'], { home })).exit).toBe(0)
    expect(readFileSync(file('r.HTM'), 'utf8')).toMatch(/^<!doctype html>/)
    const own = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
    const before = readFileSync(own, 'utf8')
    expect((await kubeplan(['guide', own, '--force'], { home })).exit).toBe(5)
    expect(readFileSync(own, 'utf8')).toBe(before)
    expect(existsSync(file('my.pdf'))).toBe(false)
  })
})

describe('Markdown files written again', () => {
  test.each([
    ['guide', '### Panel: Linux', '### [In Search Of A kubectl'],
    ['export', '## Fri 20 Nov', '3 going'],
  ])('%s keeps what was edited, and says where the facts have changed', async (command, mine, other) => {
    const home = homeWith(MINE.replace('regulated-environment', 'kubelet-deep-dive'))
    const file = join(home, 'work', 'g.md')
    const run = async (...flags: string[]) => kubeplan([command, 'g.md', ...flags], { home })
    await run('--day', 'thu..fri')
    const text = readFileSync(file, 'utf8')
    expect((await run('--day', 'thu..fri')).stderr).not.toContain('Kept')
    expect(readFileSync(file, 'utf8')).toBe(text)
    for (const there of [mine, other]) expect(text).toContain(there)
    const edited = `---\ntitle: Mine\n---\n${text.replace(mine, `${mine} (mine)`)}\nThe end.\n`
    writeFileSync(file, edited)
    expect(await run('--day', 'thu', '--quiet')).toMatchObject({ exit: 0, stderr: '' })
    const { stderr } = await run('--day', 'thu')
    expect(stderr).toContain('Kept because you edited it, although it is no longer selected: "')
    expect(stderr).toContain('To write all of g.md anew: --force')
    const again = readFileSync(file, 'utf8')
    expect(again).toMatch(/^---\ntitle: Mine\n---\n/)
    for (const kept of [`${mine} (mine)`, '\nThe end.\n']) expect(again).toContain(kept)
    expect(again).not.toContain(other)
    await run('--day', 'thu', '--force')
    expect(readFileSync(file, 'utf8')).not.toContain('(mine)')
  })

  test('a guide without takes says how to write one', async () => {
    const home = homeWith('picks: [{ session: helm-past-present-future }]\n')
    expect((await kubeplan(['guide', '--take-only'], { home })).stderr).toBe(
      'None of these has a take. Say why you recommend one: kubeplan note SESSION --take WORDS\n',
    )
  })
})

describe('export as Markdown', () => {
  test('my agenda, day by day', async () => {
    const home = homeWith(MINE)
    const { exit, stdout } = await kubeplan(['export', '--format', 'md'], { home })
    expect(exit).toBe(0)
    expect(stdout).toBe(
      `# Ana's agenda for KubeCon + CloudNativeCon North America 2020

Fri 20 Nov · America/New_York (UTC-5) · 4 going · 1 maybe · 1 clash · [website](https://events.linuxfoundation.org/archive/2020/kubecon-cloudnativecon-north-america/)

## Fri 20 Nov

| Time | Session | Track | Speakers | Stage |
| --- | --- | --- | --- | --- |
| 16:00-16:35 | Panel: Linux in the Kubernetes Era: Does The OS Still Matter? |  | Tasha Drew, VMware; Kiko Reis, Canonical; Darren Shepherd, Rancher Labs; Dusty Mabe, Red Hat; Vincent Batts, Kinvolk | going; clashes with How to Effectively Manage Kubernetes in a Regulated Environment, 35 min |
| 16:00-16:35 | How to Effectively Manage Kubernetes in a Regulated Environment |  | Darien Ford, Capital One | going; clashes with Panel: Linux in the Kubernetes Era: Does The OS Still Matter?, 35 min |
| 17:05-17:40 | [In Search Of A kubectl blame Command](https://sched.co/ekAv) |  | Nick Santos, Tilt | going |
| day only | [Bypass Falco](${SHIPPED.find(({ id }) => id === 'bypass-falco')?.['url' as keyof Row]}) |  | Leonardo Di Donato, Sysdig | maybe |

## Not scheduled

| Session | Track | Speakers | Stage |
| --- | --- | --- | --- |
| [Stop Writing Operators](https://sched.co/ekAR) | 101 Track | Joe Thompson, HashiCorp | going |
`,
    )
  })

  test('with my own time, of the days asked for; without it nothing of it is told', async () => {
    const home = homeWith(MINE)
    const all = await kubeplan(['export', '--format', 'md', '--blocks'], { home })
    expect(all.stdout).toContain('| 16:30-17:10 | Lunch |  |  | block; clashes with ')
    expect(all.stdout).toContain('| 10:00-11:00 | Booth |  |  | block |')
    const friday = await kubeplan(['export', '--format', 'md', '--blocks', '--day', 'fri'], { home })
    expect(friday.stdout).toContain('Lunch')
    expect(friday.stdout).not.toContain('Booth')
    expect((await kubeplan(['export', '--format', 'md'], { home })).stdout).not.toMatch(/Lunch|Booth/)
    expect(all.stdout).not.toMatch(/Sit in front|Bo goes/)
  })

  test('the whole programme, to a file', async () => {
    const home = newHome()
    const { exit, stderr } = await kubeplan(['export', '--all', 'all.md'], { home })
    expect([exit, stderr]).toEqual([0, 'Wrote all.md: 87 sessions.\n'])
    const text = readFileSync(join(home, 'work', 'all.md'), 'utf8')
    expect(text.match(/^\| (?!Time|Session|---)/gm)?.length).toBe(87)
    expect(headings(text, 'h2')).toEqual([
      'Mon 16 Nov',
      'Tue 17 Nov',
      'Wed 18 Nov',
      'Thu 19 Nov',
      'Fri 20 Nov',
      'Not scheduled',
    ])
    expect(text).not.toContain('| Stage |')
  })

  test('of an empty agenda', async () => {
    const { exit, stdout, stderr } = await kubeplan(['export', '--format', 'md'])
    expect([exit, stderr]).toEqual([0, 'Nothing on your agenda yet. Pick something: kubeplan add WORDS-OF-A-TITLE\n'])
    expect(headings(stdout, 'h1')).toEqual(['My agenda for KubeCon + CloudNativeCon North America 2020'])
  })
})
