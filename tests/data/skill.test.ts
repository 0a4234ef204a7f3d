import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from '../cli/kubeplan.js'

const SKILL = readFileSync(join(ROOT, 'data', 'skills', 'kubeplan', 'SKILL.md'), 'utf8')
const COMMANDS = [...SKILL.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'))
const NAMED = [...SKILL.matchAll(/`(?:kubeplan )?(--[a-z-]+)/g)].map(([, flag = '']) => flag)

test('every command of the skill works, one after another after an import', async () => {
  const home = newHome()
  const imported = ['import', join(ROOT, 'data', 'kubecon-na-2020.yaml'), '--as', 'kubecon']
  expect((await kubeplan(imported, { home })).exit).toBe(0)
  expect(COMMANDS.length).toBeGreaterThan(12)
  for (const line of COMMANDS) {
    const [name, ...argv] = line.split(' ')
    const { exit, stdout } = await kubeplan(argv, { home, now: '2020-11-20T20:00:00Z' })
    expect([line, name, exit]).toEqual([line, 'kubeplan', 0])
    if (line.includes('--json')) expect(JSON.parse(stdout)).toHaveProperty('kubeplan')
    if (line.includes('--limit')) expect(stdout.split('\n').length).toBeLessThan(23)
  }
})

test('the skill names only flags that exist', async () => {
  const commands = ['list', 'add', 'plan', 'export', '']
  const helps = await Promise.all(commands.map((name) => kubeplan([...(name === '' ? [] : [name]), '--help'])))
  const help = helps.map(({ stdout }) => stdout).join('\n')
  expect(NAMED.length).toBeGreaterThan(10)
  expect(NAMED.filter((flag) => !new RegExp(`${flag}\\b`).test(help))).toEqual([])
})
