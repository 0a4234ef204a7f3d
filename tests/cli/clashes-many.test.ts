import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../../src/main.js'
import { someOf } from '../fixtures/cases.js'
import { kubeplan, newHome, testWorld } from './kubeplan.js'

function programme(atOnce: number): string {
  const sessions = Array.from(
    { length: atOnce },
    (_, number) => `  - { title: T${number}, start: 2026-03-24 09:00, end: "10:00" }`,
  )
  return `conference: { name: C, slug: cz, timezone: UTC }\nsessions:\n${sessions.join('\n')}\n`
}

/** Runs a command and only counts its output. */
async function pieces(argv: readonly string[], home: string) {
  const { world } = testWorld({ home })
  const found = { longest: 0, total: 0, lines: 0 }
  const write = (text: string) => {
    found.longest = Math.max(found.longest, text.length)
    found.total += text.length
    found.lines += text.split('\n').length - 1
  }
  const exit = await run(argv, { ...world, stdout: { ...world.stdout, write } })
  return { exit, ...found }
}

test('many clashes at one time are told as a few and a count, and stream to machines', async () => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'many.yaml'), programme(250))
  const pairs = (250 * 249) / 2
  const { stdout, exit } = await kubeplan(['clashes', '--all', '-c', './many.yaml'], {
    home,
    terminal: 100,
    environment: { NO_COLOR: '1' },
  })
  expect(exit).toBe(0)
  expect(stdout.split('\n')[0]).toContain(`${pairs} clashes in the programme`)
  expect(stdout).toContain(`  and ${pairs - 3} more clashes among 250 at that time\n`)
  expect(stdout.split('\n').length).toBeLessThan(15)
  for (const format of someOf(['json', 'tsv', 'csv'], 3)) {
    const { longest, total, lines } = await pieces(['clashes', '--all', '-c', './many.yaml', '--format', format], home)
    expect(longest).toBeLessThan(1_000_000)
    expect(total).toBeGreaterThan(pairs * 20)
    expect(lines).toBeGreaterThan(pairs)
  }
})

test('as many as are few are listed one by one', async () => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'few.yaml'), programme(6))
  const { stdout } = await kubeplan(['clashes', '--all', '-c', './few.yaml'], { home, terminal: 100 })
  expect(stdout.match(/09:00-10:00/g)).toHaveLength(15)
  expect(stdout).not.toContain('more clash')
})

test.each(['tsv', 'csv', 'json', 'yaml'] as const)('the pieces are the whole, in %s', async (format) => {
  const home = newHome()
  for (const size of [1, 2, 70]) {
    writeFileSync(join(home, 'work', 'x.yaml'), programme(size))
    const { stdout } = await kubeplan(['clashes', '--all', '-c', './x.yaml', '--format', format], { home })
    if (format === 'json' || format === 'yaml') {
      const json = (await kubeplan(['clashes', '--all', '-c', './x.yaml', '--format', 'json'], { home })).stdout
      const { parse } = await import('yaml')
      expect(format === 'json' ? JSON.parse(stdout) : parse(stdout)).toEqual(JSON.parse(json))
      expect(JSON.parse(json).clashes).toHaveLength((size * (size - 1)) / 2)
    } else expect(stdout.trimEnd().split(/\r?\n/)).toHaveLength(1 + (size * (size - 1)) / 2)
  }
})

test('a document of an agenda says how many of its clashes it leaves out', async () => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'many.yaml'), programme(60))
  const agenda = join(home, 'work', 'mine.yaml')
  for (const [many, listed, rest] of [
    [40, (40 * 39) / 2, undefined],
    [60, 3, (60 * 59) / 2 - 3],
  ] as const) {
    rmSync(agenda, { force: true })
    const ids = Array.from({ length: many }, (_, number) => `t${number}`).join(', ')
    writeFileSync(agenda, `conference: cz\npicks: [${ids}]\n`)
    for (const format of ['json', 'yaml']) {
      const argv = ['agenda', '-c', './many.yaml', '--agenda', agenda, '--format', format]
      const { parse } = await import('yaml')
      const document = parse((await kubeplan(argv, { home })).stdout)
      expect([document.clashes.length, document.clashes_left_out]).toEqual([listed, rest])
    }
  }
})

test.each(['agenda', 'grid'])('%s makes a few of the clashes of thousands of my own at one time', async (command) => {
  const home = newHome()
  writeFileSync(join(home, 'work', 'many.yaml'), programme(2))
  const blocks = Array.from(
    { length: 5000 },
    (_, number) => `  - { title: B${number}, start: 2026-03-24 09:00, end: "10:00" }`,
  )
  const agenda = join(home, 'work', 'mine.yaml')
  writeFileSync(agenda, `conference: cz\nblocks:\n${blocks.join('\n')}\n`)
  const { exit, stdout, stderr } = await kubeplan(
    [command, '-c', './many.yaml', '--agenda', agenda, '--format', 'table', '--width', '100'],
    { home },
  )
  expect(exit).toBe(0)
  if (command === 'grid') return
  const pairs = (5000 * 4999) / 2
  expect(stdout.split('\n')[0]).toContain(`${pairs} clashes`)
  expect(stderr).toBe(
    `${pairs - 3} more clashes at one time are not shown. All of them: kubeplan clashes -c ./many.yaml --agenda ${agenda}\n`,
  )
})

test('many clashes in several slots are told slot by slot, with an example and how to see all', async () => {
  const home = newHome()
  const sessions = [9, 10, 11].flatMap((hour, index) =>
    Array.from(
      { length: 8 + index },
      (_, at) =>
        `  - { title: Talk ${hour} ${at}, start: 2026-03-24 ${String(hour).padStart(2, '0')}:00, duration: 30m }`,
    ),
  )
  const text = `conference: { name: C, slug: cz, timezone: UTC }\nsessions:\n${sessions.join('\n')}\n`
  writeFileSync(join(home, 'work', 'slots.yaml'), text)
  const told = async (terminal: number, ...argv: readonly string[]) =>
    (
      await kubeplan(['clashes', '--all', '-c', './slots.yaml', ...argv], {
        home,
        terminal,
        environment: { NO_COLOR: '1' },
      })
    ).stdout
  expect(await told(100)).toBe(`109 clashes in the programme · C · Tue 24 Mar · UTC
  09:00  28 clashes  among 8   Talk 9 0 × Talk 9 1
  10:00  36 clashes  among 9   Talk 10 0 × Talk 10 1
  11:00  45 clashes  among 10  Talk 11 0 × Talk 11 1
Densest: Tue 11:00, 45 clashes.
Its clashes: kubeplan clashes --all --day 2026-03-24 --at 11:00 -c ./slots.yaml
Every pair: kubeplan clashes --all --day 2026-03-24 --format tsv -c ./slots.yaml
To see only yours, pick something: kubeplan add talk-9-0 -c ./slots.yaml
`)
  expect(await told(40)).toContain('  10:00  36 clashes among 9\n    Talk 10 0 × Talk 10 1\n')
  expect(await told(100, '--at', '11:00')).toContain('  and 42 more clashes among 10 at that time\n')
})

test('the title gives way before a room is cut beyond recognition', async () => {
  const home = newHome()
  const rooms = ['Hall 8 | Room D', 'Hall 8 | Room G', 'Hall 12', 'Elicium 2']
  const sessions = rooms.map((room, index) => {
    return {
      id: `t${index}`,
      title: `A long title of a talk in the morning, number ${index}`,
      room,
      start: `2026-03-24 ${10 + index}:00`,
      end: `${10 + index}:50`,
    }
  })
  writeFileSync(
    join(home, 'work', 'far.json'),
    JSON.stringify({ conference: { name: 'Far', timezone: 'UTC' }, sessions }),
  )
  const globals = ['-c', './far.json', '--agenda', './mine.yaml']
  await kubeplan(['add', ...sessions.map(({ id }) => id), ...globals], { home })
  for (let width = 40; width <= 120; width += 4) {
    const { stdout } = await kubeplan(['clashes', '--walk', '40m', ...globals], {
      home,
      terminal: width,
      environment: { NO_COLOR: '1' },
    })
    const shown = [...stdout.matchAll(/(\S+(?: \| )?(?:\S+ )?\S*), (?:ends|40 min away)/g)].map(([, room = '']) => room)
    expect([width, shown.length, shown.filter((room) => !/(?:Room [DG]|Hall 12|Elicium 2)$/.test(room))]).toEqual([
      width,
      6,
      [],
    ])
  }
})
