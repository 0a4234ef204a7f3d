import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, PROGRAM, spawnKubeplan } from './kubeplan.js'

function shell(line: string, home: string) {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, KUBEPLAN: PROGRAM.join(' ') }
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { env, encoding: 'utf8', maxBuffer: 1 << 28 })
  return { exit: status, stdout, stderr }
}

function longCatalogue(home: string): string {
  const sessions = Array.from({ length: 3000 }, (_, index) => `  - title: Session number ${index} of very many\n`)
  const file = join(home, 'long.yaml')
  writeFileSync(file, `conference: { name: Long, timezone: UTC }\nsessions:\n${sessions.join('')}`)
  return file
}

describe('the built program', () => {
  test('says the same as in-process', async () => {
    const home = newHome()
    for (const argv of [
      ['list', '--day', 'fri'],
      ['--help'],
      ['list', '--help'],
      ['clashes', '--json'],
      ['list', '--day', 'x'],
    ]) {
      expect(spawnKubeplan(argv, home)).toEqual(await kubeplan(argv, { home }))
    }
  })

  test('writes more than a pipe holds, whole', () => {
    const home = newHome()
    const { exit, stdout } = shell(`$KUBEPLAN list -c ${longCatalogue(home)} | (sleep 0.3; cat)`, home)
    expect(exit).toBe(0)
    expect(stdout.length).toBeGreaterThan(1 << 17)
    expect(stdout.trimEnd().split('\n').length).toBe(3001)
  })

  test('writes ten megabytes whole, to a file, into a pipe, and into one that is read slowly', () => {
    const home = newHome()
    const abstract = 'word '.repeat(3990).trimEnd()
    const sessions = Array.from({ length: 530 }, (_, at) => `  - title: Session ${at}\n    abstract: ${abstract}\n`)
    writeFileSync(join(home, 'great.yaml'), `conference: { name: G, timezone: UTC }\nsessions:\n${sessions.join('')}`)
    const list = `cd ${home}; $KUBEPLAN list --json -c great.yaml`
    const sums = ['> all; cksum < all', '| cksum', '| (sleep 1; cksum)'].map((end) => shell(`${list} ${end}`, home))
    expect(Number(sums[0]?.stdout.split(' ')[1])).toBeGreaterThan(10_000_000)
    expect(sums).toEqual(sums.map(() => ({ exit: 0, stdout: sums[0]?.stdout, stderr: '' })))
    expect(readFileSync(join(home, 'all'), 'utf8').split(abstract).length - 1).toBe(530)
  })

  test('| head ends it without a word', () => {
    const home = newHome()
    const line = `set -o pipefail; $KUBEPLAN list -c ${longCatalogue(home)} | head -n 1; echo "$?"`
    expect(shell(line, home)).toEqual({
      exit: 0,
      stdout: 'id\tdate\tstart\tend\tkind\ttrack\troom\ttitle\tspeakers\n0\n',
      stderr: '',
    })
  })

  test('a full disk on stdout is an error', () => {
    const { exit, stderr } = shell('$KUBEPLAN list > /dev/full', newHome())
    expect(exit).toBe(5)
    expect(stderr).toContain('ENOSPC')
  })

  test('closed outputs do not crash it (node puts /dev/null in their place)', () => {
    expect(shell('$KUBEPLAN list >&- 2>&-; echo $?', newHome()).stdout).toBe('0\n')
    expect(shell('$KUBEPLAN nonsense 2>&-; echo $?', newHome()).stdout).toBe('2\n')
  })

  test('two adds at the same moment both last', () => {
    const home = newHome()
    mkdirSync(join(home, 'work'), { recursive: true })
    const add = (id: string) => `$KUBEPLAN add --maybe --quiet ${id} &`
    const ids = ['kubectl-blame', 'bypass-falco', 'stop-writing-operators', 'linux-in-the-kubernetes-era']
    shell(`${ids.map(add).join(' ')} wait`, home)
    const { stdout } = spawnKubeplan(['agenda', '--json'], home)
    expect(
      JSON.parse(stdout)
        .picks.map(({ session }: { session: string }) => session)
        .sort(),
    ).toEqual([...ids].sort())
  })

  // Bun itself refuses to start there.
  test.skipIf(process.env['BINARY'])('runs without a home and in a folder that is gone', () => {
    const home = newHome()
    const line = `mkdir gone && cd gone && rmdir ../gone && env -u HOME $KUBEPLAN list -c kubecon-na-2020 --day fri | wc -l`
    expect(shell(`cd ${home} && ${line}`, home).stdout.trim()).toBe('15')
  })
})
