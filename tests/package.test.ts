import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './cli/kubeplan.js'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const lock: Readonly<Record<string, Locked>> = JSON.parse(
  readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
).packages
const entries = Object.entries(lock).filter(([path]) => path !== '')

/** The folder in which Node would find `name` from the package at `path`. */
function found(path: string, name: string): boolean {
  const above = path.split('/node_modules/').map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'))
  return ['', ...above.map((folder) => `${folder}/`)].some((folder) => `${folder}node_modules/${name}` in lock)
}

test('the lock file holds every platform of every native tool, or `npm ci` fails elsewhere', () => {
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(path, name)),
  )
  expect(missing).toEqual([])
})

test('the lock file names no download address, and has a hash for whatever is installed here', () => {
  expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  expect(entries.filter(([, { integrity, optional }]) => integrity === undefined && !optional)).toEqual([])
})

test('nothing that kubeplan ships with runs a script when it is installed', () => {
  const production = new Set(Object.keys(manifest.dependencies).map((name) => `node_modules/${name}`))
  expect(entries.filter(([path, { hasInstallScript }]) => hasInstallScript && production.has(path))).toEqual([])
})

test('versions are exact', () => {
  const versions = Object.values<string>({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
