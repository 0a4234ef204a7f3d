import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ICAL from 'ical.js'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { onTestFinished, type TestContext } from 'vitest'
import { kubeplan, newHome, type TestWorldOptions } from '../cli/kubeplan.js'
import { skipAloud } from '../judges/judge.js'
import { executablePath } from './chromium.js'

let running: Promise<Browser> | undefined

/** A real browser, started once for each file; without one, the test is skipped with a message. */
export function browserFor(context: TestContext): Promise<Browser> {
  if (executablePath === undefined) return skipAloud(context, 'Chromium', 'chromium', 'no page was opened')
  // Without a sandbox it also runs as root in a container.
  running ??= chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return running
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close()
  running = undefined
}

/** A page, and everything it did that a local file must not do. */
export interface Opened {
  readonly page: Page
  /** Requests for anything but the file, dialogs, errors, and whatever the policy blocked. */
  readonly misdeeds: string[]
}

export interface OpenOptions extends BrowserContextOptions {
  /** ISO 8601; the browser's clock. */
  readonly now?: string
  readonly hash?: string
  /** Runs in the page before any of its scripts. */
  readonly before?: () => void
}

/** Opens HTML as a file, as people do who received one, and waits until its script is done. */
export async function open(context: TestContext, html: string, options: OpenOptions = {}): Promise<Opened> {
  const { now, hash = '', before, ...rest } = options
  const browser = await browserFor(context)
  const file = join(newHome(), 'agenda.html')
  writeFileSync(file, html)
  const url = pathToFileURL(file).href
  const opened = await browser.newContext({ timezoneId: 'Europe/Berlin', ...rest })
  onTestFinished(() => opened.close())
  const page = await opened.newPage()
  const misdeeds: string[] = []
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('blob:')) misdeeds.push(`request ${request.url()}`)
  })
  page.on('requestfailed', (request) => misdeeds.push(`stopped ${request.failure()?.errorText}`))
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => misdeeds.push(`error ${error.message}`))
  page.on('console', (message) => misdeeds.push(`console ${message.text()}`))
  if (before) await page.addInitScript(before)
  if (now !== undefined) await page.clock.install({ time: new Date(now) })
  await page.goto(url + hash)
  if (html.includes('<script>') && rest.javaScriptEnabled !== false)
    await page.waitForSelector('html[data-ready]', { state: 'attached' })
  return { page, misdeeds }
}

/** Types words into the search, and waits until the page shows what they find. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.fill('#find', words)
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))),
  )
}

/** The HTML written by `kubeplan export`. */
export async function exported(argv: readonly string[], options: TestWorldOptions): Promise<string> {
  const { exit, stdout, stderr } = await kubeplan(['export', '--format', 'html', ...argv], options)
  if (exit !== 0) throw new Error(stderr)
  return stdout
}

/** The text of every matching element, visible or not. */
export function textsOf(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (elements) => elements.map(({ textContent }) => textContent ?? ''))
}

/** The text of every visible matching element. */
export function visibleTexts(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (elements) =>
    elements.filter((element) => element.checkVisibility()).map(({ textContent }) => textContent ?? ''),
  )
}

/** The events of a calendar, by uid. */
export function eventsOf(calendar: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const component = new ICAL.Component(ICAL.parse(calendar))
  const events = component.getAllSubcomponents('vevent').map((event) => {
    const properties = event.getAllProperties().map((property) => [property.name, property.getValues().join(',')])
    return [String(event.getFirstPropertyValue('uid')), Object.fromEntries(properties)] as const
  })
  return new Map(events)
}

/** The calendar that a button of the page makes. */
export async function downloaded(
  page: Page,
  button = '#calendar',
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}
