import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { reasonOf } from './disk.js'

/** Makes a folder and what is missing above it, for the person alone (XDG), so that it outlasts a power cut. */
export function makeFolder(folder: string): void {
  const above = dirname(folder)
  try {
    makeOne(folder)
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT' || above === folder) throw error
    makeFolder(above)
    // Some file systems refuse in the same way what they have no place for, such as /proc.
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

/** Makes names in a folder durable: a rename lasts only when its folder is synced (fsync(2)). */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch (error) {
    // Some network file systems have no sync for folders, and say so in this way.
    if (reasonOf(error) !== 'EINVAL') throw error
  } finally {
    closeSync(descriptor)
  }
}
