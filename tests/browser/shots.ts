/** Run by `npm run shots [-- FOLDER]`: pictures of the page on every sort of screen and on paper, to be looked at. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { executablePath } from './chromium.js'

/** It runs from `dist/`. */
const ROOT = join(__dirname, '..')
/** A real week, where it is at hand; otherwise the programme that kubeplan ships with. */
const WEEK = join(ROOT, '..', 'shared', 'samples', 'sched-ics', 'kubecon-eu-2026.ics')

interface Subject {
  readonly day: string
  readonly words: string
  readonly session: string
  readonly programme: string
  readonly agenda: string
}

/** The pages of a programme of which some sessions are picked, two of them at one time. */
function exportPages(home: string): Subject {
  const run = (...argv: readonly string[]) =>
    execFileSync(process.execPath, [join(ROOT, 'bin', 'kubeplan.js'), ...argv], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, KUBEPLAN_HOME: home },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  const isWeek = existsSync(WEEK)
  const name = 'KubeCon + CloudNativeCon Europe 2026'
  if (isWeek) run('import', WEEK, '--name', name, '--timezone', 'Europe/Amsterdam')
  const day = isWeek ? 'tue' : 'fri'
  const ids = run('list', '--day', day, '--kind', 'talk', '--format', 'ids').trim().split('\n')
  const every = Math.ceil(ids.length / 12)
  const picked = ids.filter((_, index) => index % every === 0)
  run('add', ...picked)
  run('add', '--maybe', ...ids.slice(1).filter((_, index) => index % (2 * every) === 0))
  const [programme, agenda] = [join(home, 'programme.html'), join(home, 'agenda.html')]
  run('export', '--all', '--with-picks', programme)
  run('export', agenda)
  return { day, words: isWeek ? 'opentelemetry' : 'security', session: picked[2] ?? '', programme, agenda }
}

const PHONE = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
const LAPTOP = { viewport: { width: 1280, height: 800 } }
const WIDE = { viewport: { width: 1920, height: 1080 } }
const SCREENS: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['phone', PHONE],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
  ['laptop', LAPTOP],
  ['laptop-dark', { ...LAPTOP, colorScheme: 'dark' }],
  ['forced-colors', { ...LAPTOP, forcedColors: 'active' }],
  ['wide', WIDE],
]

async function shoot(browser: Browser, subject: Subject, folder: string): Promise<void> {
  for (const [name, options] of SCREENS) {
    const at = async (what: string, act: (page: Page) => Promise<unknown>, hash = '') => {
      const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options })
      const page = await context.newPage()
      await page.goto(pathToFileURL(subject.programme).href + hash)
      await page.waitForSelector('html[data-ready]', { state: 'attached' })
      await act(page)
      await page.screenshot({ path: join(folder, `${name}-${what}.png`) })
      await context.close()
    }
    await at('list', async () => undefined)
    await at('further', (page) => page.mouse.wheel(0, 1500).then(() => page.waitForTimeout(300)))
    await at('grid', (page) => page.$eval('[data-view=grid]', (button) => (button as HTMLElement).click()))
    await at('search', (page) => page.fill('#find', subject.words).then(() => page.waitForTimeout(300)))
    await at('session', async () => undefined, `#s-${encodeURIComponent(subject.session)}`)
    if ('isMobile' in options) await at('tools', (page) => page.click('#more'))
  }
}

async function print(browser: Browser, { programme, agenda }: Subject, folder: string): Promise<void> {
  const page = await browser.newPage()
  const all = pathToFileURL(programme).href
  for (const [name, address] of [
    ['programme', all],
    ['my-picks', `${all}#day=all&mine=1`],
    ['agenda', pathToFileURL(agenda).href],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(address)
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
    await page.pdf({ path: join(folder, `print-${name}.pdf`), format: 'A4' })
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 794, height: 1123 })
    await page.screenshot({ path: join(folder, `print-${name}.png`) })
    await page.emulateMedia({ media: 'screen' })
  }
}

async function main([wanted]: readonly string[]): Promise<void> {
  if (executablePath === undefined) throw new Error('no Chromium is installed: apt install chromium')
  const folder = wanted ?? mkdtempSync(join(tmpdir(), 'kubeplan-shots-'))
  mkdirSync(folder, { recursive: true })
  const home = mkdtempSync(join(tmpdir(), 'kubeplan-home-'))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const subject = exportPages(home)
    await shoot(browser, subject, folder)
    await print(browser, subject, folder)
  } finally {
    await browser.close()
    rmSync(home, { recursive: true })
  }
  process.stdout.write(`${folder}\n`)
}

void main(process.argv.slice(2))
