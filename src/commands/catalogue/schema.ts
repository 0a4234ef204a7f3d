import { Argument } from 'commander'
import { catalogueSchema } from '../../formats/own/schema.js'
import { badValue, Exit, nearest } from '../../model/index.js'
import { agendaSchema } from '../../store/agenda/shape.js'
import { configSchema } from '../../store/config.js'
import { teamSchema } from '../../store/team.js'
import type { Command } from '../app.js'

/** The JSON Schemas of the files that people write, by the word for each. */
export const SCHEMAS = { catalogue: catalogueSchema, agenda: agendaSchema, team: teamSchema, config: configSchema }

export const command: Command = {
  configure: (command) =>
    command.addArgument(
      // A wrong one is refused below, with the nearest.
      new Argument('[file]', 'the kind of file (default: catalogue)').choices(Object.keys(SCHEMAS)).argParser(String),
    ),

  async run([file = 'catalogue'], _options, app) {
    const made = Object.entries(SCHEMAS).find(([name]) => name === file)?.[1] ?? unknownFile(file)
    app.write(`${JSON.stringify(made(), null, 2)}\n`)
    return Exit.done
  },
}

function unknownFile(value: string): never {
  const names = Object.keys(SCHEMAS)
  const form = 'catalogue, agenda, team or config'
  return badValue('schema', value, form, nearest(value, names))
}
