import { catalogueSchema } from '../formats/catalogue/schema.js'
import { Exit } from '../model/exit.js'
import type { Command } from './command.js'

export const schema: Command = {
  configure: (command) => command,

  async run(_args, _options, app) {
    app.write(`${JSON.stringify(catalogueSchema(), null, 2)}\n`)
    return Exit.done
  },
}
