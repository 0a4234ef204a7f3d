import type { Problem } from '../../model/problem.js'
import { clipped, meant, quoted, type Sentences } from './words.js'

type Codes =
  | 'unknown-key'
  | 'duplicate-key'
  | 'missing-key'
  | 'wrong-type'
  | 'too-long'
  | 'not-one-of'
  | 'bad-number'
  | 'bad-id'
  | 'duplicate-id'
  | 'double-booked'
  | 'unknown-repeat'
  | 'unknown-source'
  | 'bad-url'
  | 'bad-slug'

export const shapeSentences: Pick<Sentences<Problem>, Codes> = {
  'unknown-key': ({ key, nearest }) => ({ message: `unknown key ${quoted(key)}${meant(nearest)}` }),
  'duplicate-key': ({ key, first }) => ({
    message: `${quoted(key)} appears twice; the first is on line ${first.line}`,
    hint: 'Keep one of them.',
  }),
  'missing-key': ({ key }) => ({ message: `${quoted(key)} is missing`, hint: `Add "${clipped(key)}: ..." here.` }),
  'wrong-type': ({ key, expected, found }) => ({
    message: `${quoted(key)} must be ${clipped(expected)}, not ${clipped(found)}`,
  }),
  'too-long': ({ key, limit, length }) => ({
    message: `${quoted(key)} is too long: ${length} characters, at most ${limit} are allowed`,
  }),
  'not-one-of': ({ key, value, allowed, nearest }) => ({
    message: `${quoted(key)} cannot be ${quoted(value)}${meant(nearest)}`,
    hint: `Use one of: ${allowed.map(clipped).join(', ')}`,
  }),
  'bad-number': ({ key, value, from, to }) => ({
    message: `${quoted(key)} must be a whole number from ${from} to ${to}, not ${quoted(value)}`,
  }),
  'bad-id': ({ id }) => ({
    message: `${quoted(id)} cannot be an id`,
    hint: 'An id is one line of text that can be typed. Without one, it is made from the title.',
  }),
  'duplicate-id': ({ id, first }) => ({
    message: `the id ${quoted(id)} is taken by the session on line ${first.line}`,
    hint: 'Change one of them, or leave the id out to have it made from the title.',
  }),
  'double-booked': ({ what, name, title, other, first, minutes, more }) => ({
    message:
      `${quoted(name)} is double booked: ${quoted(title)} and ${quoted(other)} (line ${first.line}) ` +
      `share ${minutes} min${more === 0 ? '' : `; ${more} more overlap${more === 1 ? 's' : ''} with these`}`,
    hint:
      what === 'room'
        ? 'Several areas? Name each. An event that contains others is "kind: umbrella".'
        : 'Two people with the same name? Add their organizations.',
  }),
  'unknown-repeat': ({ id, nearest }) => ({ message: `no session has the id ${quoted(id)}${meant(nearest)}` }),
  'unknown-source': ({ url, nearest }) => ({
    message: `the conference has no source ${quoted(url)}${meant(nearest)}`,
    hint: "Use the url of one of the conference's sources.",
  }),
  'bad-url': ({ url }) => ({
    message: `${quoted(url)} is not a web address`,
    hint: 'It begins with https:// or http://',
  }),
  'bad-slug': ({ slug }) => ({
    message: `${quoted(slug)} cannot be a slug`,
    hint: 'A slug is lower-case letters, digits and hyphens, such as kubecon-na-2020',
  }),
}
