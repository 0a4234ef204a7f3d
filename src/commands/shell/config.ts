import { Argument } from 'commander'
import { badValue, Exit, Failure, nearest, severityOf, type Wishes } from '../../model/index.js'
import type { ConfigSetting } from '../../render/views.js'
import {
  CONFIG_KEYS,
  type ConfigKey,
  type ConfigReading,
  changeConfig,
  isListed,
  readConfig,
} from '../../store/config.js'
import { configFile } from '../../store/files/paths.js'
import type { App, Command } from '../app.js'

interface ConfigOptions {
  readonly unset?: true
}

export const command: Command<ConfigOptions> = {
  configure: (command) =>
    command
      // A wrong one is refused below, with the nearest.
      .addArgument(new Argument('[key]', 'what to list or change').choices(CONFIG_KEYS).argParser(String))
      .argument('[value...]', 'the new value, of lists one or more')
      .option('--unset', 'remove the value'),

  async run([given, ...values], { unset }, app) {
    const key = given === undefined ? undefined : keyNamed(given)
    if (unset && key === undefined) return badValue('--unset', '', 'it after a key, such as: config tz --unset')
    if (unset && values.length > 0) return badValue('--unset', values.join(' '), 'no value with it')
    if (key && (unset || values.length > 0)) {
      if (values.length > 1 && !isListed(key)) return badValue(key, values.join(' '), 'one value')
      changeConfig(key, unset ? undefined : values, app.world)
    }
    const reading = readConfig(app.world)
    await app.warn(reading.problems)
    const settings = (await settingsOf(reading, app)).filter((one) => key === undefined || one.key === key)
    const file = configFile(app.world)
    await app.print({ kind: 'config', ...(file !== undefined && { file }), settings })
    return reading.problems.some((problem) => severityOf(problem) === 'error') ? Exit.input : Exit.done
  },
}

function keyNamed(text: string): ConfigKey {
  const known = CONFIG_KEYS.find((key) => key === text.trim().toLowerCase())
  return known ?? badValue('config', text, CONFIG_KEYS.join(', '), nearest(text, CONFIG_KEYS))
}

/** Every key with the value that counts, and the highest of those that give it one. */
async function settingsOf({ config }: ConfigReading, app: App): Promise<readonly ConfigSetting[]> {
  const { globals, world } = app
  const wishes = await wishesIn(app)
  const environment = world.environment['KUBEPLAN_TZ'] || undefined
  const format = globals.format ?? (globals.json && 'json')
  const said: Readonly<Record<ConfigKey, readonly (readonly [ConfigSetting['source'], Value])[]>> = {
    tz: [
      ['flag', globals.tz],
      ['environment', environment],
      ['config', config.tz],
      ['default', (await app.outline()).conference.timezone],
    ],
    clock: [
      ['flag', globals.clock],
      ['config', config.clock?.toString()],
      ['default', '24'],
    ],
    format: [
      ['flag', format],
      ['config', config.format],
      ['default', world.stdout.isTerminal ? 'table' : 'tsv'],
    ],
    columns: [
      ['flag', globals.fields?.split(',')],
      ['config', config.columns],
    ],
    alarm: [['config', lengthOf(config.alarm)]],
    walk: [
      ['agenda', lengthOf(wishes.walk)],
      ['config', lengthOf(config.walk)],
    ],
    like: [
      ['agenda', wishes.like],
      ['config', config.like],
    ],
    breaks: [
      ['agenda', wishes.breaks],
      ['config', config.breaks],
    ],
  }
  return CONFIG_KEYS.map((key): ConfigSetting => {
    const [source, value] = said[key].find(([, one]) => one !== undefined) ?? ['default', undefined]
    return { key, value: value === undefined ? [] : [value].flat(), source }
  })
}

type Value = string | readonly string[] | undefined

function lengthOf(minutes: number | undefined): Value {
  return minutes === undefined ? undefined : `${minutes}m`
}

/** What the agenda itself wishes for. One that cannot be read wishes for nothing. */
async function wishesIn(app: App): Promise<Wishes> {
  try {
    return (await app.written()).wishes ?? {}
  } catch (error) {
    if (error instanceof Failure && error.exit === Exit.disk) return {}
    throw error
  }
}
