import { describe, expect, test } from 'vitest'
import { colourLevel, screenOf } from '../../../src/render/screen/screen.js'

const terminal = { isTerminal: true, columns: 100 }
const pipe = { isTerminal: false, columns: undefined }

describe('colour: flag, then NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM, then the terminal', () => {
  test.each([
    ['auto', {}, true, 1],
    ['auto', {}, false, 0],
    ['always', { NO_COLOR: '1' }, false, 1],
    ['never', { FORCE_COLOR: '3' }, true, 0],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '3' }, true, 0],
    ['auto', { NO_COLOR: '' }, true, 1],
    ['auto', { FORCE_COLOR: '' }, false, 1],
    ['auto', { FORCE_COLOR: '0' }, true, 0],
    ['auto', { FORCE_COLOR: 'false', CLICOLOR_FORCE: '1' }, true, 0],
    ['auto', { FORCE_COLOR: 'true' }, false, 1],
    ['auto', { FORCE_COLOR: '2' }, false, 2],
    ['auto', { FORCE_COLOR: '3', TERM: 'dumb' }, false, 3],
    ['auto', { CLICOLOR_FORCE: '1', CLICOLOR: '0' }, false, 1],
    ['auto', { CLICOLOR_FORCE: '0' }, false, 0],
    ['auto', { CLICOLOR: '0' }, true, 0],
    ['auto', { CLICOLOR: '1' }, false, 0],
    ['auto', { TERM: 'dumb' }, true, 0],
    ['auto', { TERM: 'xterm-256color' }, true, 2],
    ['auto', { COLORTERM: 'truecolor' }, true, 3],
    ['always', { TERM: 'dumb' }, false, 1],
  ] as const)('%s %j terminal %s: %i', (flag, environment, isTerminal, level) => {
    expect(colourLevel(flag, environment, isTerminal)).toBe(level)
  })
})

describe('width: flag, then the terminal, then COLUMNS, then 80', () => {
  test.each([
    [{ width: 33 }, { COLUMNS: '50' }, terminal, 33],
    [{}, { COLUMNS: '50' }, terminal, 100],
    [{}, { COLUMNS: '50' }, pipe, 50],
    [{}, {}, pipe, 80],
    [{}, { COLUMNS: '0' }, pipe, 80],
    [{}, { COLUMNS: 'abc' }, pipe, 80],
    [{}, { COLUMNS: '-5' }, pipe, 80],
    [{}, { COLUMNS: '40.5' }, pipe, 80],
    [{}, { COLUMNS: '9'.repeat(400) }, pipe, 80],
    [{}, { COLUMNS: '1' }, pipe, 1],
    [{ width: 0 }, {}, pipe, 80],
    [{ width: Number.NaN }, {}, terminal, 100],
    [{}, {}, { isTerminal: true, columns: 0 }, 80],
  ])('%j %j %j: %i', (options, environment, output, width) => {
    expect(screenOf(options, environment, output).width).toBe(width)
  })

  test('a flag spares the question to the terminal', () => {
    const asked = {
      isTerminal: true,
      get columns(): number {
        throw new Error('asked')
      },
    }
    expect(screenOf({ width: 60, color: 'never' }, {}, asked)).toEqual({ width: 60, colour: 0, ascii: false })
  })
})

describe('ascii: the flag, or on a terminal a locale that is not UTF-8', () => {
  test.each([
    [{ ascii: true }, { LANG: 'en_US.UTF-8' }, true],
    [{}, {}, false],
    [{}, { LANG: 'C' }, true],
    [{}, { LANG: 'POSIX' }, true],
    [{}, { LANG: 'C.UTF-8' }, false],
    [{}, { LANG: 'en_US.utf8' }, false],
    [{}, { LANG: 'de_DE.ISO-8859-1@euro' }, true],
    [{}, { LANG: 'de_DE@euro' }, false],
    [{}, { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true],
    [{}, { LC_ALL: '', LC_CTYPE: 'en_US.UTF-8', LANG: 'C' }, false],
  ])('%j %j: %s', (options, environment, ascii) => {
    expect(screenOf(options, environment, terminal).ascii).toBe(ascii)
    expect(screenOf(options, environment, pipe).ascii).toBe('ascii' in options && options.ascii)
  })
})
