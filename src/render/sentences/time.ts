import type { Problem } from '../../model/problem.js'
import { offsetLabel } from '../../model/time.js'
import { listed } from '../text/listed.js'
import { clipped, meant, quoted, type Sentences } from './words.js'

type Codes =
  | 'bad-time'
  | 'no-such-day'
  | 'no-such-time'
  | 'clock-without-date'
  | 'dst-gap'
  | 'dst-overlap'
  | 'wrong-offset'
  | 'ends-before-start'
  | 'end-without-start'
  | 'both-given'
  | 'zero-length'
  | 'unknown-zone'
  | 'zone-abbreviation'

export const timeSentences: Pick<Sentences<Problem>, Codes> = {
  'bad-time': ({ text, form }) => ({ message: `cannot read ${quoted(text)}; write it like ${clipped(form)}` }),
  'no-such-day': ({ text }) => ({ message: `there is no such day as ${quoted(text)}` }),
  'no-such-time': ({ text }) => ({
    message: `there is no such time as ${quoted(text)}`,
    hint: 'A day runs from 00:00 to 24:00.',
  }),
  'clock-without-date': ({ text }) => ({
    message: `${quoted(text)} has no date`,
    hint: 'Write both: 2020-11-20 16:00',
  }),
  'dst-gap': ({ text, zone, resumes }) => ({
    message: `${quoted(text)} does not exist in ${clipped(zone)}: the clocks jump to ${clipped(resumes)}`,
    hint: 'Ask the publisher which hour is meant, or add the offset.',
  }),
  'dst-overlap': ({ text, zone, offset }) => ({
    message: `${quoted(text)} occurs twice in ${clipped(zone)}: the first is used (${offsetLabel(offset)})`,
    hint: 'Add the offset to be sure.',
  }),
  'wrong-offset': ({ text, zone, offset }) => ({
    message: `${quoted(text)} has the wrong offset: ${clipped(zone)} is at ${offsetLabel(offset)} then`,
  }),
  'ends-before-start': ({ start, end, days }) => ({
    message: `it ends (${clipped(end)}) before it starts (${clipped(start)})`,
    hint: days ? 'Put the earlier day first.' : 'Past midnight? Give the end its own date.',
  }),
  'end-without-start': ({ key }) => ({ message: `${quoted(key)} has no effect without "start"` }),
  'both-given': ({ key, other }) => ({
    message: `${quoted(key)} and ${quoted(other)} say the same thing twice`,
    hint: 'Keep one of them.',
  }),
  'zero-length': ({ title }) => ({
    message: `${quoted(title)} starts and ends at the same moment, so it clashes with nothing`,
  }),
  'unknown-zone': ({ zone, nearest }) => ({
    message: `there is no time zone ${quoted(zone)}${meant(nearest)}`,
    hint: 'Zones are named Area/City, such as Europe/Amsterdam, or UTC.',
  }),
  'zone-abbreviation': ({ zone, likely }) => ({
    message: `${quoted(zone)} means more than one time zone`,
    hint: `Name a city in it${likely.length > 0 ? `: ${listed(likely.map(clipped), 'or')}` : ', such as Europe/Amsterdam'}`,
  }),
}
