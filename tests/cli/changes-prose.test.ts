import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlRenderer, Parser } from 'commonmark'
import { expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const programme = (...rows: readonly string[]) =>
  `conference: { name: Conf *1*, slug: conf, timezone: Europe/Amsterdam }\nsessions:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`

/** What changed between two programmes, for a pull request. */
async function told(before: string, after: string) {
  const home = newHome()
  writeFileSync(join(home, 'work', 'old.yaml'), before)
  writeFileSync(join(home, 'work', 'new.yaml'), after)
  const compared = ['changes', './old.yaml', './new.yaml']
  const { changes } = JSON.parse((await kubeplan([...compared, '--json'], { home })).stdout)
  return { ...(await kubeplan([...compared, '--format', 'md'], { home })), changes }
}

test('changes in Markdown name each change of the document, by what happened, whatever titles contain', async () => {
  const { exit, stdout, stderr, changes } = await told(
    programme(
      'id: a, title: "<b>One</b> | [x](y)", room: A, start: 2026-03-24 10:00, duration: 30m',
      'id: b, title: Two, room: A, start: 2026-03-24 11:00, duration: 30m',
      'id: c, title: Three, start: 2026-03-24 12:00, duration: 30m',
      'id: d, title: Four, start: 2026-03-24 13:00, duration: 30m',
    ),
    programme(
      'id: a, title: "<b>One</b> | [x](y)", room: A, start: 2026-03-24 10:30, duration: 30m',
      'id: b, title: Two, room: "B_b_ #1", start: 2026-03-24 11:00, duration: 30m',
      'id: c, title: Three, start: 2026-03-24 12:00, duration: 30m, status: cancelled',
      'id: e, title: Five, start: 2026-03-25 13:00, duration: 30m, speakers: [Ana]',
    ),
  )
  expect([exit, stderr, changes.length]).toEqual([0, '', 5])
  const html = new HtmlRenderer({ safe: true }).render(new Parser().parse(stdout))
  expect(
    html
      .replace(/<\/?(?:ul|p)>\n?/g, '')
      .replace(/<\/?li>/g, '')
      .trim(),
  ).toBe(`<h1>Changes of Conf *1*</h1>
<h2>Cancelled (1)</h2>
<strong>Three</strong> Tue 24 Mar 12:00-12:30
<h2>Removed (1)</h2>
<strong>Four</strong> Tue 24 Mar 13:00-13:30
<h2>Moved (1)</h2>
<strong>&lt;b&gt;One&lt;/b&gt; | [x](y)</strong> Tue 24 Mar 10:00-10:30 -&gt; Tue 24 Mar 10:30-11:00. Tue 24 Mar 10:30-11:00 · A
<h2>Other room (1)</h2>
<strong>Two</strong> A -&gt; B_b_ #1. Tue 24 Mar 11:00-11:30 · B_b_ #1
<h2>New (1)</h2>
<strong>Five</strong> Wed 25 Mar 13:00-13:30`)
})

test('and say so where nothing changed', async () => {
  const same = programme('title: One')
  expect((await told(same, same)).stdout).toBe('# Changes of Conf \\*1\\*\n\nNothing changed.\n')
})
