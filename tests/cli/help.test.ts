import { Command } from 'commander'
import { expect, test } from 'vitest'
import { examplesOf } from '../../src/commands/examples.js'
import { GLOBAL_FLAGS } from '../../src/commands/flags/global-flags.js'
import { withGlobals } from '../../src/commands/flags/globals.js'
import { COMMANDS } from '../../src/commands/manifest.js'
import { kubeplan } from './kubeplan.js'

/** The words of a line, as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

test.each(COMMANDS)('the help of $name begins with examples that it accepts', async ({ name, load }) => {
  const examples = examplesOf(name)
  expect(examples).not.toEqual([])
  const { configure, formats } = await load()
  for (const example of examples) {
    const [program, command, ...argv] = wordsOf(example)
    expect([program, command]).toEqual(['kubeplan', name])
    const parser = withGlobals(configure(new Command()), formats)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
    expect(() => parser.parse([...argv], { from: 'user' }), example).not.toThrow()
  }
  const { stdout } = await kubeplan([name, '--help'], { terminal: 100 })
  expect(stdout).toMatch(`Examples:\n  ${examples[0]}\n`)
  expect(stdout.startsWith('Examples:\n')).toBe(true)
  const [, globals = ''] = stdout.split('\nGlobal flags: ')
  for (const [flags] of GLOBAL_FLAGS) {
    const long = /--[a-z-]+/.exec(flags)?.[0] ?? ''
    if (long !== '--format') expect(globals.split(/[\s.]+/)).toContain(long)
  }
})

test('the overview says what the global flags mean', async () => {
  const words = (await kubeplan(['--help'])).stdout.replace(/\s+/g, ' ')
  for (const [flags, help] of GLOBAL_FLAGS) expect(words).toContain(`${flags}: ${help}`)
})
