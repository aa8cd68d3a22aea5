/** npm start: the whole back end on this machine, behind one address. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { keepFunctionsBuilt } from '../../build'
import { withUsage } from '../../common/command'
import { checkFree, readPort } from '../../common/port'
import { announceStack, stackHome } from '../../common/running-stack'
import { stopOnSignal } from '../../common/signals'
import { stopAll, type Stoppable } from '../../common/stop-all'
import { domainHint } from '../../gateway'
import { ChangedMigration, migrate } from '../../migrations'
import { useDatabase } from '../../mysql'
import { type Project } from '../../project'
import { checkFiles } from '../check-files'
import { followEdits, RESET_HINT } from '../follow-edits'
import { findUnknownNames, readLocalSettings, useDotenv } from '../local-settings'
import { seedNew } from '../seed-new'
import { startStack } from '../stack'

const USAGE = `Usage: npm start [-- --inspect FUNCTION] [-- --freeze]

Starts a MySQL server, stand-ins for WeChat and other services, the functions and the gateway. When
a function's source is saved, it is rebuilt and the next call uses it; new functions, migrations,
settings and edits of serverless.yml are picked up too. Ctrl-C ends everything.

  --inspect login   debug a function: attach to port 9229; it has no time limit then
  --freeze          stop instances between calls, as the cloud does (not on Windows)

  PORT           the gateway's port (3000); stacks with different ports run side by side
  DATABASE_URL   use this database instead of a private one
  WECHAT_API_URL=https://api.weixin.qq.com
                 call WeChat itself (then set WECHAT_APPID and WECHAT_APP_SECRET too)

These and the other settings of .env.example can also be in a file named .env.`

export const start = withUsage(USAGE, async (project, args) => {
  const { values } = parseArgs({
    args,
    options: {
      inspect: { type: 'string' },
      freeze: { type: 'boolean' }
    }
  })
  const startedAt = performance.now()
  const readDotenv = useDotenv(project)
  for (const line of findUnknownNames(project)) console.log(`settings  ${line}`)
  const port = readPort(process.env.PORT ?? '3000', 1)
  await checkFree(port, `PORT=${port + 1} npm start uses the next one`)
  const { home, distDir } = stackHome(project, port)
  const abort = new AbortController()
  const parts: Stoppable[] = []
  const stop = stopOnSignal(() => {
    abort.abort()
    return stopAll(parts)
  })
  try {
    // in a process of its own, while this one reads the contract
    const build = keepFunctionsBuilt(project, distDir, { debug: values.inspect !== undefined })
    parts.push(build)
    await checkFiles(project, values.inspect)
    const database = await useDatabase({
      url: process.env.DATABASE_URL,
      dir: path.join(home, 'mysql'),
      onProgress: (line) => console.log(`mysql     ${line}`),
      signal: abort.signal
    })
    parts.push(database)
    console.log(`mysql     ${database.description}`)
    const applied = await migrateLocal(database.url, project)
    for (const name of applied) console.log(`mysql     applied ${name}`)
    for (const name of await seedNew(database.url, project, applied))
      console.log(`mysql     ran seed/${name}`)
    await build.built
    const stack = await startStack({
      project: { ...project, distDir },
      port,
      settings: { ...readLocalSettings(project), DATABASE_URL: database.url },
      home,
      keysFile: path.join(home, 'keys.json'),
      mode: 'environments',
      timers: true,
      freeze: values.freeze,
      inspect: values.inspect,
      log: console.log
    })
    const announce = () => announceStack(project, port, stack.environment)
    parts.push(stack, announce())
    parts.push(
      await followEdits({
        project: { ...project, distDir },
        stack,
        build,
        databaseUrl: database.url,
        readDotenv,
        configured: announce,
        log: console.log
      })
    )
    for (const { name, url } of stack.standIns) console.log(`${name.padEnd(9)} ${url}`)
    console.log(`cloud     ${stack.environment.FUNCTIONS_API_URL}`)
    console.log(`database  ${keepUrl(database.url, home, project.root)}`)
    console.log(`gateway   http://localhost:${port} (ready in ${seconds(startedAt)} s)`)
    console.log(`console   http://localhost:${port}/_gateway/`)
    console.log(`docs      http://localhost:${port}/docs`)
    console.log(`preview   http://localhost:${port}/preview`)
    for (const line of domainHint(project.miniprogramDir)) console.log(line)
    console.log('\nTry it:   ' + tryLine(port))
    console.log('Ctrl-C ends everything.\n')
    stack.preparePreview()
    return undefined
  } catch (error) {
    if (abort.signal.aborted) return undefined
    await stop().catch(() => {})
    throw error
  }
})

async function migrateLocal(url: string, { migrationsDir }: Project): Promise<string[]> {
  return migrate(url, migrationsDir).catch((error: unknown) => {
    if (error instanceof ChangedMigration) error.message += `; ${RESET_HINT}`
    throw error
  })
}

/** A URL contains a password: it goes into a file that only its owner can read, not to the screen. */
function keepUrl(url: string, home: string, root: string): string {
  const file = path.join(home, 'database-url')
  mkdirSync(home, { recursive: true })
  writeFileSync(file, `${url}\n`, { mode: 0o600 })
  return `${new URL(url).host} (the whole address is in ${path.relative(root, file)})`
}

function tryLine(port: number): string {
  const code = `dev-alice-${Date.now().toString(36)}`
  return `curl -s localhost:${port}/login -H 'content-type: application/json' -d '{"code":"${code}"}'`
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
