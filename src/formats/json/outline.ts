const TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g

/**
 * The paths of the keys at the beginning of a JSON text, which may be cut off: `schedule.conference.title`,
 * `sessions[].id`, `[].event_key`. Empty if the text is not JSON. Linear.
 */
export function outlineOf(beginning: string): ReadonlySet<string> {
  const paths = new Set<string>()
  if (!/^\s*[[{]/.test(beginning)) return paths
  const open: { readonly list: boolean; readonly path: string }[] = []
  let path = ''
  let word = ''
  for (const [token] of beginning.matchAll(TOKENS)) {
    const inside = open.at(-1)
    if (token === '{') open.push({ list: false, path })
    else if (token === '[') {
      path = `${path}[]`
      open.push({ list: true, path })
    } else if (token === '}' || token === ']') open.pop()
    else if (token === ':' && inside?.list === false) {
      path = inside.path === '' ? word : `${inside.path}.${word}`
      paths.add(path)
    }
    if (token === ',' && inside?.list) path = inside.path
    word = token.startsWith('"') ? token.slice(1, token.endsWith('"') ? -1 : undefined) : ''
  }
  return paths
}
