import { definedFields, nearest, parseUrl } from '../../model/index.js'
import { rangeOf, saysNothing, type YamlNode } from '../yaml/yaml-nodes.js'
import { type JsonSchema, type Kind, readValue, refuse, type Spot, type TextKind, wrongType } from './fields.js'

/** Editors may take an unquoted scalar such as `007` or `true` for these types; the reader takes its text. */
const ANY_SCALAR = ['string', 'number', 'boolean']

/** Visible text of at most `limit` code points, trimmed. Numbers and booleans are read as text. */
export function text(limit: number): TextKind<string> {
  return scalar('text', { type: ANY_SCALAR, pattern: '\\S', maxLength: limit }, (value, spot) =>
    fits(value, limit, spot) ? value : undefined,
  )
}

/** Most ids consist of these characters only, which need no slower check. */
const USUAL = /^[!-~]+$/

/** An identity that people can see and type: one line without control or zero-width characters. */
export function identifier(limit: number): TextKind<string> {
  const visible = '^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+$'
  const isVisible = new RegExp(visible, 'u')
  return scalar(
    'text',
    { type: ANY_SCALAR, allOf: [{ pattern: '\\S' }, { pattern: visible }], maxLength: limit },
    (id, spot) => {
      if (!fits(id, limit, spot)) return undefined
      if (USUAL.test(id) || isVisible.test(id)) return id
      return refuse(spot, (at) => ({ code: 'bad-id', at, id }))
    },
  )
}

/** A name that is safe in paths and addresses. */
export function slug(limit: number): TextKind<string> {
  const pattern = '^[a-z0-9]+(-[a-z0-9]+)*$'
  const form = new RegExp(pattern)
  return scalar(
    'text',
    { type: ['string', 'integer', 'boolean'], pattern, minimum: 0, maxLength: limit },
    (found, spot) => {
      if (!fits(found, limit, spot)) return undefined
      return form.test(found) ? found : refuse(spot, (at) => ({ code: 'bad-slug', at, slug: found }))
    },
  )
}

export function oneOf<const T extends string>(allowed: readonly T[]): Kind<T> {
  return scalar(`one of ${allowed.join(', ')}`, { enum: allowed }, (value, spot) => {
    const found = allowed.find((word) => word === value)
    if (found !== undefined) return found
    return refuse(spot, (at) => {
      const [meant] = nearest(value, allowed)
      return definedFields({ code: 'not-one-of', at, key: spot.key, value, allowed, nearest: meant })
    })
  })
}

const ADDRESS = '^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\\s\\p{Cc}]+$'
const ADDRESSES = new RegExp(ADDRESS, 'u')

/** An http, https or mailto address, as written. */
export function url(limit: number): TextKind<string> {
  return scalar(
    'an address',
    { type: 'string', format: 'uri', pattern: ADDRESS, maxLength: limit },
    (address, spot) => {
      if (!fits(address, limit, spot)) return undefined
      if (ADDRESSES.test(address) && parseUrl(address)) return address
      return refuse(spot, (at) => ({ code: 'bad-url', at, url: address }))
    },
  )
}

export function wholeNumber(from: number, to: number): TextKind<number> {
  return scalar('a whole number', { type: 'integer', minimum: from, maximum: to }, (value, spot) => {
    const number = Number(value)
    if (/^[-+]?\d{1,15}$/.test(value) && number >= from && number <= to) return number
    return refuse(spot, (at) => ({ code: 'bad-number', at, key: spot.key, value, from, to }))
  })
}

export function truth(): Kind<boolean> {
  return scalar('true or false', { type: 'boolean' }, (value, spot) => {
    if (value === 'true' || value === 'false') return value === 'true'
    const { key } = spot
    return refuse(spot, (at) => ({ code: 'wrong-type', at, key, expected: 'true or false', found: 'text' }))
  })
}

/** A list of at most `limit` values of one kind. Items that cannot be read are reported and left out. */
export function list<T>(item: Kind<T>, limit = Number.POSITIVE_INFINITY): Kind<readonly T[]> {
  const bounds = Number.isFinite(limit) ? { maxItems: limit } : {}
  return {
    expected: 'a list',
    schema: { type: 'array', items: item.schema, ...bounds },
    read(node, spot) {
      if (node.kind !== 'list') return wrongType('a list', node, spot)
      if (node.items.length > limit) reportLength(node.items.length, limit, spot)
      return readItems(node.items.slice(0, limit), item, spot)
    },
  }
}

/** `list` without a limit, for files that a person may leave half done: empty items are skipped with a warning. */
export function openList<T>(item: Kind<T>): Kind<readonly T[]> {
  const strict = list(item)
  return {
    ...strict,
    read(node, spot) {
      if (node.kind !== 'list') return strict.read(node, spot)
      const { key, findings } = spot
      for (const entry of node.items.filter(saysNothing))
        findings.warn(rangeOf(entry), (at) => ({ code: 'empty-item', at, key }))
      return readItems(
        node.items.filter((entry) => !saysNothing(entry)),
        item,
        spot,
      )
    },
  }
}

function readItems<T>(items: readonly YamlNode[], item: Kind<T>, spot: Spot): readonly T[] {
  const values: T[] = []
  for (const entry of items) {
    const value = readValue(entry, item, { ...spot, range: rangeOf(entry) })
    if (value !== undefined) values.push(value)
  }
  return values
}

export function either<T>(short: Kind<T>, long: Kind<T>): Kind<T> {
  return {
    expected: `${short.expected} or ${long.expected}`,
    schema: { anyOf: [short.schema, long.schema] },
    read: (node, spot) => (node.kind === 'scalar' ? short : long).read(node, spot),
  }
}

/** A kind whose values are derived from another's by `change`. */
export function from<A, B>(kind: Kind<A>, change: (value: A, spot: Spot) => B | undefined): Kind<B> {
  return {
    ...kind,
    read(node, spot) {
      const value = kind.read(node, spot)
      return value === undefined ? undefined : change(value, spot)
    },
  }
}

/** A kind whose values are single scalars, never empty, that `read` checks. */
export function scalar<T>(
  expected: string,
  schema: JsonSchema,
  read: (text: string, spot: Spot) => T | undefined,
): TextKind<T> {
  const judge = (text: string, spot: Spot) => {
    const value = text.trim()
    // `"\ud83d"` alone is not a character and cannot be written to a file.
    if (!value.isWellFormed())
      return refuse(spot, (at) => ({ code: 'yaml-syntax', at, detail: 'an escape that is half of a character' }))
    if (/\S/.test(value)) return read(value, spot)
    return refuse(spot, (at) => ({ code: 'wrong-type', at, key: spot.key, expected, found: 'empty text' }))
  }
  return {
    expected,
    schema,
    judge,
    read: (node, spot) => (node.kind === 'scalar' ? judge(node.source, spot) : wrongType(expected, node, spot)),
  }
}

function fits(value: string, limit: number, spot: Spot): boolean {
  if (value.length <= limit) return true
  const length = [...value].length
  if (length > limit) reportLength(length, limit, spot)
  return length <= limit
}

function reportLength(length: number, limit: number, { key, range, findings }: Spot): void {
  findings.report(range, (at) => ({ code: 'too-long', at, key, limit, length }))
}
