import { readXml, type XmlElement } from '../../../src/formats/text/xml.js'

/**
 * The rules of c3voc's schemas for schedule.xml and schedule.json that a program may depend on, in our own words. Both
 * return what is wrong with a text.
 */

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const CLOCK = /^[0-2]\d:[0-5]\d$/
const WEB = /^https?:\/\/[!-~]+$/

type Rule = RegExp | ((value: string) => boolean)

const TEXT: Rule = () => true
const COUNT: Rule = /^[1-9]\d*$/

function fits(rule: Rule, value: string): boolean {
  return rule instanceof RegExp ? rule.test(value) : rule(value)
}

/** Attributes and children of each element; those with `!` are required, those with `*` may be repeated. */
const ELEMENTS: Readonly<
  Record<
    string,
    { readonly attributes?: Readonly<Record<string, Rule>>; readonly children?: string; readonly text?: Rule }
  >
> = {
  schedule: { children: 'generator version! conference! day*!' },
  generator: { attributes: { name: TEXT, version: TEXT } },
  version: { text: TEXT },
  conference: { children: 'title! acronym! start! end! days! timeslot_duration! url time_zone_name! track*' },
  'conference/track': { attributes: { 'name!': TEXT } },
  acronym: { text: /^[a-z0-9_-]{4,}$/ },
  'conference/start': { text: /^\d{4}-\d\d-\d\d$/ },
  end: { text: /^\d{4}-\d\d-\d\d$/ },
  days: { text: COUNT },
  timeslot_duration: { text: /^\d\d:\d\d$/ },
  time_zone_name: { text: /^[\w/+-]+$/ },
  day: {
    attributes: { 'index!': COUNT, date: /^\d{4}-\d\d-\d\d$/, 'start!': DATE_TIME, 'end!': DATE_TIME },
    children: 'room*',
  },
  'day/room': { attributes: { 'name!': TEXT, guid: GUID }, children: 'event*' },
  event: {
    attributes: { 'id!': COUNT, 'guid!': GUID },
    children:
      'room! title! subtitle type! date! start! duration! abstract! track! persons language description recording links url',
  },
  date: { text: DATE_TIME },
  start: { text: CLOCK },
  duration: { text: /^\d{1,2}:\d\d(?::\d{1,2})?$/ },
  url: { text: WEB },
  persons: { children: 'person*' },
  person: { attributes: { id: COUNT, guid: GUID }, text: TEXT },
  recording: { children: 'license! optout!' },
  optout: { text: /^(?:true|false)$/ },
  links: { children: 'link*' },
  link: { attributes: { href: WEB }, text: TEXT },
}

export function faultsOfXml(text: string): readonly string[] {
  const reading = readXml(text, 'schedule.xml')
  if (!reading.ok) return reading.problems.map(({ code }) => code)
  const faults: string[] = []
  const seen = new Set<string>()
  const check = (element: XmlElement, parent: string): void => {
    const rules = ELEMENTS[`${parent}/${element.name}`] ?? ELEMENTS[element.name] ?? {}
    const known = Object.entries(rules.attributes ?? {}).map(([name, rule]) => [name.replace('!', ''), rule] as const)
    for (const [name, value] of element.attributes) {
      const rule = known.find(([allowed]) => allowed === name)?.[1]
      if (!rule || !fits(rule, value)) faults.push(`${element.name}@${name}: ${value}`)
      if (['id', 'guid'].includes(name) && element.name === 'event') faults.push(...again(`${name} ${value}`, seen))
      if (name === 'index') faults.push(...again(`${name} ${value}`, seen))
    }
    for (const name of Object.keys(rules.attributes ?? {}))
      if (name.endsWith('!') && !element.attributes.has(name.slice(0, -1)))
        faults.push(`${element.name} lacks @${name}`)
    const children = (rules.children ?? '').split(' ').filter(Boolean)
    for (const child of children) {
      const held = element.children.filter(({ name }) => name === child.replace(/[!*]/g, '')).length
      if (child.includes('!') && held === 0) faults.push(`${element.name} lacks ${child}`)
      if (!child.includes('*') && held > 1) faults.push(`${element.name} has several ${child}`)
    }
    const allowed = new Set(children.map((child) => child.replace(/[!*]/g, '')))
    for (const child of element.children) if (!allowed.has(child.name)) faults.push(`${element.name} has ${child.name}`)
    if (rules.text && !fits(rules.text, element.text)) faults.push(`${element.name}: ${element.text}`)
    for (const child of element.children) check(child, element.name)
  }
  check(reading.root, '')
  return faults
}

function again(value: string, seen: Set<string>): readonly string[] {
  return seen.size === seen.add(value).size ? [`twice: ${value}`] : []
}

interface Shape {
  readonly [key: string]: Rule | 'integer' | 'text or null' | 'boolean' | Shape | readonly [Shape]
}

const EVENT: Shape = {
  'id!': 'integer',
  'guid!': GUID,
  'date!': DATE_TIME,
  'start!': /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  end: DATE_TIME,
  'duration!': /^\d+:\d\d$/,
  'room!': TEXT,
  'slug!': /^[a-z0-9_-]+[a-z0-9]$/,
  'url!': /^(?:https?:\/\/|urn:uuid:)[!-~]+$/,
  'title!': TEXT,
  'subtitle!': 'text or null',
  'track!': 'text or null',
  'type!': TEXT,
  'language!': 'text or null',
  'abstract!': 'text or null',
  description: 'text or null',
  do_not_record: 'boolean',
  'persons!': [{ 'id!': 'integer', 'guid!': GUID, 'name!': TEXT, organization: TEXT }],
  'links!': [{ type: /^media$/, 'url!': WEB, title: TEXT }],
}

const DAY: Shape = {
  'index!': 'integer',
  'date!': /^\d{4}-\d\d-\d\d$/,
  'day_start!': DATE_TIME,
  'day_end!': DATE_TIME,
  'rooms!': { '*': [EVENT] },
}

const DOCUMENT: Shape = {
  $schema: TEXT,
  generator: { name: TEXT, version: TEXT },
  'schedule!': {
    'version!': TEXT,
    'conference!': {
      'acronym!': /^[a-z0-9_-][a-z0-9_]{3,}$/,
      'title!': TEXT,
      'start!': /^\d{4}-\d\d-\d\d$/,
      'end!': /^\d{4}-\d\d-\d\d$/,
      'daysCount!': 'integer',
      'timeslot_duration!': TEXT,
      time_zone_name: /^(?:[A-Z][a-z]+\/[A-Z][a-z]+.*|UTC)$/,
      url: WEB,
      tracks: [{ name: TEXT }],
      rooms: [{ 'name!': TEXT, 'guid!': GUID }],
      'days!': [DAY],
    },
  },
}

export function faultsOfJson(text: string): readonly string[] {
  const document: unknown = JSON.parse(text)
  return [...faultsIn(document, DOCUMENT, '')]
}

function* faultsIn(value: unknown, rule: Shape[string], path: string): Generator<string> {
  const isFitting = () => {
    if (rule === 'integer') return Number.isInteger(value) && Number(value) > 0
    if (rule === 'boolean') return typeof value === 'boolean'
    if (rule === 'text or null') return value === null || typeof value === 'string'
    return typeof value === 'string' && (rule instanceof RegExp || typeof rule === 'function') && fits(rule, value)
  }
  if (Array.isArray(rule)) {
    if (!Array.isArray(value)) return yield `${path} is no list`
    for (const item of value) yield* faultsIn(item, rule[0], `${path}[]`)
  } else if (typeof rule === 'object' && !(rule instanceof RegExp)) {
    if (typeof value !== 'object' || value === null) return yield `${path} is no object`
    const shape = rule as Shape
    for (const [key, held] of Object.entries(value)) {
      const own = shape[key] ?? shape[`${key}!`] ?? shape['*']
      if (own === undefined) yield `${path}.${key} is not allowed`
      else yield* faultsIn(held, own, `${path}.${key}`)
    }
    for (const key of Object.keys(shape))
      if (key.endsWith('!') && !(key.slice(0, -1) in value)) yield `${path} lacks ${key}`
  } else if (!isFitting()) yield `${path}: ${JSON.stringify(value)}`
}
