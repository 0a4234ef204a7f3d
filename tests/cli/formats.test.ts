import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

/** The formats that a command's help lists for `--format`. */
async function formatsTold(command: string): Promise<readonly string[]> {
  const { stdout } = await kubeplan([command, '--help'])
  const told = /--format <format>\s+(?:print|write) ([^(]+?)\s+\(/.exec(stdout)?.[1] ?? ''
  return told.split(/,\s+|\s+or\s+/)
}

test.each([
  ['list', ['table', 'tsv', 'csv', 'json', 'yaml', 'ids']],
  ['export', ['ics', 'html', 'md', 'csv', 'json', 'yaml', 'agenda', 'schedule-xml', 'schedule-json']],
  ['guide', ['md', 'html', 'json', 'yaml']],
  ['recap', ['md', 'html', 'json', 'yaml']],
])('%s takes the formats that its help tells, and no others', async (command, formats) => {
  expect(await formatsTold(command)).toEqual(formats)
  const home = newHome()
  await kubeplan(['add', 'kubectl-blame'], { home })
  const exits = [...formats, 'pdf'].map(
    async (format) => (await kubeplan([command, '--format', format], { home })).exit,
  )
  expect(await Promise.all(exits)).toEqual([...formats.map(() => 0), 2])
})
