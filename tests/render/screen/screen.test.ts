import { describe, expect, test } from 'vitest'
import { colourLevel, screenOf } from '../../../src/render/screen/screen.js'
import { withSheet } from '../../../src/render/screen/sheet.js'

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

describe('links: the flag, then what is known of the terminal; never in a pipe by themselves', () => {
  const tmux = (version: string) => ({ TMUX: '/tmp/a,1,0', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: version })
  test.each([
    ['auto', {}, terminal, false],
    ['auto', { VTE_VERSION: '7600' }, terminal, true],
    ['auto', { VTE_VERSION: '4902' }, terminal, false],
    ['auto', { VTE_VERSION: '7600' }, pipe, false],
    ['auto', { VTE_VERSION: '7600', TERM: 'dumb' }, terminal, false],
    ['auto', { VTE_VERSION: '7600', STY: '1.pts' }, terminal, false],
    ['auto', { TERM_PROGRAM: 'WezTerm' }, terminal, true],
    ['auto', { TERM_PROGRAM: 'ghostty' }, terminal, true],
    ['auto', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.95.0' }, terminal, true],
    ['auto', { TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.9.0' }, terminal, false],
    ['auto', { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.4.19' }, terminal, true],
    ['auto', { TERM_PROGRAM: 'Apple_Terminal' }, terminal, false],
    ['auto', { TERM: 'xterm-kitty' }, terminal, true],
    ['auto', { WT_SESSION: 'a-b' }, terminal, true],
    ['auto', { ...tmux('3.4'), VTE_VERSION: '7600' }, terminal, true],
    ['auto', { ...tmux('next-3.5'), VTE_VERSION: '7600' }, terminal, true],
    ['auto', { ...tmux('3.3a'), VTE_VERSION: '7600' }, terminal, false],
    ['auto', { TMUX: '/tmp/a,1,0', VTE_VERSION: '7600' }, terminal, false],
    ['always', {}, pipe, true],
    ['never', { WT_SESSION: 'a-b' }, terminal, false],
  ] as const)('%s %j %j: %s', (hyperlink, environment, output, links) => {
    expect(screenOf({ hyperlink }, environment, output).links ?? false).toBe(links)
  })
})

describe('a link', () => {
  const linkOf = (address: string | undefined) =>
    withSheet({ width: 80, colour: 0, ascii: false, links: true }, ({ linked }) => linked('Title', address))
  test.each([
    ['https://example.org/a?b=c;d#e', 'https://example.org/a?b=c;d#e'],
    ['HTTP://example.org', 'HTTP://example.org'],
    ['https://example.org/\u001b]8;;\u0007evil', 'https://example.org/%1B]8;;%07evil'],
    ['https://example.org/ä b\u009c', 'https://example.org/%C3%A4%20b%C2%9C'],
  ])('%j is written as %s', async (address, written) => {
    expect(await linkOf(address)).toBe(`\u001b]8;;${written}\u001b\\Title\u001b]8;;\u001b\\`)
  })

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'mailto:a@b.c',
    '',
    undefined,
    `https://${'a'.repeat(3000)}`,
  ])('none to %j', async (address) => {
    expect(await linkOf(address)).toBe('Title')
  })
})
