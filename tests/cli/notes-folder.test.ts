import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome } from './kubeplan.js'

const AGENDA = `kubeplan: agenda/1
conference: kubecon-na-2020
picks:
  - { session: kubectl-blame, note: Ask who *owns* it., rating: 4 }
  - { session: stop-writing-operators, stage: maybe, takeaways: [Use a chart.] }
  - { session: bypass-falco }
`

function homeWith(agenda: string): { readonly home: string; readonly file: (name: string) => string } {
  const home = newHome()
  const path = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, agenda)
  return { home, file: (name) => join(home, 'work', name) }
}

describe('export notes/ --with-notes', () => {
  test('writes a file for each session with a note, and again only what changed', async () => {
    const { home, file } = homeWith(AGENDA)
    const run = (...flags: string[]) => kubeplan(['export', 'my/notes/', '--with-notes', ...flags], { home })
    expect(await run()).toEqual({ exit: 0, stdout: '', stderr: 'Wrote my/notes/: 2 notes.\n' })
    expect(readdirSync(file('my/notes')).sort()).toEqual(['kubectl-blame.md', 'stop-writing-operators.md'])
    const blame = file('my/notes/kubectl-blame.md')
    expect(readFileSync(blame, 'utf8')).toMatch(
      /^---\ntitle: In Search Of.*\nstart: 2020-11-20T17:05:00\n.*rating: 4\nkubeplan: kubecon-na-2020 \S+\n---\n\n# In Search [^\n]*\n\nAsk who \*owns\* it\.\n$/s,
    )
    const written = statSync(blame).mtimeMs
    await kubeplan(['note', 'stop-writing-operators', 'New.'], { home })
    await run()
    expect(statSync(blame).mtimeMs).toBe(written)
    expect(readFileSync(file('my/notes/stop-writing-operators.md'), 'utf8')).toContain(
      '\nNew.\n\n## Takeaways\n\n- Use a chart.\n',
    )
    expect((await kubeplan(['export', 'my/notes', '--with-notes', '--stage', 'maybe'], { home })).stderr).toBe(
      'Wrote my/notes: 1 note.\n',
    )
  })

  test('leaves alone what a person wrote or edited, without --force', async () => {
    const { home, file } = homeWith(AGENDA)
    const run = (...flags: string[]) => kubeplan(['export', 'notes/', '--with-notes', ...flags], { home })
    mkdirSync(file('notes'))
    writeFileSync(file('notes/kubectl-blame.md'), 'Mine.\n')
    expect((await run()).stderr).toBe(
      'Wrote notes/: 2 notes.\nLeft alone, because kubeplan did not write it: "notes/kubectl-blame.md". To write all of notes/ anew: --force\n',
    )
    expect(readFileSync(file('notes/kubectl-blame.md'), 'utf8')).toBe('Mine.\n')
    await run('--force')
    const edited = `${readFileSync(file('notes/kubectl-blame.md'), 'utf8')}\nMore.\n`
    writeFileSync(file('notes/kubectl-blame.md'), edited)
    expect((await run()).stderr).toBe('Wrote notes/: 2 notes.\n')
    await kubeplan(['note', 'kubectl-blame', '--rating', '5'], { home })
    expect((await run()).stderr).toContain('Kept as you edited it, although it has changed since: "In Search Of')
    expect(readFileSync(file('notes/kubectl-blame.md'), 'utf8')).toBe(edited)
  })

  test('says what is missing', async () => {
    const { home, file } = homeWith(AGENDA)
    const { exit, stderr } = await kubeplan(['export', 'notes/'], { home })
    expect([exit, stderr]).toEqual([
      2,
      expect.stringContaining('kubeplan: a folder is for your notes: add --with-notes\n'),
    ])
    const none = await kubeplan(['export', 'notes/', '--with-notes', '--id', 'bypass-falco'], { home })
    expect(none).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'None of these has a note. Write one: kubeplan note SESSION WORDS\n',
    })
    expect(existsSync(file('notes'))).toBe(false)
  })
})
