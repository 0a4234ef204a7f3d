import { Exit } from '../model/exit.js'
import type { World } from '../world.js'
import { GROUPS } from './command.js'
import { COMMANDS } from './index.js'

/** What kubeplan says when it is asked for no command: its version, or the commands it has. */
export async function overview(argv: readonly string[], world: World): Promise<Exit> {
  if (argv.includes('--version') || argv.includes('-V')) {
    const { version } = await import('../version.js')
    world.stdout.write(`${version}\n`)
    return Exit.done
  }
  const unknown = argv.find((word) => word.startsWith('-') && word !== '-h' && word !== '--help')
  if (unknown !== undefined) {
    const { fail } = await import('../model/problem.js')
    return fail(Exit.usage, { code: 'bad-arguments', detail: `no command after ${unknown}`, command: '' })
  }
  world.stdout.write(overviewText())
  return Exit.done
}

function overviewText(): string {
  const heads = COMMANDS.map(({ name, usage }) => `${name} ${usage}`.trimEnd())
  const width = Math.max(...heads.map((head) => head.length))
  const groups = GROUPS.filter((group) => COMMANDS.some((command) => command.group === group)).map((group) => {
    const lines = COMMANDS.map((command, index) => ({ command, head: heads[index] ?? '' }))
      .filter(({ command }) => command.group === group)
      .map(({ command, head }) => `  ${head.padEnd(width)}  ${command.summary}`)
    return `${group[0]?.toUpperCase()}${group.slice(1)}\n${lines.join('\n')}\n`
  })
  return `kubeplan plans your conference: find sessions, see what clashes,
build an agenda, take it along.

${groups.join('\n')}
Start with   kubeplan list --day fri
More         kubeplan <command> --help
`
}
