import type { Listing } from './command.js'
import { AFTERWARDS } from './groups/afterwards.js'
import { CATALOGUE } from './groups/catalogue.js'
import { CHOOSE } from './groups/choose.js'
import { DISCOVER } from './groups/discover.js'
import { PLAN } from './groups/plan.js'
import { TAKE_ALONG } from './groups/take-along.js'

/** Every command, in the order of help. A new one is one file and one entry in its group. */
export const COMMANDS: readonly Listing[] = [
  ...DISCOVER,
  ...CHOOSE,
  ...PLAN,
  ...TAKE_ALONG,
  ...AFTERWARDS,
  ...CATALOGUE,
]

/** Global flags with a value: the word after one of them is not the command. */
export const VALUED: ReadonlySet<string> = new Set([
  '-c',
  '--catalogue',
  '--agenda',
  '--tz',
  '--format',
  '--color',
  '--width',
])
