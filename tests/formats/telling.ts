import { type Reading, readCatalogue } from '../../src/formats/own/catalogue.js'
import type { Place, Problem } from '../../src/model/problem.js'

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function readText(text: string): Reading {
  return readCatalogue(bytesOf(text), 'catalogue.yaml')
}

/** A problem in one line: `line:column+width code {its arguments}`; other places as `line:column`. */
export function told(problem: Problem): string {
  if (!('at' in problem) || typeof problem.at !== 'object') return problem.code
  const { code, at: _, ...rest } = problem
  const details = Object.entries(rest).map(([key, value]) => [
    key,
    isPlace(value) ? `${value.line}:${value.column}` : value,
  ])
  return `${placed(problem.at)} ${code} ${JSON.stringify(Object.fromEntries(details))}`
}

function placed({ line, column, width }: Place): string {
  return `${line}:${column}+${width ?? 0}`
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'line' in value && 'column' in value
}

/** A small catalogue around sessions that are written as YAML list entries, two spaces deep. */
export function around(sessions: string, timezone = 'Europe/Amsterdam'): string {
  return `kubeplan: catalogue/1\nconference:\n  name: Test Con\n  timezone: ${timezone}\nsessions:\n${sessions}`
}
