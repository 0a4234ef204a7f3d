import { describe, expect, test } from 'vitest'
import { findingsIn, placesIn } from '../../../src/formats/own/findings.js'
import { severityOf } from '../../../src/model/problem.js'

function filled(errors: number, warnings: number) {
  const findings = findingsIn(placesIn('f', 'x\n'.repeat(200)))
  for (let line = errors - 1; line >= 0; line--)
    findings.report([line * 2, line * 2 + 1], (at) => ({ code: 'empty-file', at }))
  for (let line = 0; line < warnings; line++) {
    findings.warn([line * 2, line * 2 + 1], (at) => ({ code: 'zero-length', at, title: 'x' }))
  }
  return findings
}

describe('what is found', () => {
  test('is listed in file order', () => {
    expect(filled(3, 0).list()).toMatchObject([{ at: { line: 1 } }, { at: { line: 2 } }, { at: { line: 3 } }])
  })

  test('is listed whole up to fifty, then counted', () => {
    expect(filled(50, 0).list()).toHaveLength(50)
    const listed = filled(53, 0).list()
    expect(listed).toHaveLength(51)
    const at = { file: 'f', line: 51, column: 1, excerpt: 'x', width: 1 }
    expect(listed.at(-1)).toEqual({ code: 'more-problems', at, count: 3 })
  })

  test('counts as no error where it is all doubts', () => {
    const findings = filled(0, 60)
    expect(findings.anyErrors()).toBe(false)
    expect(findings.list().map(severityOf)).toEqual(Array(51).fill('warning'))
    expect(findings.list().at(-1)).toMatchObject({ code: 'more-problems', count: 10, severity: 'warning' })
  })

  test('counts as an error where one error is among the uncounted', () => {
    const findings = filled(0, 60)
    findings.report([300, 301], (at) => ({ code: 'empty-file', at }))
    expect(findings.anyErrors()).toBe(true)
    expect(findings.list().at(-1)).toEqual({ code: 'more-problems', at: expect.anything(), count: 11 })
  })
})
