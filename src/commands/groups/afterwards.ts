import type { Listing } from '../command.js'

export const AFTERWARDS: readonly Listing[] = []
