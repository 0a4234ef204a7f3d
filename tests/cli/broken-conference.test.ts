import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const SHIPPED = 'kubecon-na-2020'

const calendar = (title: string) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `X-WR-CALNAME:${title}`,
    'X-WR-TIMEZONE:Europe/Paris',
    ...['Hearing', 'Seeing'].flatMap((talk, index) => [
      'BEGIN:VEVENT',
      `UID:${talk}`,
      `DTSTART:2026060${index + 1}T080000Z`,
      `DTEND:2026060${index + 1}T083000Z`,
      `SUMMARY:${talk} like a ${title}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n')

/** Possible damage to a file: cut, emptied, filled with NULs by a power failure, or with an invalid field. */
const DAMAGES: readonly (readonly [string, (text: string) => string])[] = [
  ['cut', (text) => text.slice(0, text.indexOf('timezone'))],
  ['empty', () => ''],
  ['of NULs', (text) => '\0'.repeat(text.length)],
  ['with an address that is none', (text) => text.replace('sessions:', 'sessions:\n  - { title: A, url: nonsense }')],
]

async function library() {
  const home = newHome()
  for (const slug of ['owls', 'larks', SHIPPED]) {
    writeFileSync(join(home, 'work', `${slug}.ics`), calendar(slug))
    expect((await kubeplan(['import', `${slug}.ics`, '--as', slug, '--force'], { home })).exit).toBe(0)
  }
  await kubeplan(['use', 'owls'], { home })
  const folder = (slug: string) => join(home, '.local', 'share', 'kubeplan', slug)
  const run = (...argv: string[]) => kubeplan(argv, { home })
  const spoil = (slug: string, damage: (text: string) => string, both = false) => {
    for (const name of ['catalogue.yaml', ...(both ? ['seen.yaml'] : [])]) {
      const file = join(folder(slug), name)
      writeFileSync(file, damage(readFileSync(file, 'utf8')))
    }
    rmSync(join(home, '.cache'), { recursive: true, force: true })
  }
  const known = async () => {
    const { conferences } = JSON.parse((await run('conferences', '--json')).stdout)
    return conferences.map(({ slug, sessions, in_use, broken }: Record<string, unknown>) => [
      slug,
      broken ? 'broken' : sessions,
      ...(in_use ? ['in use'] : []),
    ])
  }
  return { home, folder, run, spoil, known }
}

const ids = (text: string) =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t')[0])

describe.each(DAMAGES)('a catalogue that is %s', (_, damage) => {
  test('hides no other, is marked, and refused by use', async () => {
    const { run, spoil, known } = await library()
    spoil('larks', damage)
    expect(await known()).toEqual([
      [SHIPPED, 2],
      ['larks', 'broken'],
      ['owls', 2, 'in use'],
    ])
    const { exit, stderr } = await run('conferences')
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringContaining('conferences --remove larks') })
    const refused = await run('use', 'larks')
    expect(refused).toMatchObject({ exit: 3, stdout: '', stderr: expect.stringContaining('kubeplan update -c larks') })
    expect(await run('list', '-c', 'larks')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('--remove larks'),
    })
    expect((await run('list')).exit).toBe(0)
  })

  test.each([[['update', '-c', 'larks']], [['import', 'larks.ics', '--as', 'larks']]])(
    'is whole again after %j, and picks are where they were',
    async (argv) => {
      for (const both of [false, true]) {
        const { run, spoil, known } = await library()
        const before = ids((await run('list', '-c', 'larks')).stdout)
        await run('add', '-c', 'larks', before[1] ?? '')
        spoil('larks', damage, both)
        expect(await run(...argv)).toMatchObject({ exit: 0 })
        expect(ids((await run('list', '-c', 'larks')).stdout)).toEqual(before)
        expect(ids((await run('list', '-c', 'larks', '--stage', 'going')).stdout)).toEqual([before[1]])
        expect((await known()).map(([slug, sessions]: unknown[]) => [slug, sessions])).toContainEqual(['larks', 2])
        expect(await run('changes', '-c', 'larks')).toMatchObject({ exit: 0 })
      }
    },
  )

  test('is made again by update where its source is out of reach', async () => {
    const { home, run, spoil } = await library()
    const before = (await run('list', '-c', 'larks')).stdout
    spoil('larks', damage)
    rmSync(join(home, 'work', 'larks.ics'))
    expect((await run('update', '-c', 'larks')).exit).toBe(3)
    expect((await run('list', '-c', 'larks')).stdout).toBe(before)
  })

  test('can be removed, in use or not', async () => {
    const { run, spoil, known } = await library()
    for (const slug of ['owls', 'larks', SHIPPED]) spoil(slug, damage)
    for (const slug of ['owls', 'larks', SHIPPED]) expect((await run('conferences', '--remove', slug)).exit).toBe(0)
    expect(await known()).toEqual([[SHIPPED, 87, 'in use']])
  })
})

test.each([1, 2])('of which nothing is left, from %s sources without a zone: update names the import', async (many) => {
  const { home, run, spoil, folder } = await library()
  const names = ['one.csv', 'two.csv'].slice(0, many)
  for (const name of names)
    writeFileSync(join(home, 'work', name), `title,start,end\nOn ${name},2027-05-05 10:00,2027-05-05 10:30\n`)
  expect((await run('import', ...names, '--as', 'wrens', '--timezone', 'Europe/Berlin')).exit).toBe(0)
  const before = (await run('list')).stdout
  spoil('wrens', () => 'broken:\n', true)
  const { exit, stderr } = await run('update')
  expect([exit, stderr.includes('kubeplan update')]).toEqual([3, false])
  const [, command = ''] = /: kubeplan (import .*? --timezone Area\/City --as wrens)/.exec(stderr) ?? []
  expect((await run(...command.replace('Area/City', 'Europe/Berlin').split(' '))).exit).toBe(0)
  expect((await run('list')).stdout).toBe(before)
  spoil('wrens', () => 'broken:\n', true)
  rmSync(join(folder('wrens'), 'sources'), { recursive: true })
  expect((await run('update')).stderr).toContain('kubeplan import SOURCE --timezone Area/City --as wrens')
})

test('one in use whose folder is gone names the others and how to use one', async () => {
  const { run, folder } = await library()
  rmSync(folder('owls'), { recursive: true })
  const { exit, stderr } = await run('list')
  expect({ exit, stderr }).toEqual({
    exit: 2,
    stderr: expect.stringContaining('larks\n  Switch to one: kubeplan use SLUG'),
  })
  expect((await run('use', 'larks')).exit).toBe(0)
  expect((await run('list')).exit).toBe(0)
})

describe('conferences --remove', () => {
  test('the shipped one comes back when its replacement is removed', async () => {
    const { run, known } = await library()
    const { stderr } = await run('conferences', '--remove', SHIPPED)
    expect(stderr).toContain('The one that came with kubeplan is back.')
    expect(await known()).toEqual([
      [SHIPPED, 87],
      ['larks', 2],
      ['owls', 2, 'in use'],
    ])
    expect((await run('conferences', '--remove', SHIPPED)).exit).toBe(2)
    expect(await known()).toEqual([
      [SHIPPED, 87],
      ['larks', 2],
      ['owls', 2, 'in use'],
    ])
  })

  test('of the one in use: another one is used, and that is said', async () => {
    const { run, known } = await library()
    await run('conferences', '--remove', SHIPPED)
    expect((await run('conferences', '--remove', 'owls')).stderr).toContain('In use: larks')
    expect(await known()).toEqual([
      [SHIPPED, 87],
      ['larks', 2, 'in use'],
    ])
    expect((await run('conferences', '--remove', 'larks')).stderr).toContain(`In use: ${SHIPPED}`)
    expect((await run('list', '--limit', '1')).exit).toBe(0)
  })

  test('keeps the agenda, says where, and is taken back by what it says', async () => {
    const { run, folder } = await library()
    const [first = ''] = ids((await run('list')).stdout)
    await run('add', first)
    const mine = readFileSync(join(folder('owls'), 'agenda.yaml'), 'utf8')
    const { exit, stderr } = await run('conferences', '--remove', 'owls')
    expect(exit).toBe(0)
    expect(stderr).toContain(join(folder('owls'), 'agenda.yaml'))
    expect(readFileSync(join(folder('owls'), 'agenda.yaml'), 'utf8')).toBe(mine)
    expect((await run('list', '-c', 'owls')).exit).toBe(2)
    const [, command = ''] = /: kubeplan (import .*? --as owls)/.exec(stderr) ?? []
    expect((await run(...command.split(' '))).exit).toBe(0)
    expect(ids((await run('list', '--stage', 'going')).stdout)).toEqual([first])
  })

  test('keeps the catalogue where its source cannot be asked again', async () => {
    const { home, run, folder } = await library()
    const before = (await run('list', '-c', 'larks')).stdout
    rmSync(join(home, 'work', 'larks.ics'))
    const { stderr } = await run('conferences', '--remove', 'larks')
    const [, command = ''] = /: kubeplan (import .*? --as larks)/.exec(stderr) ?? []
    expect(stderr).not.toMatch(/\. {2}/)
    expect(command).toContain(join(folder('larks'), 'catalogue.yaml.bak'))
    expect((await run(...command.split(' '))).exit).toBe(0)
    expect((await run('list', '-c', 'larks')).stdout).toBe(before)
  })

  test.each(DAMAGES)('%s: keeps what reads again, where its source cannot be asked', async (_name, damage) => {
    const { home, run, folder, spoil } = await library()
    const before = (await run('list', '-c', 'larks')).stdout
    rmSync(join(home, 'work', 'larks.ics'))
    spoil('larks', damage)
    const { stderr } = await run('conferences', '--remove', 'larks')
    const [, command = ''] = /: kubeplan (import .*? --as larks)/.exec(stderr) ?? []
    expect(command).toContain(join(folder('larks'), 'catalogue.yaml.bak'))
    expect((await run(...command.split(' '))).exit).toBe(0)
    expect((await run('list', '-c', 'larks')).stdout).toBe(before)
  })

  test('of nothing that is there is refused', async () => {
    const { run, folder } = await library()
    for (const slug of ['owl', '', '../owls', '.'])
      expect(await run('conferences', '--remove', slug)).toMatchObject({ exit: 2, stdout: '' })
    expect(existsSync(join(folder('owls'), 'catalogue.yaml'))).toBe(true)
  })
})

describe('a stored catalogue', () => {
  test('that was cut anywhere is known when it is read, and update brings it back', async () => {
    const { run, folder, spoil } = await library()
    const whole = readFileSync(join(folder('larks'), 'catalogue.yaml'), 'utf8')
    const before = (await run('list', '-c', 'larks')).stdout
    for (let length = 0; length < whole.length - 1; length++) {
      spoil('larks', () => whole.slice(0, length))
      const { exit, stdout, stderr } = await run('list', '-c', 'larks')
      expect([length, exit, stdout, stderr.includes('kubeplan update -c larks')]).toEqual([length, 3, '', true])
    }
    expect((await run('update', '-c', 'larks')).exit).toBe(0)
    expect((await run('list', '-c', 'larks')).stdout).toBe(before)
  })

  test.each<[string, (text: string) => string, number]>([
    ['adds to its end', (text) => `${text}  - title: Mine\n`, 3],
    ['adds in its middle', (text) => text.replace('sessions:\n', 'sessions:\n  - title: Mine\n'), 3],
    ['takes a session out', (text) => text.slice(0, text.lastIndexOf('  - ')) + text.slice(text.lastIndexOf('# ')), 1],
    ['takes out all comments', (text) => text.replace(/^#.*\n/gm, ''), 2],
    ['saves with the line ends of Windows', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`, 2],
    ['saves without the last line end', (text) => text.trimEnd(), 2],
  ])('is read as it is after somebody %s by hand', async (_name, edit, sessions) => {
    const { run, spoil } = await library()
    spoil('larks', edit)
    const { exit, stdout, stderr } = await run('list', '-c', 'larks')
    expect([exit, ids(stdout).length, stderr]).toEqual([0, sessions, ''])
  })
})
