import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { reasonOf } from './disk.js'

/** Creates a folder and its missing parents, for the person alone (XDG), durably. */
export function makeFolder(folder: string): void {
  const above = dirname(folder)
  try {
    makeOne(folder)
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT' || above === folder) throw error
    makeFolder(above)
    // Some file systems, such as /proc, give the same error for what they cannot hold.
    makeOne(folder)
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, 0o700)
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error
    return
  }
  syncFolder(dirname(folder))
}

/** Makes names in a folder durable: a rename only lasts once its folder is synced (fsync(2)). */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch (error) {
    // Network file systems that cannot sync folders give this error.
    if (reasonOf(error) !== 'EINVAL') throw error
  } finally {
    closeSync(descriptor)
  }
}
