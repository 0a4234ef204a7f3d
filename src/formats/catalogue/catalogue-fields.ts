import { mapping, optional, type Row, required, type Shape } from '../fields/fields.js'
import { list, oneOf, text } from '../fields/kinds.js'
import { CONFERENCE_SHAPE, rooms } from './conference-fields.js'
import { SESSION_SHAPE } from './session-fields.js'

export const VERSION = 'catalogue/1'

/** Rows are passed on unread, because reading a session needs the conference's zone. */
const asRow = (row: Row): Row => row

/** For editors only; kubeplan ignores it. */
export const SCHEMA = optional('$schema', text(4096), 'Where the JSON Schema of the file is, for editors.')

export const CATALOGUE = {
  $schema: SCHEMA,
  kubeplan: optional('kubeplan', oneOf([VERSION]), 'What the file is; may be left out in a file written by hand.'),
  conference: required('conference', mapping(CONFERENCE_SHAPE, asRow), 'The conference.'),
  rooms: optional('rooms', rooms, 'How long it takes to walk from room to room.'),
  sessions: optional('sessions', list(mapping(SESSION_SHAPE, asRow)), 'The sessions, in the order of the programme.'),
}

export const CATALOGUE_SHAPE: Shape = { fields: Object.values(CATALOGUE) }
