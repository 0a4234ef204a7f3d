import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/**
 * commander as modules, so that its classes are at the top level instead of inside functions, which V8 would parse
 * twice. Its `node:child_process` (2 ms of a run of 25) is for commands in files of their own, which kubeplan does not
 * have.
 */
export const commander = (root: string): Plugin => ({
  name: 'commander',
  resolveId: (source) => (source === 'commander' ? join(root, 'node_modules', 'commander', 'index.js') : null),
  transform: {
    filter: { id: /\/commander\/(?:index|lib\/\w+)\.js$/ },
    handler(code, id) {
      const modules = code
        .replace(/^const (\w+|\{.*\}) = require\(('\.\/.*')\);$/gm, 'import $1 from $2')
        .replace("const childProcess = require('node:child_process');", 'const childProcess = {}')
        .replace(/^exports\.(\w+) = \1;/gm, 'export { $1 }')
        .replace(/^exports\.(\w+) = /gm, 'export const $1 = ')
      if (/\brequire\('\.|child_process|\bexports\./.test(modules)) throw new Error(`${id}: not as this build knows it`)
      return modules
    },
  },
})

/**
 * yaml's build for browsers is the same source as modules, so that unused parts are left out and nothing is parsed
 * twice.
 */
export const yaml = (root: string): Plugin => ({
  name: 'yaml',
  resolveId: (source) => (source === 'yaml' ? join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') : null),
})

const LENGTH = '\0length'

/**
 * cli-table3 only gets placeholders of one unit and one column and no colours, so half of its size and time, for
 * measuring and colouring other texts, is left out.
 */
export const CLI_TABLE: Plugin = {
  name: 'cli-table',
  resolveId(source, importer) {
    if (!importer?.includes('/cli-table3/src/')) return null
    if (source === '@colors/colors/safe') return { id: source, external: true }
    return source === 'string-width' ? LENGTH : null
  },
  load: (id) => (id === LENGTH ? 'module.exports = (text) => text.length' : null),
}

/**
 * The bundler exports through getters, in case values change later. They never do here, and each getter is a function
 * to parse.
 */
export const PLAIN_EXPORTS: Plugin = {
  name: 'plain-exports',
  renderChunk: (code) =>
    code.replace(
      /^Object\.defineProperty\(exports, ['"](\w+)['"], \{\s*enumerable: true,\s*get: function \(\) \{\s*return ([\w$.]+);?\s*\}\s*\}\);$/gm,
      'exports.$1 = $2;',
    ),
}
