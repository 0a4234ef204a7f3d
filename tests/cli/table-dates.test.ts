import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

function owls(...rows: readonly string[]) {
  const home = newHome()
  const write = (...lines: readonly string[]) =>
    writeFileSync(join(home, 'work', 'owls.csv'), ['Date,Start,Title', ...lines, ''].join('\n'))
  write(...rows)
  const run = (...argv: readonly string[]) => kubeplan(argv, { home })
  const days = async (...argv: readonly string[]) => {
    const [, ...rows] = (await run('list', '--format', 'tsv', ...argv)).stdout.trimEnd().split('\n')
    return rows.map((row) => row.split('\t')[1])
  }
  return { home, write, run, days }
}

test('what an import was told of dates holds for its updates, until they are told something else', async () => {
  const { write, run, days } = owls('8 May,09:00,Owls', '05/06,09:00,Mice')
  const told = ['--year', '2026', '--date-order', 'dmy']
  expect((await run('import', 'owls.csv', '--timezone', 'Europe/Paris', ...told)).exit).toBe(0)
  expect(await days()).toEqual(['2026-05-08', '2026-06-05'])
  write('9 May,09:00,Owls', '05/06,09:00,Mice')
  expect((await run('update')).exit).toBe(0)
  expect(await days()).toEqual(['2026-05-09', '2026-06-05'])
  write('10 May,09:00,Owls', '05/06,09:00,Mice')
  expect((await run('update', '--force', '--year', '2027')).exit).toBe(0)
  expect(await days()).toEqual(['2027-05-10', '2027-06-05'])
})

test('a file is read as it is told each time, whatever was compiled before', async () => {
  const { home, run, days } = owls('8 May,09:00,Owls')
  const file = ['-c', './owls.csv', '--timezone', 'Europe/Paris']
  for (const year of ['2026', '2027', '2026']) expect(await days(...file, '--year', year)).toEqual([`${year}-05-08`])
  rmSync(join(home, '.cache'), { recursive: true, force: true })
  expect(await days(...file, '--year', '2028')).toEqual(['2028-05-08'])
  const { exit, stderr } = await run('list', ...file)
  expect([exit, stderr]).toEqual([
    3,
    expect.stringContaining('kubeplan list -c ./owls.csv --timezone Europe/Paris --year'),
  ])
})

test.each([
  [['--year', '26'], 'a year, such as 2026'],
  [['--date-order', 'dym'], 'dmy, mdy, ymd'],
])('%j is refused', async (flags, words) => {
  const { run } = owls('8 May,09:00,Owls')
  const { exit, stderr } = await run('check', 'owls.csv', ...flags)
  expect([exit, stderr]).toEqual([2, expect.stringContaining(words)])
})

test('a check says what the dates leave open', async () => {
  const { run } = owls('05/06/2026,09:00,Owls')
  const { exit, stdout } = await run('check', 'owls.csv')
  expect(exit).toBe(3)
  expect(stdout).toContain('kubeplan check owls.csv --timezone Area/City --date-order dmy')
})
