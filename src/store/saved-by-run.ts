import type { Saved } from '../model/note.js'
import type { World } from '../world.js'

const saved = new WeakMap<World, Saved[]>()

/** Remembers what a run has saved: where it fails after that, the person must not believe that nothing happened. */
export function rememberSaved(one: Saved, world: World): void {
  saved.set(world, [...savedBy(world), one])
}

/** What a run has saved so far, in order. */
export function savedBy(world: World): readonly Saved[] {
  return saved.get(world) ?? []
}
