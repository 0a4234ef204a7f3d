#!/usr/bin/env node
'use strict'

const { join } = require('node:path')
const { realWorld, run } = require('../dist/main.cjs')

run(process.argv.slice(2), realWorld(process, join(__dirname, '..'))).then((exit) => {
  process.exitCode = exit
})
