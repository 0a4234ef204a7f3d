import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** One file of a tree of TypeScript. Paths are relative to the project, with `/`. */
export interface SourceFile {
  readonly path: string
  readonly lines: number
  readonly imports: readonly OwnImport[]
  readonly functions: readonly SourceFunction[]
}

/** `lazy` is `import()`, `type` is what vanishes when the program is built. */
export interface OwnImport {
  readonly to: string
  readonly kind: 'value' | 'type' | 'lazy'
}

interface SourceFunction {
  readonly line: number
  readonly lines: number
}

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>

/** Every TypeScript file below `folder` of the project, in the order of their paths. */
export function readSources(root: string, folder: string): readonly SourceFile[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), 'utf8')))
}

export function readSource(path: string, text: string): SourceFile {
  const program = parseAst(text, { lang: 'ts' }, path) as unknown as Node
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const imports: OwnImport[] = []
  const functions: SourceFunction[] = []
  for (const node of nodesOf(program)) {
    const specifier = specifierOf(node)
    if (specifier?.startsWith('.')) imports.push({ to: ownPath(path, specifier), kind: kindOf(node) })
    if (/^(?:Arrow)?Function(?:Declaration|Expression)$/.test(node.type))
      functions.push({ line: lineOf(node.start), lines: lineOf(node.end) - lineOf(node.start) + 1 })
  }
  return { path, lines: text.split('\n').length - 1, imports, functions }
}

function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function specifierOf(node: Node): string | undefined {
  if (!/^(?:Import|ExportNamed|ExportAll)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type))
    return undefined
  const { source } = node
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : undefined
}

function kindOf(node: Node): OwnImport['kind'] {
  if (node.type === 'ImportExpression') return 'lazy'
  if (node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return 'type'
  const names = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : []
  const types = names.filter((name) => name['importKind'] === 'type' || name['exportKind'] === 'type')
  return names.length > 0 && types.length === names.length ? 'type' : 'value'
}

function ownPath(from: string, specifier: string): string {
  return join(dirname(from), specifier).replaceAll('\\', '/').replace(/\.js$/, '.ts')
}
