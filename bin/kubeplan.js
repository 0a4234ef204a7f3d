#!/usr/bin/env node
'use strict'

const { join } = require('node:path')
const { realWorld, run } = require('../dist/main.cjs')

run(process.argv.slice(2), realWorld(process, join(__dirname, '..'))).then((exit) => {
  process.exitCode = exit
  // A name that the network does not resolve would keep the process waiting. All output is written by now.
  setTimeout(() => process.exit(), 50).unref()
})
