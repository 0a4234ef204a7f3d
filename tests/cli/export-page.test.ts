import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kubeplan, newHome, ROOT } from './kubeplan.js'

const AGENDA = `kubeplan: agenda/1
conference: kubecon-na-2020
person: Ana
picks:
  - session: kubectl-blame
    note: Ask about my secret plan.
    rating: 4
    takeaways: [Owner references tell more than they seem to.]
  - session: linux-in-the-kubernetes-era
  - session: bypass-falco
    stage: maybe
blocks: [{ title: Lunch, start: 2020-11-20 17:30, end: "18:15" }]
`

function homeWith(agenda: string): string {
  const home = newHome()
  const file = join(home, '.local/share/kubeplan/kubecon-na-2020/agenda.yaml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, agenda)
  return home
}

const titles = (html: string) => [...html.matchAll(/<h4>(?:<a [^>]*>)?([^<]*)/g)].map(([, title]) => title)

describe('export of a page', () => {
  test('writes my agenda by the ending of the file, and says so', async () => {
    const home = homeWith(AGENDA)
    const outcome = await kubeplan(['export', 'agenda.html'], { home })
    expect(outcome).toEqual({ exit: 0, stdout: '', stderr: 'Wrote agenda.html: 3 sessions.\n' })
    const html = readFileSync(join(home, 'work', 'agenda.html'), 'utf8')
    expect(titles(html)).toEqual([
      'Panel: Linux in the Kubernetes Era: Does The OS Still Matter?',
      'In Search Of A kubectl blame Command',
      'Bypass Falco',
    ])
    expect(html).toContain('<title>Ana: KubeCon + CloudNativeCon North America 2020</title>')
    expect(readdirSync(join(home, 'work'))).toEqual(['agenda.html'])
    const again = await kubeplan(['export', 'agenda.html'], { home })
    expect(again.exit).toBe(5)
    const { stdout } = await kubeplan(['export', '--format', 'html'], { home })
    expect(stdout).toBe(html)
    expect((await kubeplan(['export', 'other.htm'], { home })).exit).toBe(0)
  })

  test('narrowed by flags it holds what they choose', async () => {
    const home = homeWith(AGENDA)
    const page = async (...flags: readonly string[]) =>
      (await kubeplan(['export', '--format', 'html', ...flags], { home })).stdout
    expect(titles(await page('--stage', 'maybe', '--day', 'thu'))).toEqual([])
    expect(titles(await page('--day', 'fri', '--stage', 'maybe', '--blocks'))).toEqual(['Lunch', 'Bypass Falco'])
    expect(titles(await page('--all', '--org', 'datadog'))).toEqual([
      'Datadog on Kubernetes Monitoring',
      'Workshop: Autoscaling Applications Deployed to Kubernetes',
      'PKI the Wrong Way: Simple TLS Mistakes and Surprising Consequences',
      'How the OOM-Killer Deleted My Namespace, and Other Kubernetes Tales',
    ])
    expect(titles(await page('--all')).length).toBe(87)
  })

  test('keeps notes, ratings and takeaways to myself unless I say otherwise', async () => {
    const home = homeWith(AGENDA)
    for (const flags of [[], ['--all']]) {
      const shared = await kubeplan(['export', '--format', 'html', ...flags], { home })
      const markup = shared.stdout.replace(/<script>[\s\S]*<\/script>/, '')
      expect(markup.match(/secret plan|tell more than they seem|My rating|My note|What I took away/g)).toBeNull()
      const own = await kubeplan(['export', '--format', 'html', '--with-notes', ...flags], { home })
      if (flags.length > 0) {
        expect(own.stdout).toBe(shared.stdout)
        expect(own.stderr).toContain('The programme contains nothing of yours, so --with-notes has no effect.')
        continue
      }
      expect(own.stdout).toContain('<b>My note:</b> <span>Ask about my secret plan.</span>')
      expect(own.stdout).toContain('My rating: 4 of 5')
      expect(own.stdout).toContain('Owner references tell more than they seem to.')
    }
  })

  test('of an empty agenda says how to begin', async () => {
    const { exit, stdout, stderr } = await kubeplan(['export', '--format', 'html'])
    expect(exit).toBe(0)
    expect(stdout).toContain('Nothing here yet.')
    expect(stderr).toMatch(/./)
  })

  test('names the hash of the very script it holds, loads nothing, and has one script and one style', async () => {
    const { stdout } = await kubeplan(['export', '--all', '--format', 'html'])
    const script = /<script>([\s\S]*?)<\/script>/.exec(stdout)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(script.length).toBeGreaterThan(10_000)
    expect(stdout).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    expect(stdout.match(/<script|<style/g)).toEqual(['<style', '<script'])
    const outside = stdout.replace(script, '').replace(/<link rel="icon" href="data:image\/svg\+xml,[^"]*">/, '')
    expect(outside).not.toMatch(/\ssrc=|<link|@import|url\(|\son[a-z]+=|<iframe|<img/)
  })

  test('is the same bytes in any zone, language and year', async () => {
    const home = homeWith(AGENDA)
    const make = (environment: Readonly<Record<string, string>>) => {
      const argv = [join(ROOT, 'bin', 'kubeplan.js'), 'export', '--all', '--format', 'html']
      const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...environment }
      return spawnSync(process.execPath, argv, { env, encoding: 'utf8', maxBuffer: 1 << 26 }).stdout
    }
    const here = make({ TZ: 'UTC' })
    expect(here.length).toBeGreaterThan(100_000)
    expect(make({ TZ: 'Pacific/Apia', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' })).toBe(here)
    expect(make({ TZ: 'America/St_Johns', KUBEPLAN_NOW: '2031-01-15T00:00:00Z' })).toBe(here)
    expect(
      (await kubeplan(['export', '--all', '--format', 'html'], { home, now: '2019-07-01T00:00:00Z' })).stdout,
    ).toBe(here)
  })

  test('600 sessions with long abstracts stay under 1.5 MB', async () => {
    const home = newHome()
    const abstract = 'What this talk is about, in as many words as people write for such a talk. '.repeat(15)
    const sessions = Array.from({ length: 600 }, (_, index) => {
      const hour = 9 + (Math.floor(index / 15) % 8)
      return {
        title: `A session with a title of the usual length, number ${index}, and what follows it`,
        track: `Track ${index % 20}`,
        room: `Hall ${index % 8} | Room ${index % 15}`,
        tags: ['one', 'two'],
        start: `2026-03-${24 + Math.floor(index / 150)} ${String(hour).padStart(2, '0')}:00`,
        duration: '35m',
        speakers: [
          { name: `Ana Example ${index}`, organization: 'Example Incorporated' },
          { name: `Bo Example ${index}`, organization: 'Elsewhere BV' },
        ],
        abstract,
        url: `https://sched.example/event/34383c0f85eec421${index}`,
      }
    })
    const file = join(home, 'work', 'big.json')
    writeFileSync(
      file,
      JSON.stringify({ kubeplan: 'catalogue/1', conference: { name: 'Big', timezone: 'Europe/Amsterdam' }, sessions }),
    )
    const { exit, stdout } = await kubeplan(['export', '--all', '-c', file, '--format', 'html'], { home })
    expect(exit).toBe(0)
    expect(titles(stdout).length).toBe(600)
    expect(Buffer.byteLength(stdout)).toBeLessThan(1_500_000)
  })
})
