import { join } from 'node:path'
import type { Plugin } from 'rolldown'

/**
 * yaml's build for browsers is the same source as modules, so that unused parts are left out and nothing is parsed
 * twice.
 */
export const yaml = (root: string): Plugin => ({
  name: 'yaml',
  resolveId: (source) => (source === 'yaml' ? join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') : null),
})

/** Imports of libraries that are never used here, and their replacements (by default an empty module). */
const STAND_INS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Runs commands from separate files, which kubeplan does not have; loading it takes 2 ms.
  commander: { 'node:child_process': '' },
  // It only gets placeholders of one unit and one column and no colours, so half of its size and time, for measuring and
  // colouring other texts, is left out.
  'cli-table3': { 'string-width': 'module.exports = (text) => text.length', '@colors/colors/safe': '' },
}

export const standIns: Plugin = {
  name: 'stand-ins',
  resolveId(source, importer) {
    const library = Object.keys(STAND_INS).find((name) => importer?.includes(`/node_modules/${name}/`))
    return library !== undefined && source in (STAND_INS[library] ?? {}) ? `\0${library} ${source}` : null
  },
  load(id) {
    const [library = '', source = ''] = id.startsWith('\0') ? id.slice(1).split(' ') : []
    return STAND_INS[library]?.[source] ?? null
  },
}
