import { RULES, VALUES } from './calendar-rules.js'

/**
 * Checks that no calendar program makes: everything that RFC 5545 requires of a kubeplan calendar, as a list of
 * complaints; empty for a valid calendar.
 */
export function lintCalendar(text: string): readonly string[] {
  const faults = lintLines(text)
  if (faults.length > 0) return faults
  const root = componentOf(contentLinesOf(text))
  return typeof root === 'string' ? [root] : lintRoot(root)
}

export interface ContentLine {
  readonly name: string
  readonly parameters: string
  readonly value: string
}

/** The unfolded content lines of a calendar. */
export function contentLinesOf(text: string): readonly ContentLine[] {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s.exec(line)
      return { name: match?.[1] ?? '', parameters: match?.[2] ?? '', value: match?.[3] ?? line }
    })
}

/** The text of a TEXT value. */
export function unescapeText(value: string): string {
  return value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' || escaped === 'N' ? '\n' : escaped))
}

interface Component {
  readonly name: string
  readonly lines: readonly ContentLine[]
  readonly components: readonly Component[]
  /** Names of lines and components in order. */
  readonly order: readonly string[]
}

function lintLines(text: string): readonly string[] {
  const faults: string[] = []
  if (!text.startsWith('BEGIN:VCALENDAR\r\n')) faults.push('does not begin with BEGIN:VCALENDAR')
  if (!text.endsWith('\r\nEND:VCALENDAR\r\n')) faults.push('does not end with END:VCALENDAR and CRLF')
  for (const [index, line] of text.slice(0, -2).split('\r\n').entries()) {
    const number = index + 1
    if (/[\r\n]/.test(line)) faults.push(`line ${number} has a bare CR or LF`)
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(line)) faults.push(`line ${number} has a control`)
    if (/[\ud800-\udfff]/u.test(line)) faults.push(`line ${number} is not whole UTF-8`)
    if (Buffer.byteLength(line) > 75) faults.push(`line ${number} has ${Buffer.byteLength(line)} octets`)
    if (line === '') faults.push(`line ${number} is empty`)
  }
  return faults
}

/** The tree of components, or why there is none. */
function componentOf(lines: readonly ContentLine[]): Component | string {
  const open: { name: string; lines: ContentLine[]; components: Component[]; order: string[] }[] = []
  for (const [index, line] of lines.entries()) {
    const current = open.at(-1)
    if (line.name === '') return `not a content line: ${line.value}`
    if (line.name === 'BEGIN') {
      current?.order.push(line.value)
      open.push({ name: line.value, lines: [], components: [], order: [] })
    } else if (line.name === 'END') {
      if (current?.name !== line.value) return `END:${line.value} ends ${current?.name ?? 'nothing'}`
      open.pop()
      const parent = open.at(-1)
      if (parent) parent.components.push(current)
      else return index === lines.length - 1 ? current : 'something stands after END:VCALENDAR'
    } else {
      if (current === undefined) return `${line.name} stands outside`
      current.order.push(line.name)
      current.lines.push(line)
    }
  }
  return `${open.at(-1)?.name ?? 'VCALENDAR'} does not end`
}

function lintRoot(root: Component): readonly string[] {
  const events = root.components.filter(({ name }) => name === 'VEVENT')
  const zones = root.components.filter(({ name }) => name === 'VTIMEZONE')
  const uids = events.map((event) => propertyOf(event, 'UID'))
  return [
    ...lintComponent(root),
    ...(new Set(uids).size === uids.length ? [] : ['two events share a UID']),
    ...(propertyOf(root, 'NAME') === propertyOf(root, 'X-WR-CALNAME') ? [] : ['NAME is not X-WR-CALNAME']),
    ...events.flatMap((event) => lintEvent(event, zones)),
  ]
}

function lintComponent(component: Component): readonly string[] {
  const { name, lines, components, order } = component
  const rules = RULES[name]
  if (rules === undefined) return [`${name} does not belong here`]
  const letters = (words: readonly string[]) => words.map((word) => `<${word}>`).join('')
  const counts: Readonly<Record<string, string>> = { '!': '', '?': '?', '+': '+', '*': '*' }
  const pattern = rules
    .split(' ')
    .map((rule) => `(?:<${rule.slice(0, -1)}>)${counts[rule.slice(-1)]}`)
    .join('')
    .replace('<observance>', '<STANDARD>|<DAYLIGHT>')
  const found = letters(order)
  return [
    ...(new RegExp(`^${pattern}$`).test(found) ? [] : [`${name} holds ${order.join(' ')}`]),
    ...lines.flatMap((line) => ((VALUES[line.name]?.test(line.value) ?? true) ? [] : [`${line.name}:${line.value}`])),
    ...components.flatMap(lintComponent),
  ]
}

function lintEvent(event: Component, zones: readonly Component[]): readonly string[] {
  const [start, end] = [propertyOf(event, 'DTSTART'), propertyOf(event, 'DTEND')]
  const zone = zoneOf(event, 'DTSTART')
  const form = (value: string | undefined) => value?.replace(/\d/g, '0')
  const faults: string[] = []
  const fault = (holds: boolean, complaint: string) => holds || faults.push(`${propertyOf(event, 'UID')}: ${complaint}`)
  fault(propertyOf(event, 'DTSTAMP') === propertyOf(event, 'LAST-MODIFIED'), 'DTSTAMP is not LAST-MODIFIED')
  fault(end === undefined || form(start) === form(end), 'DTSTART and DTEND differ in form')
  fault(end === undefined || parametersOf(event, 'DTSTART') === parametersOf(event, 'DTEND'), 'DTEND has another zone')
  // On a clock that goes back, an event may end at an earlier time than it starts.
  fault(end === undefined || zone !== undefined || (start ?? '') < end, 'DTEND is not later than DTSTART')
  const expected = start?.length === 8 ? ';VALUE=DATE' : start?.endsWith('Z') ? '' : `;TZID=${zone}`
  fault(parametersOf(event, 'DTSTART') === expected, `DTSTART has ${parametersOf(event, 'DTSTART')}`)
  fault(start?.length !== 8 || end !== undefined, 'a whole day without DTEND')
  const cancelled = propertyOf(event, 'STATUS') === 'CANCELLED'
  fault(!cancelled || propertyOf(event, 'TRANSP') === 'TRANSPARENT', 'cancelled, and still busy')
  const rings = event.components.length > 0
  fault(!rings || !(cancelled || start?.length === 8), 'rings, and should not')
  if (zone !== undefined) {
    const named = zones.find((candidate) => propertyOf(candidate, 'TZID') === zone)
    const onsets = named?.components.map((observance) => propertyOf(observance, 'DTSTART') ?? '') ?? []
    fault(
      onsets.some((onset) => onset <= (start ?? '')),
      `no VTIMEZONE covers ${start} in ${zone}`,
    )
  }
  return faults
}

function propertyOf(component: Component, name: string): string | undefined {
  return component.lines.find((line) => line.name === name)?.value
}

function parametersOf(component: Component, name: string): string | undefined {
  return component.lines.find((line) => line.name === name)?.parameters
}

function zoneOf(component: Component, name: string): string | undefined {
  return /;TZID=([^;]*)/.exec(parametersOf(component, name) ?? '')?.[1]
}
