import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { findStack } from '../../common/running-stack'
import { type Project } from '../../project'
import { snapshotsIn } from '..'
import { createPublishing, type Publishing, type PublishingFiles } from '../switchboard/publishing'
import { readEnvironmentName, readSource, readVersion } from '../switchboard/read-names'
import { type Store } from '../switchboard/store'

const USAGE = `Usage: npm run gateway -- <command>

  publish <env> [--note TEXT]          serve openapi.yaml, the switches and the functions as they are now
  history <env>                        list what was published and rolled back
  diff <env> <from> [to]               show how two versions differ; "draft" is what would be published now
  rollback <env> [version]             serve an older version again, by default the previous one
  switch <env> <operationId> <source>  let mock, function, shadow or record answer a route

  <env> is test, prepub or release. test always serves the working files; the others serve what was
  published last. A running gateway follows at once.

  --config DIR     openapi.yaml and environments.yaml (gateway-config)
  --snapshots DIR  the published versions (.local/gateway)
  --dist DIR       the built functions; by default those of the running npm start (PORT selects
                   which one), or else dist`

type Action = (publishing: Publishing, args: string[], note: string) => string | Promise<string>

const ACTIONS: Record<string, Action> = {
  async publish(publishing, [env], note) {
    const name = readEnvironmentName(env)
    const { version, isNew } = await publishing.publish(name, note)
    return isNew
      ? `published ${name} ${version}`
      : `nothing has changed: ${name} serves version ${version}`
  },
  history: ({ stores }, [env]) => listHistory(stores[readEnvironmentName(env)]),
  async diff(publishing, [env, from = '', to = 'draft']) {
    const lines = await publishing.diff(readEnvironmentName(env), from, to)
    return lines.join('\n') || 'no difference'
  },
  rollback(publishing, [env, version], note) {
    const name = readEnvironmentName(env)
    const target = version === undefined ? undefined : readVersion(version)
    return `${name} serves version ${publishing.rollback(name, target, note)} again`
  },
  async switch(publishing, [env, operationId = '', given]) {
    const name = readEnvironmentName(env)
    const source = readSource(given)
    await publishing.switchSource(name, operationId, source)
    const isPublished = publishing.stores[name].currentVersion() !== undefined
    const when = isPublished ? `, with the next publish of ${name}` : ''
    return `${operationId} is answered by ${source} in ${name}${when}`
  }
}

/** npm run gateway: changes what environments serve. */
export const gateway = withUsage(USAGE, async (project, args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      note: { type: 'string', default: '' },
      config: { type: 'string' },
      snapshots: { type: 'string' },
      dist: { type: 'string' }
    }
  })
  const [name = '', ...rest] = positionals
  if (!name) {
    console.log(USAGE)
    return 0
  }
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (!action) throw new Error(`there is no command "${name}": ${Object.keys(ACTIONS).join(', ')}`)
  const publishing = createPublishing(filesOf(project, values))
  console.log(await action(publishing, rest, values.note))
  return 0
})

function filesOf(
  project: Project,
  { config, snapshots, dist }: { config?: string; snapshots?: string; dist?: string }
): PublishingFiles {
  return {
    ...project,
    ...(config !== undefined && {
      contractFile: path.join(config, 'openapi.yaml'),
      environmentsFile: path.join(config, 'environments.yaml')
    }),
    snapshotsDir: snapshots ?? snapshotsIn(project.localDir),
    distDir: dist ?? findStack(project, console.error)?.distDir ?? project.distDir
  }
}

/** One line per event, newest first; the version that is served is marked with a star. */
function listHistory(store: Store): string {
  const lines = store.history().map(({ at, action, version, note }, i, { length }) => {
    const mark = i === length - 1 ? '*' : ' '
    const when = at.slice(0, 19).replace('T', ' ')
    return `${mark} ${String(version).padStart(4)}  ${when}  ${action.padEnd(8)}  ${note}`.trimEnd()
  })
  return lines.reverse().join('\n') || 'nothing was published'
}
