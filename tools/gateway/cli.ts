/** npm run gateway: what the environments serve, from the command line. */
import { openProject } from '../project'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findStack } from '../common/running-stack'
import {
  createPublishing,
  readEnvironmentName,
  readSource,
  readVersion,
  type Publishing
} from './switchboard/publishing'
import { listHistory } from './switchboard/list-history'

const ROOT = path.resolve(__dirname, '../..')
const HELP = `Usage: npm run gateway -- <command>

  publish <env> [--note TEXT]          serve openapi.yaml, the switches and the functions as they are now
  history <env>                        what was published and rolled back
  diff <env> <from> [to]               what two versions differ in; "draft" is what a publish would publish
  rollback <env> [version]             serve an older version again, the one before when none is named
  switch <env> <operationId> <source>  let mock, function, shadow or record answer a route

  <env> is test, prepub or release. test serves the working files as they are; the others serve what was
  published last. A running gateway follows at once.

  --config DIR     openapi.yaml and environments.yaml (gateway-config)
  --snapshots DIR  the published versions (.local/gateway)
  --dist DIR       the built functions; those of npm start while it runs (PORT says which one), else dist`

type Command = (publishing: Publishing, args: string[], note: string) => string

const commands: Record<string, Command> = {
  publish(publishing, [env], note) {
    const name = readEnvironmentName(env)
    const { version, isNew } = publishing.publish(name, note)
    return isNew
      ? `published ${name} ${version}`
      : `nothing has changed: ${name} serves version ${version}`
  },
  history: ({ stores }, [env]) => listHistory(stores[readEnvironmentName(env)]),
  diff(publishing, [env, from = '', to = 'draft']) {
    const lines = publishing.diff(readEnvironmentName(env), from, to)
    return lines.join('\n') || 'no difference'
  },
  rollback(publishing, [env, version], note) {
    const name = readEnvironmentName(env)
    const target = version === undefined ? undefined : readVersion(version)
    return `${name} serves version ${publishing.rollback(name, target, note)} again`
  },
  switch(publishing, [env, operationId = '', given]) {
    const name = readEnvironmentName(env)
    const source = readSource(given)
    publishing.switchSource(name, operationId, source)
    const isPublished = publishing.stores[name].currentVersion() !== undefined
    const when = isPublished ? `, with the next publish of ${name}` : ''
    return `${operationId} is answered by ${source} in ${name}${when}`
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      note: { type: 'string', default: '' },
      config: { type: 'string', default: path.join(ROOT, 'gateway-config') },
      snapshots: { type: 'string', default: path.join(ROOT, '.local', 'gateway') },
      dist: { type: 'string' },
      help: { type: 'boolean', short: 'h' }
    }
  })
  const [name = '', ...args] = positionals
  if (values.help || !name) return console.log(HELP)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw new Error(`there is no command "${name}": ${Object.keys(commands).join(', ')}`)
  const publishing = createPublishing({
    contractFile: path.join(values.config, 'openapi.yaml'),
    environmentsFile: path.join(values.config, 'environments.yaml'),
    snapshotsDir: values.snapshots,
    distDir:
      values.dist ?? findStack(openProject(ROOT), console.error)?.distDir ?? path.join(ROOT, 'dist')
  })
  console.log(command(publishing, args, values.note))
}

try {
  main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
