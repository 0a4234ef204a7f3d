/**
 * Checks values by the keywords of JSON Schema draft 2020-12 that catalogue.schema.json uses. An unknown keyword is an
 * error of the test. Written from the specification, independently of the reader.
 */
export function isValid(value: unknown, schema: unknown): boolean {
  if (typeof schema === 'boolean') return schema
  return Object.entries(record(schema)).every(([keyword, argument]) => {
    const judge = KEYWORDS[keyword]
    if (!judge) throw new Error(`keyword ${keyword} is not known here`)
    return judge(value, argument, record(schema))
  })
}

type Judge = (value: unknown, argument: unknown, schema: Record<string, unknown>) => boolean

const KEYWORDS: Readonly<Record<string, Judge>> = {
  $schema: () => true,
  title: () => true,
  description: () => true,
  format: () => true,
  type: (value, types) => list(typeof types === 'string' ? [types] : types).some((type) => isOfType(value, type)),
  enum: (value, allowed) => list(allowed).includes(value),
  pattern: (value, pattern) => typeof value !== 'string' || new RegExp(String(pattern), 'u').test(value),
  maxLength: (value, limit) => typeof value !== 'string' || [...value].length <= Number(limit),
  minimum: (value, limit) => typeof value !== 'number' || value >= Number(limit),
  maximum: (value, limit) => typeof value !== 'number' || value <= Number(limit),
  required: (value, keys) => !isObject(value) || list(keys).every((key) => Object.hasOwn(value, String(key))),
  properties: (value, schemas) =>
    !isObject(value) ||
    Object.entries(record(schemas)).every(([key, schema]) => !Object.hasOwn(value, key) || isValid(value[key], schema)),
  additionalProperties: (value, allowed, schema) =>
    allowed === true || !isObject(value) || Object.keys(value).every((key) => key in record(schema['properties'])),
  dependentRequired: (value, keys) =>
    !isObject(value) ||
    Object.entries(record(keys)).every(
      ([key, others]) =>
        !Object.hasOwn(value, key) || list(others).every((other) => Object.hasOwn(value, String(other))),
    ),
  items: (value, schema) => !Array.isArray(value) || value.every((item) => isValid(item, schema)),
  maxItems: (value, limit) => !Array.isArray(value) || value.length <= Number(limit),
  allOf: (value, schemas) => list(schemas).every((schema) => isValid(value, schema)),
  anyOf: (value, schemas) => list(schemas).some((schema) => isValid(value, schema)),
  oneOf: (value, schemas) => list(schemas).filter((schema) => isValid(value, schema)).length === 1,
  not: (value, schema) => !isValid(value, schema),
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function record(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw new Error('a schema must be an object')
  return value
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('a list was expected in the schema')
  return value
}
