import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const NOW = '2026-01-05T12:00:00Z'
const TITLES = ['Opening', 'Charts at Sea', 'Mesh or Mess', 'Lunch', 'Quiet Clusters', 'Closing'] as const

/** A day's programme as CSV, one hour each from ten on, as a file in its own folder. */
function programme(home: string, folder: string, day: string, titles: readonly string[] = TITLES): string {
  mkdirSync(join(home, 'work', folder), { recursive: true })
  const file = join(home, 'work', folder, 'schedule.csv')
  const rows = titles.map((title, index) => `${title},${day},${10 + index}:00,${10 + index}:45,Hall A`)
  writeFileSync(file, ['Title,Date,Start,End,Room', ...rows, ''].join('\n'))
  return file
}

const ZONE = ['--timezone', 'Europe/Paris']

async function slugs(home: string): Promise<readonly string[]> {
  const { stdout } = await kubeplan(['conferences', '--json'], { home, now: NOW })
  const { conferences } = JSON.parse(stdout) as { conferences: { slug: string; in_use: boolean }[] }
  return conferences.map(({ slug, in_use: inUse }) => (inUse ? `${slug} *` : slug))
}

/** Every file below the data folder with its content and time. */
function everything(home: string): Readonly<Record<string, string>> {
  const root = join(home, '.local/share/kubeplan')
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path, `${statSync(path).mtimeMs} ${readFileSync(path, 'utf8')}`]
    }),
  )
}

describe('an import without --as onto a name that another source made', () => {
  test('takes a free one, says so, and leaves the other as it is', async () => {
    const home = newHome()
    await kubeplan(['import', programme(home, 'y25', '2025-06-01'), ...ZONE], { home, now: NOW })
    await kubeplan(['add', 'opening'], { home, now: NOW })
    const file = programme(home, 'y26', '2026-06-08')
    const { exit, stderr } = await kubeplan(['import', file, ...ZONE], { home, now: NOW })
    expect(exit).toBe(0)
    expect(stderr).toContain(
      'The slug conference is taken by another conference, so this one is conference-2. To replace the other: --as conference\n',
    )
    expect(await slugs(home)).toEqual(['conference', 'conference-2 *', 'kubecon-na-2020'])
    const picks = await kubeplan(['agenda', '-c', 'conference', '--json'], { home, now: NOW })
    expect(JSON.parse(picks.stdout).picks).toMatchObject([{ title: 'Opening', start: '2025-06-01T10:00:00+02:00' }])
    expect(JSON.parse((await kubeplan(['agenda', '--json'], { home, now: NOW })).stdout).picks).toEqual([])
  })

  test('the same source again updates what it made, whichever name that has', async () => {
    const home = newHome()
    const [first, second] = [programme(home, 'a', '2026-06-01'), programme(home, 'b', '2026-06-02')]
    for (const file of [first, second, first, second]) await kubeplan(['import', file, ...ZONE], { home, now: NOW })
    expect(await slugs(home)).toEqual(['conference', 'conference-2 *', 'kubecon-na-2020'])
    programme(home, 'b', '2026-06-02', [...TITLES, 'Party'])
    const again = await kubeplan(['import', second, ...ZONE], { home, now: NOW })
    expect([again.exit, again.stderr.includes('another conference')]).toEqual([0, false])
    expect(await slugs(home)).toEqual(['conference', 'conference-2 *', 'kubecon-na-2020'])
    expect((await kubeplan(['list'], { home, now: NOW })).stdout).toContain('\nparty\t')
  })

  test('what ships is no other source’s either', async () => {
    const home = newHome()
    const file = join(home, 'work', 'own.yaml')
    writeFileSync(
      file,
      'conference: { name: X, slug: kubecon-na-2020, timezone: UTC }\nsessions: [{ title: A, date: 2026-01-01 }]\n',
    )
    await kubeplan(['import', file], { home, now: NOW })
    expect(await slugs(home)).toEqual(['kubecon-na-2020', 'kubecon-na-2020-2 *'])
  })
})

describe('another programme in the place of one', () => {
  const YEARS: readonly (readonly [string, string, readonly string[]])[] = [
    ['on other days', '2027-06-08', TITLES],
    ['with nothing in common', '2026-06-01', TITLES.map((title) => `${title[0]} ${title.length} of another year`)],
  ]
  const imported = async (home: string) => {
    const file = programme(home, 'a', '2026-06-01')
    await kubeplan(['import', file, '--as', 'demo', ...ZONE], { home, now: NOW })
    await kubeplan(['add', 'opening', 'mesh'], { home, now: NOW })
    await kubeplan(['note', 'opening', 'Loud.', '--rating', '5'], { home, now: NOW })
    await kubeplan(['use', 'kubecon-na-2020'], { home, now: NOW })
    return file
  }

  test.each(YEARS)('%s: update asks, and stores nothing', async (_, day, titles) => {
    const home = newHome()
    const file = await imported(home)
    programme(home, 'a', day, titles)
    const before = everything(home)
    const { exit, stdout, stderr } = await kubeplan(['update', '-c', 'demo'], { home, now: NOW })
    expect({ exit, stdout, lines: stderr.split('\n').slice(1) }).toEqual({
      exit: 1,
      stdout: '',
      lines: [
        `  Keep both: kubeplan import ${file} --timezone Europe/Paris --as demo-2`,
        '  Replace what is there: the same again with --force',
        '',
      ],
    })
    expect(stderr).toMatch(/^kubeplan: this schedule .* "demo" and may be another conference: nothing was changed\n/)
    expect(everything(home)).toEqual(before)
    // The suggestion that keeps both.
    const [, command = ''] = /Keep both: kubeplan (.*)/.exec(stderr) ?? []
    expect((await kubeplan(command.split(' '), { home, now: NOW })).exit).toBe(0)
    expect(await slugs(home)).toEqual(['demo', 'demo-2 *', 'kubecon-na-2020'])
  })

  test('a table whose dates were read by flags: update names them', async () => {
    const home = newHome()
    const file = join(home, 'work', 'table.csv')
    const table = (titles: readonly string[]) =>
      writeFileSync(file, `Title,Date,Start,End\n${titles.map((title) => `${title},05/06,10:00,11:00\n`).join('')}`)
    table(TITLES)
    const flags = [...ZONE, '--year', '2026', '--date-order', 'dmy', '--from', 'csv']
    const first = await kubeplan(['import', file, '--as', 'demo', ...flags], { home, now: NOW })
    expect(first).toMatchObject({ exit: 0, stdout: '' })
    table(TITLES.map((title) => `${title[0]} ${title.length} of another year`))
    const keepBoth = async (argv: readonly string[]) =>
      /Keep both: (.*)/.exec((await kubeplan(argv, { home, now: NOW })).stderr)?.[1]
    const command = `kubeplan import ${file} ${flags.join(' ')} --as demo-2`
    expect(await keepBoth(['update', '-c', 'demo'])).toBe(command)
    expect(await keepBoth(['import', file, '--as', 'demo', ...flags])).toBe(command)
    const berlin = ['--timezone', 'Europe/Berlin']
    expect(await keepBoth(['update', '-c', 'demo', ...berlin])).toBe(command.replace('Europe/Paris', 'Europe/Berlin'))
  })

  test.each(YEARS)('%s: import --as asks, and stores nothing', async (_, day, titles) => {
    const home = newHome()
    await imported(home)
    const other = programme(home, 'b', day, titles)
    const before = everything(home)
    const { exit, stderr } = await kubeplan(['import', other, '--as', 'demo', ...ZONE], { home, now: NOW })
    expect(exit).toBe(1)
    expect(stderr).toContain(`Keep both: kubeplan import ${other} --timezone Europe/Paris --as demo-2\n`)
    expect(everything(home)).toEqual(before)
    const forced = await kubeplan(['import', other, '--as', 'demo', '--force', ...ZONE], { home, now: NOW })
    expect(forced.exit).toBe(0)
    expect(await slugs(home)).toEqual(['demo *', 'kubecon-na-2020'])
  })

  test('over the conference that ships', async () => {
    const home = newHome()
    const file = programme(home, 'a', '2026-06-01')
    const { exit, stderr } = await kubeplan(['import', file, '--as', 'kubecon-na-2020', ...ZONE], { home, now: NOW })
    expect(exit).toBe(1)
    expect(stderr).toContain('--as kubecon-na-2020-2\n')
    expect(existsSync(join(home, '.local/share/kubeplan'))).toBe(false)
    const shipped = join(home, 'work', 'shipped.yaml')
    await kubeplan(['export', shipped, '--all'], { home, now: NOW })
    expect((await kubeplan(['import', shipped, '--as', 'kubecon-na-2020'], { home, now: NOW })).exit).toBe(0)
  })

  test('a conference that was postponed as a whole is asked about; with --force its picks follow', async () => {
    const home = newHome()
    await imported(home)
    programme(home, 'a', '2026-09-07')
    expect((await kubeplan(['update', '-c', 'demo'], { home, now: NOW })).exit).toBe(1)
    expect((await kubeplan(['update', '-c', 'demo', '--force'], { home, now: NOW })).exit).toBe(0)
    const { stdout } = await kubeplan(['agenda', '-c', 'demo', '--json'], { home, now: NOW })
    expect(JSON.parse(stdout).picks).toMatchObject([
      { session: 'opening', start: '2026-09-07T10:00:00+02:00', rating: 5 },
      { session: 'mesh-or-mess', start: '2026-09-07T12:00:00+02:00' },
    ])
  })

  test('the agenda of a conference that is not there any more keeps to its programme', async () => {
    const home = newHome()
    const file = await imported(home)
    await kubeplan(['conferences', '--remove', 'demo'], { home, now: NOW })
    const other = programme(home, 'b', '2027-06-08')
    const { exit, stderr } = await kubeplan(['import', other, '--as', 'demo', ...ZONE], { home, now: NOW })
    expect([exit, stderr.includes('--as demo-2')]).toEqual([1, true])
    expect(await slugs(home)).toEqual(['kubecon-na-2020 *'])
    // The conference itself comes back, and its picks with it.
    expect((await kubeplan(['import', file, '--as', 'demo', ...ZONE], { home, now: NOW })).exit).toBe(0)
    const { stdout } = await kubeplan(['agenda', '--json'], { home, now: NOW })
    expect(JSON.parse(stdout).picks).toMatchObject([{ title: 'Opening', rating: 5 }, { title: 'Mesh or Mess' }])
  })

  test('an agenda of a file that lost what was picked does not stand in the way of importing it', async () => {
    const home = newHome()
    const file = programme(home, 'a', '2026-06-01')
    await kubeplan(['add', 'opening', '-c', file, ...ZONE], { home, now: NOW })
    programme(home, 'a', '2026-06-01', ['Other', 'Things'])
    expect((await kubeplan(['import', file, ...ZONE], { home, now: NOW })).exit).toBe(0)
  })

  test('where both were kept, the source goes on with the later one', async () => {
    const home = newHome()
    const file = programme(home, 'a', '2026-06-01')
    await kubeplan(['import', file, ...ZONE], { home, now: NOW })
    programme(home, 'a', '2027-06-08')
    expect((await kubeplan(['import', file, ...ZONE], { home, now: NOW })).exit).toBe(1)
    for (const flags of [['--as', 'conference-2'], []])
      expect((await kubeplan(['import', file, ...flags, ...ZONE], { home, now: NOW })).exit).toBe(0)
    expect(await slugs(home)).toEqual(['conference', 'conference-2 *', 'kubecon-na-2020'])
  })

  test('a day more, other times or half of it new is no other programme', async () => {
    const home = newHome()
    await imported(home)
    programme(home, 'a', '2026-06-01', ['A', 'B', 'C', ...TITLES.slice(0, 3)])
    expect((await kubeplan(['update', '-c', 'demo'], { home, now: NOW })).exit).toBe(0)
  })
})
