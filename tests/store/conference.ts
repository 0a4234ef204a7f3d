import type { Conference } from '../../src/model/conference.js'
import { parseDay } from '../../src/model/time.js'

const [firstDay, lastDay] = ['2020-11-17', '2020-11-20'].map(parseDay)

export const conference: Conference = {
  name: 'KubeCon + CloudNativeCon North America 2020',
  slug: 'kubecon-na-2020',
  timezone: 'America/New_York',
  ...(firstDay && { firstDay }),
  ...(lastDay && { lastDay }),
  dayChange: 0,
  sources: [],
}
