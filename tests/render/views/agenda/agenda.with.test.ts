import { expect, test } from 'vitest'
import { render } from '../../../../src/render/render.js'
import type { Screen } from '../../../../src/render/views.js'
import { compared, OTHERS } from '../../../fixtures/all-views.js'
import { EVIL, EVIL_NAME } from '../../../fixtures/hostile.js'
import { AGENDA } from '../../../fixtures/programme.js'

const paper = (width: number, more: Partial<Screen> = {}): Screen => ({ width, colour: 0, ascii: false, ...more })

const RAW =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u

test.each(['table', 'tsv', 'csv', 'json', 'yaml'] as const)('hostile names as %s', async (format) => {
  const view = compared(AGENDA, OTHERS, [EVIL, EVIL_NAME, '__proto__', 'constructor'])
  for (const width of [20, 40, 100]) {
    const text = await render(view, format, paper(width))
    expect(text.match(RAW)).toBeNull()
    expect(text).not.toMatch(/undefined|\[object|NaN/)
  }
})
