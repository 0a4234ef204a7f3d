import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** A table of talks; those without a title cannot be kept. */
function table(kept: number, leftOut: number): string {
  const rows = Array.from({ length: kept + leftOut }, (_, index) => {
    const title = index < kept ? `Owls ${index}` : ''
    return `u${index},${title},2026-06-01 ${String(8 + (index % 12)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')},Barn`
  })
  return ['id,title,start,room', ...rows, ''].join('\n')
}

function owls() {
  const home = newHome()
  const write = (name: string, text: string) => writeFileSync(join(home, 'work', name), text)
  const run = async (...argv: readonly string[]) => {
    const { exit, stdout, stderr } = await kubeplan(argv, { home })
    return { exit, stdout, stderr: stderr.replaceAll(join(home, 'work', '/'), '') }
  }
  const stored = join(home, '.local/share/kubeplan/owls/catalogue.yaml')
  return { write, run, stored }
}

const LYON = ['--timezone', 'Europe/Paris', '--as', 'owls']

describe('an import of which less than half can be kept', () => {
  test.each<[kept: number, leftOut: number, exit: number]>([
    [2, 3, 1],
    [1, 96, 1],
    [3, 3, 0],
    [3, 2, 0],
    [0, 3, 3],
  ])('%i kept and %i left out: exit %i', async (kept, leftOut, exit) => {
    const { write, run, stored } = owls()
    write('x.csv', table(kept, leftOut))
    expect((await run('import', 'x.csv', ...LYON)).exit).toBe(exit)
    expect(existsSync(stored)).toBe(exit === 0)
  })

  test('says both numbers, the commonest reason and what to type, which then stores it', async () => {
    const { write, run, stored } = owls()
    write('x.csv', table(2, 5))
    const { stderr } = await run('import', 'x.csv', ...LYON)
    const lines = stderr.trimEnd().split('\n')
    expect(lines.filter((line) => /left out|same kind/.test(line))).toEqual([
      ...['4', '5', '6'].map((line) => `x.csv:${line}:1: warning: an entry was left out: it has no title`),
      'and 2 more of the same kind',
    ])
    expect(lines.slice(-2)).toEqual([
      'x.csv:4:1: only 2 of 7 entries can be read, so nothing was stored; the commonest reason: it has no title (5 times)',
      '  Fix the file, or keep the 2 that can be read: kubeplan import x.csv --timezone Europe/Paris --as owls --force',
    ])
    expect((await run('import', 'x.csv', ...LYON, '--force')).exit).toBe(0)
    expect(readFileSync(stored, 'utf8')).toContain('Owls 1')
  })

  test('counts over all sources', async () => {
    const { write, run } = owls()
    write('x.csv', table(1, 2))
    const some = Array.from({ length: 3 }, (_, index) => `v${index},Bats ${index},2026-06-02 10:00,Loft`)
    write('y.csv', ['id,title,start,room', ...some, ''].join('\n'))
    expect((await run('import', 'x.csv', 'y.csv', ...LYON)).exit).toBe(0)
    write('y.csv', table(0, 2))
    const { exit, stderr } = await run('import', 'x.csv', 'y.csv', ...LYON)
    expect({ exit, says: stderr.includes('only 1 of 5 entries can be read') }).toEqual({ exit: 1, says: true })
  })

  test('an update alike keeps what is there', async () => {
    const { write, run, stored } = owls()
    write('x.csv', table(5, 0))
    await run('import', 'x.csv', ...LYON)
    const before = readFileSync(stored, 'utf8')
    write('x.csv', table(3, 4))
    const { exit, stderr } = await run('update', '-c', 'owls')
    expect({ exit, after: readFileSync(stored, 'utf8') }).toEqual({ exit: 1, after: before })
    expect(stderr).toMatch(/only 3 of 7 entries can be read[\s\S]*: kubeplan update -c owls --force\n$/)
    expect((await run('update', '-c', 'owls', '--force')).exit).toBe(0)
    expect(readFileSync(stored, 'utf8')).not.toBe(before)
  })

  test('a file of which nothing is left says why, also without a zone', async () => {
    const { write, run } = owls()
    write('x.csv', table(0, 4))
    const why = 'x.csv:2:1: it has no session that can be read; the commonest reason: it has no title (4 times)'
    for (const flags of [[], LYON.slice(0, 2)])
      for (const command of [
        ['import', 'x.csv'],
        ['check', 'x.csv'],
        ['list', '-c', './x.csv'],
      ]) {
        const { exit, stdout, stderr } = await run(...command, ...flags)
        const said = `${stderr}${stdout}`.split('\n').map((line) => line.replace(/^\.\//, ''))
        expect({ exit, said }).toEqual({ exit: 3, said: expect.arrayContaining([why]) })
      }
  })
})

describe('equal faults', () => {
  const wrong = Array.from({ length: 482 }, (_, index) => `  - { id: s${index} }\n`).join('')
  const CATALOGUE = `conference: { name: Owls, timezone: Europe/Paris }\nsessions:\n${wrong}  - { title: A, knd: x }\n`

  test.each([
    ['import', 'owls.yaml'],
    ['list', '-c', './owls.yaml'],
    ['show', 'a', '-c', './owls.yaml'],
  ])('of a catalogue are told by %s in a few lines', async (...argv) => {
    const { write, run } = owls()
    write('owls.yaml', CATALOGUE)
    const { exit, stderr } = await run(...argv)
    const lines = stderr.split('\n')
    expect(exit).toBe(3)
    expect(lines.filter((line) => line.endsWith('"title" is missing'))).toHaveLength(3)
    expect(lines.length).toBeLessThan(20)
  })

  test('are ten on the screen of check', async () => {
    const home = newHome()
    writeFileSync(join(home, 'work', 'owls.yaml'), CATALOGUE)
    const read = await kubeplan(['check', 'owls.yaml', '--color', 'never'], { home, terminal: 100 })
    expect(read.stdout.match(/"title" is missing/g)).toHaveLength(10)
    const piped = await kubeplan(['check', 'owls.yaml'], { home })
    expect(piped.stdout.match(/"title" is missing/g)).toHaveLength(50)
    const last = (text: string) => text.trimEnd().split('\n').at(-1)
    expect([last(read.stdout), last(piped.stdout)]).toEqual(Array(2).fill('owls.yaml: 483 errors'))
  })
})

describe('every message names its file', () => {
  test.each([
    ['empty.csv', 'id,title,start,room\n'],
    ['empty.json', '[]'],
    ['empty.xml', '<schedule/>'],
    ['empty.ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'],
    ['open.ics', `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(5)}END:VCALENDAR\r\n`],
    ['short.json', '{"schedule": {"conference": '],
  ])('%s', async (file, text) => {
    const { write, run } = owls()
    write(file, text)
    for (const command of [
      ['import', file],
      ['check', file],
      ['list', '-c', `./${file}`],
    ]) {
      const { stdout, stderr } = await run(...command)
      const placed = `${stderr}${stdout}`.split('\n').filter((line) => /^\S*:\d+:\d+: /.test(line))
      expect(placed.map((line) => line.replace(/^\.\//, '').split(':')[0])).toEqual(placed.map(() => file))
      expect(placed.length).toBeGreaterThan(0)
    }
  })
})
