import { closing, flow } from '../layout/paragraph.js'
import { drawTable, type TableColumn } from '../layout/table.js'
import type { Sheet } from '../screen/sheet.js'
import { safe } from '../screen/terminal.js'
import type { ConfigSetting, ConfigView } from '../views.js'

const COLUMNS: readonly TableColumn<ConfigSetting>[] = [
  { head: 'KEY', text: ({ key }) => key, least: 7 },
  { head: 'VALUE', text: ({ value }) => safe(value.join(', ')), least: 8, rank: 1 },
  { head: 'FROM', text: ({ source }) => source, tone: 'faint', least: 6 },
]

export function configLines({ file, settings }: ConfigView, sheet: Sheet): readonly string[] {
  const place = file === undefined ? 'no place for config.yaml' : safe(file)
  const other = settings.find(({ key }) => key === 'tz')
  const example = other ? [`Set one: ${sheet.suggest('config', ['tz', other.value[0] ?? 'local'])}`] : []
  return [
    ...flow([{ text: 'Settings', tone: 'strong' }, { text: place }], sheet),
    ...drawTable(settings, COLUMNS, sheet.width - 2, sheet).map((line) => `  ${line}`),
    ...closing(example, sheet),
  ]
}
