'use strict'

// Compiled by bun: the rest of the package is in the folder above, as it is for kubeplan.js.
const { dirname, join } = require('node:path')
const { realWorld, run } = require('../dist/main.cjs')

run(process.argv.slice(2), realWorld(process, join(dirname(process.execPath), '..'))).then((exit) => process.exit(exit))
