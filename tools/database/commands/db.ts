/** npm run db: the local stack's database. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { listWaiting } from '../../migrations'
import { type Project } from '../../project'
import { confirm } from '../confirm'
import { withDatabase } from '../connect'
import { withServer } from '../find-server'
import { resetDatabase, seedDatabase, seedFilesOf } from '../reset'
import { runShell, runSql } from '../shell'
import { countRows, listTables } from '../tables'

const USAGE = `Usage: npm run db -- shell [SQL] | status | seed | reset [--yes]

The database of npm start, whether that runs or not: without it, the server is started for this
command alone.

  shell    reads SQL statements, each up to a semicolon, or runs the one that is given
  status   shows the server, the migrations that wait, and the tables with their numbers of rows
  seed     runs sql/seed/*.sql, in the order of their names
  reset    removes all tables and data, applies sql/ again and seeds; asks first, unless --yes

  PORT     which stack's (3000)`

const LOCAL_HOSTS = ['127.0.0.1', '[::1]', 'localhost']

export const db = withUsage(USAGE, async (project, args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { yes: { type: 'boolean', short: 'y' } }
  })
  const [action = '', ...rest] = positionals
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  if (!run) return print(USAGE, 1)
  return interruptible((signal) =>
    withServer(project, signal, (database) =>
      run({ project, ...database, isSure: values.yes === true, sql: rest.join(' ') })
    )
  )
})

interface ActionParts {
  project: Project
  url: string
  description: string
  isSure: boolean
  sql: string
}

const ACTIONS: Record<string, (parts: ActionParts) => Promise<number>> = {
  async shell({ url, sql }) {
    if (!sql) return (await runShell(url)) ? 0 : 1
    await runSql(url, sql)
    return 0
  },

  async status({ project, url, description }) {
    const { host, pathname } = new URL(url)
    console.log(`server      ${description}\ndatabase    ${pathname.slice(1)} at ${host}`)
    const waiting = await listWaiting(url, project.migrationsDir)
    const names = waiting.map(({ name }) => name).join(', ')
    console.log(`migrations  ${names ? `waiting: ${names}` : 'all applied'}`)
    await withDatabase(url, async (connection) => {
      for (const { name } of await listTables(connection))
        console.log(`  ${name.padEnd(30)} ${await countRows(connection, name)} rows`)
    })
    return 0
  },

  async seed({ project, url }) {
    const files = seedFilesOf(project.migrationsDir)
    if (!files.length) throw new Error('there is nothing to seed: put .sql files into sql/seed/')
    await seedDatabase(url, files)
    for (const file of files) console.log(`ran seed/${path.basename(file)}`)
    return 0
  },

  async reset(parts) {
    const { project, url, isSure } = parts
    const { host, hostname, pathname } = new URL(url)
    if (!LOCAL_HOSTS.includes(hostname))
      throw new Error(`reset only empties a database on this machine, not one at ${host}`)
    const what = `all tables and data of ${pathname.slice(1)} at ${host}`
    if (!isSure && !(await confirm(`Remove ${what}? (yes/no) `))) return print('kept as it was', 1)
    for (const name of await resetDatabase(url, project.migrationsDir))
      console.log(`applied ${name}`)
    return seedFilesOf(project.migrationsDir).length ? ACTIONS.seed!(parts) : 0
  }
}

function print(text: string, code: number): number {
  ;(code ? console.error : console.log)(text)
  return code
}
