import type { Saved } from '../model/note.js'
import type { World } from '../world.js'

const saved = new WeakMap<World, Saved[]>()

/** Records what a run has saved, so that a later failure does not suggest that nothing happened. */
export function rememberSaved(one: Saved, world: World): void {
  saved.set(world, [...savedBy(world), one])
}

export function savedBy(world: World): readonly Saved[] {
  return saved.get(world) ?? []
}
