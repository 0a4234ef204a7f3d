import { offsetAt } from '../../clock/zone.js'
import { clockAt, clockLabel, dayLabel, instant } from '../../model/time.js'
import { count } from '../text/count.js'
import { daysLabel, zoneLabel } from '../text/moments.js'
import { clashCount, tally } from '../text/tally.js'
import { hrefOf } from './link.js'
import { html, type Markup } from './markup.js'
import type { PageView } from './view.js'

export function titleOf({ catalogue, agenda, all }: PageView): string {
  const { name } = catalogue.conference
  if (all) return name
  return agenda.person === undefined ? `My agenda: ${name}` : `${agenda.person}: ${name}`
}

export function masthead(view: PageView): Markup {
  const { catalogue, agenda, all } = view
  const { name, url } = catalogue.conference
  const href = hrefOf(url)
  const heading = href === undefined ? html`${name}` : html`<a href="${href}">${name}</a>`
  const whose = all ? undefined : agenda.person === undefined ? 'My agenda' : `Agenda of ${agenda.person}`
  const parts = [whose, ...factsOf(view)].filter((part) => part !== undefined && part !== '')
  return html`<header>
<h1>${heading}</h1>
<p class="facts">${parts.map((part) => html`<span>${part}</span> `)}<span id="clock">Times in ${zoneOf(view)}</span></p>
${subscription(view)}</header>
`
}

/** An ordinary address that any browser can follow; the page's script makes it one to subscribe to. */
function subscription({ calendar }: PageView): Markup | false {
  return (
    calendar !== undefined &&
    html`<p id="subscribe"><a href="${calendar}">Subscribe to my agenda in a calendar app</a></p>
`
  )
}

function factsOf({
  sessions,
  entries,
  clashes,
  untimed,
  catalogue,
  all,
  zone,
}: PageView): readonly (string | undefined)[] {
  const days = [
    ...sessions.flatMap(({ when }) => (when.kind === 'unscheduled' ? [] : [when.day])),
    ...entries.map(({ day }) => day),
  ]
  const stages = [...entries, ...untimed].map(({ stage }) => stage)
  const fetched = catalogue.conference.sources.flatMap((source) => source.fetched ?? []).sort()[0]
  return [
    daysLabel(days),
    all ? count(sessions.length, 'session') : undefined,
    ...tally(stages),
    clashCount(clashes),
    fetched === undefined ? undefined : fetchedLabel(fetched, zone),
  ]
}

/** The age of the schedule, not of the page: the same agenda gives the same page on any day. */
function fetchedLabel(fetched: string, zone: string): string | undefined {
  const moment = Date.parse(fetched)
  if (Number.isNaN(moment)) return undefined
  const { day, minute } = clockAt(instant(moment), offsetAt(instant(moment), zone))
  return `Schedule of ${dayLabel(day)}, ${clockLabel(minute)}`
}

function zoneOf({ sessions, entries, zone }: PageView): string {
  const offsets = sessions.flatMap(({ when }) => (when.kind === 'timed' ? [when.offset] : []))
  return zoneLabel(zone, [...offsets, ...entries.map(({ entry }) => entry.offset)])
}
