import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Definitions } from '../../src/commands/shell/definitions.js'
import { Exit } from '../../src/model/problem.js'
import { kubeplan, ROOT } from '../cli/kubeplan.js'
import { skipAloud } from './judge.js'

const PAGE = join(ROOT, 'dist', 'kubeplan.1')
/** As a person reads it, with every line end and indentation as one blank. */
const shown = readFileSync(PAGE, 'utf8')
  .replace(/^\.(?:TP|RS|RE|B|SH|SS) ?/gm, '')
  .replaceAll('\\&', '')
  .replaceAll('\\-', '-')
  .replaceAll('\\(aq', "'")
  .replaceAll('\\(dq', '"')
  .replace(/\s+/g, ' ')

const mandoc = (...words: string[]) => spawnSync('mandoc', [...words, PAGE], { encoding: 'utf8' })
const hasMandoc = mandoc('-Tascii').error === undefined

test.skipIf(!hasMandoc)('mandoc has nothing to say about the man page', () => {
  const { status, stdout, stderr } = mandoc('-Tlint')
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})
test.skipIf(hasMandoc)('without mandoc the man page is not checked', (context) =>
  skipAloud(context, 'mandoc', 'mandoc', 'the man page was not checked'),
)

test('the man page has every command, argument and flag with its help', async () => {
  const { commands, flags }: Definitions = JSON.parse((await kubeplan(['completion', '--describe'])).stdout)
  const capital = (words: string) => `${words[0]?.toUpperCase()}${words.slice(1)}`
  const texts = [
    ...commands.flatMap(({ name, usage, summary }) => [` kubeplan ${`${name} ${usage}`.trim()} `, capital(summary)]),
    ...commands.flatMap((command) => command.arguments.map(({ name, help }) => `${name} ${capital(help)}`)),
    ...flags.flatMap(({ long, value, help, isHidden }) =>
      isHidden ? [] : [`${long} ${value === undefined ? '' : `<${value}> `}${capital(help)}`],
    ),
  ]
  expect(texts.filter((text) => !shown.includes(text))).toEqual([])
  expect(texts.length).toBeGreaterThan(150)
})

test('and every exit code, and every variable of the environment that is read', () => {
  const folder = join(ROOT, 'src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const names = files.flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /environment\['(\w+)'\]|\b((?:KUBEPLAN|XDG|CLICOLOR)_[A-Z_]+)\b/g,
      ),
    ].map(([, read, written]) => read ?? written ?? ''),
  )
  expect(names).toContain('KUBEPLAN_DEBUG')
  expect([...new Set(names)].filter((name) => !shown.includes(name))).toEqual([])
  expect(Object.values(Exit).filter((code) => !shown.includes(` ${code} `))).toEqual([])
})
