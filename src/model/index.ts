/** What conferences, agendas, notes and problems are. Time is `time.ts`. */
export * from './collections.js'
export * from './conference.js'
export * from './names.js'
export type * from './note.js'
export * from './problem.js'
export * from './text.js'
