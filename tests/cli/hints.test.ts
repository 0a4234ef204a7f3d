import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withGlobals } from '../../src/commands/flags/globals.js'
import { COMMANDS } from '../../src/commands/manifest.js'
import { kubeplan, newHome } from './kubeplan.js'

const CATALOGUE = `
conference: { name: Odd, timezone: Europe/Amsterdam, first_day: 2026-03-23 }
sessions:
  - { id: "it's", title: "It's owls", room: Hall $1, start: 2026-03-23 10:00, end: 11:00 }
  - { id: "-dash", title: Minus owls, room: Hall $1, start: 2026-03-23 10:30, end: 11:30, track: "A & B" }
  - { id: two words, title: Owls of the north, room: B, start: 2026-03-24 10:00, end: 11:00 }
  - { id: later, title: Owls of the south, room: B, start: 2026-03-24 14:00, end: 15:00, repeat_of: two words }
  - { id: shell, title: Owl day, kind: umbrella, start: 2026-03-24 09:00, end: 17:00 }
`

const FILES = ['odd.yaml', 'my file.yaml', "it's.yaml", 'a"b $HOME `c`.yaml', '日本 x.yaml', '-c.yaml', '#1;&|.yaml']

/** The words of a POSIX shell up to the end of a command; undefined where a quote is not closed. */
function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = []
  let rest = line
  while (rest !== '') {
    const word = /^(?:'[^']*'|\\'|[^\s'\\"$`&|;<>()#*?!~])+/.exec(rest)?.[0]
    if (word === undefined) return undefined
    words.push(word.replace(/'([^']*)'|\\(.)/g, '$1$2'))
    rest = rest.slice(word.length)
    if (/^(?: {3,}| [(|]|\)|\.? ?$)/.test(rest)) return words
    rest = rest.replace(/^ /, '')
  }
  return words
}

function hintsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [...line.matchAll(/(?<=: |\| | {3}or |^ *)kubeplan [a-z-].*/g)].map(([hint]) => hint))
}

/** Fails where the command or one of its flags does not exist. */
async function parsed([name = '', ...words]: readonly string[]): Promise<void> {
  const listing = COMMANDS.find((command) => command.name === name)
  if (!listing) throw new Error(`no command ${name}`)
  const command = await listing.load()
  const parser = command.configure(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
  withGlobals(parser, command.formats).parse([...words], { from: 'user' })
}

async function workplace(file: string) {
  const home = newHome()
  writeFileSync(join(home, 'work', file), CATALOGUE)
  const globals = ['-c', `./${file}`, '--agenda', './my agenda.yaml', '--tz', 'Asia/Tokyo']
  await kubeplan(['add', 'two words', "it's", '-c', `./${file}`, '--agenda', './my agenda.yaml'], { home })
  return { home, globals }
}

const RUNS: readonly (readonly string[])[] = [
  ['list'],
  ['list', '--day', 'mon'],
  ['show', "it's"],
  ['show', '--', '-dash'],
  ['show', 'later'],
  ['show', 'nothing like it'],
  ['show', 'owlz'],
  ['agenda'],
  ['agenda', '--day', 'wed'],
  ['clashes', '--all'],
  ['clashes'],
  ['days'],
  ['tracks'],
  ['rooms'],
  ['grid', '--day', 'mon'],
  ['now'],
  ['plan'],
  ['plan', '--like', 'no such'],
  ['why', 'two words'],
  ['note', 'two words'],
  ['block'],
  ['block', 'Booth duty'],
  ['block', 'shell', '--day', 'tue'],
  ['add'],
  ['add', '--', '-dash'],
  ['add', 'later'],
  ['drop', 'later'],
  ['list', '--room', 'nowhere'],
  ['list', '--level', 'any'],
  ['list', '--tz', 'CET'],
  ['list', '--format', 'xml'],
  ['recap'],
  ['changes'],
  ['update'],
  ['use', 'nowhere'],
  ['conferences'],
  ['lisst'],
  ['list', '--no-such'],
]

/** Words in capitals are for the person to replace. */
const isWhole = (argv: readonly string[]) => !argv.some((word) => /^(?:[A-Z]{3,}(?:-[A-Z]+)*|FILE)$|YOUR-/.test(word))

/** What is wrong with a hint of a run with these global flags; undefined for a good one. */
async function faultOf(hint: string, globals: readonly string[], home: string): Promise<string | undefined> {
  const words = shellWords(hint)?.slice(1)
  if (words === undefined) return 'no shell reads it as one command'
  const [name = ''] = words
  if (words.at(-1) === '--help') return undefined
  await parsed(words)
  const isApart = ['conferences', 'use', 'schema', 'import'].includes(name)
  const lacks = globals.filter((word) => !words.includes(word))
  if (!isApart && lacks.length > 0) return `lacks ${lacks.join(' ')}`
  // These change something, or wait.
  if (!isWhole(words) || ['add', 'drop', 'update', 'serve'].includes(name)) return undefined
  const { exit, stderr } = await kubeplan([...words], { home, terminal: 100 })
  return exit === 2 ? stderr : undefined
}

test.each(FILES)('every hint about %s is a command that works', async (file) => {
  const { home, globals } = await workplace(file)
  const faults: string[] = []
  const names = new Set<string>()
  for (const run of RUNS) {
    const end = run.indexOf('--')
    const typed = run.includes('--tz') ? globals.slice(0, 4) : globals
    const argv = run.toSpliced(end === -1 ? run.length : end, 0, ...typed)
    const environment = { NO_COLOR: '1' }
    const { stdout, stderr } = await kubeplan(argv, { home, terminal: 10_000, environment })
    for (const hint of hintsIn(`${stdout}\n${stderr}`)) {
      const fault = await faultOf(hint, typed, home)
      if (fault !== undefined) faults.push(`${run.join(' ')} suggests ${hint}: ${fault}`)
      names.add(hint.split(' ')[1] ?? '')
    }
  }
  expect(faults).toEqual([])
  expect(names.size).toBeGreaterThan(10)
})

test('any value comes back through a shell as it was', async () => {
  const { suggesting } = await import('../../src/render/words/shell.js')
  const text = fc.string({ unit: fc.constantFrom(...`ab -'"$\`\\!*?#&|;<>()~=é漢`), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(text, text, text, (word, value, carried) => {
      const line = suggesting([['-c', carried]])('list', [word], [['--room', value]])
      const words = shellWords(line)
      const command = new Command().argument('<words...>').option('--room <room>').option('-c, --catalogue <file>')
      command.exitOverride().parse([...(words ?? []).slice(2)], { from: 'user' })
      expect([command.args, command.opts()]).toEqual([[word], { room: value, catalogue: carried }])
    }),
  )
})

test('what is stored needs no flags that say how a file is read', async () => {
  const home = newHome()
  const csv = (extra: string) => `Title,Date,Start,End,Room\nOwls,03/04/2026,10:00,11:00,A\n${extra}`
  const told = async (argv: readonly string[]) => {
    const { exit, stdout, stderr } = await kubeplan(argv, { home, terminal: 1000, environment: { NO_COLOR: '1' } })
    expect([argv, exit]).toEqual([argv, 0])
    return hintsIn(`${stdout}\n${stderr}`)
  }
  const reading = ['--timezone', 'UTC', '--date-order', 'dmy']
  writeFileSync(join(home, 'work', 'owls.csv'), csv(''))
  const hints = [...(await told(['import', 'owls.csv', '--as', 'owls', ...reading]))]
  await told(['add', 'owls', '--agenda', './mine.yaml'])
  writeFileSync(join(home, 'work', 'owls.csv'), csv('Eagles,03/04/2026,10:30,11:00,B\n'))
  hints.push(...(await told(['update', '-c', 'owls', ...reading, '--agenda', './mine.yaml'])))
  hints.push(...(await told(['agenda', '-c', 'owls', '--agenda', './mine.yaml', ...reading])))
  expect(hints.length).toBeGreaterThan(2)
  expect(hints.filter((hint) => /--timezone|--date-order/.test(hint))).toEqual([])
})
