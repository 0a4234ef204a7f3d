/** Appends a value to the list that a map has for a key. */
export function appendTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

export type DefinedFields<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/**
 * The same object without its undefined fields. A literal with half a dozen `...(x !== undefined && { x })` costs ten
 * times as much time and memory, because V8 makes a hash table of it.
 */
export function definedFields<const T extends object>(fields: T): DefinedFields<T>
export function definedFields(fields: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {}
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key]
  return kept
}
