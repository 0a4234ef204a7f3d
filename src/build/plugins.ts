import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/**
 * commander as modules, so that its classes stand among ours instead of in functions, which V8 would read twice before it
 * runs them. Its `node:child_process`, 2 ms of a run of 25, serves commands that are files of their own; ours are none.
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

/** yaml's other build of the same sources, for browsers, is of modules: what nobody uses is left out, and nothing is read twice. */
export const yaml = (root: string): Plugin => ({
  name: 'yaml',
  resolveId: (source) => (source === 'yaml' ? join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') : null),
})

const LENGTH = '\0length'

/**
 * cli-table3 is given stand-ins, each one unit long and one column wide, and paints nothing: what it measures and paints
 * other texts with is half of its size and of its time.
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

/** The bundler exports through getters, for what changes later; nothing of ours does, and a getter is a function to read. */
export const PLAIN_EXPORTS: Plugin = {
  name: 'plain-exports',
  renderChunk: (code) =>
    code.replace(
      /^Object\.defineProperty\(exports, ['"](\w+)['"], \{\s*enumerable: true,\s*get: function \(\) \{\s*return ([\w$.]+);?\s*\}\s*\}\);$/gm,
      'exports.$1 = $2;',
    ),
}
