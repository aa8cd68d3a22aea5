import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadContract } from '../../../../tools/contract'
import { buildArchive } from '../../../../tools/deploy/archive/build-archive'
import { checkSchema } from '../../../../tools/deploy/schema-check/check-schema'
import {
  actions,
  isWrite,
  startTencentCloud,
  type State,
  type TencentCloud,
  versionOf
} from '../../../../tools/rehearsal'
import { standInsOf } from '../../../../tools/stack'
import { createDatabase, type TestDatabase } from '../../../support/database'
import { project } from '../../../support/project'
import { createCloudInProcess } from '../in-process'
import { copyProject } from '../project-copy'
import { runCommand } from '../run-command'

// commands run in processes of their own, which a busy machine is slow to start
jest.setTimeout(100_000)

const names = readdirSync(project.migrationsDir).filter((name) => name.endsWith('.sql'))
const last = names.at(-1) ?? ''
/** A migration that the copy has and the stage has not. */
const NEW = '9000-more.sql'
const liveNames = { login: `${project.name}-test-login`, session: `${project.name}-test-session` }
const server = () => process.env.TEST_SERVER_URL ?? ''
let archive: Buffer
beforeAll(async () => (archive = readFileSync((await buildArchive(project, 'test')).file)))

/** Version 1 of two functions, which $DEFAULT points to; $LATEST has something else. */
async function deployTo(state: State): Promise<void> {
  state.buckets.set(`code-${state.account.appId}`, new Map([['1.zip', archive]]))
  for (const FunctionName of Object.values(liveNames)) {
    const Code = { CosBucketName: 'code', CosObjectName: '/1.zip' }
    const limits = { MemorySize: 256, Timeout: 6, InitTimeout: 10 }
    const fixed = { FunctionName, Code, Runtime: 'Nodejs18.15', Type: 'HTTP' }
    await call(state, 'CreateFunction', { ...fixed, ...limits, Handler: 'scf_bootstrap' })
    await call(state, 'GetFunction', { FunctionName })
    await call(state, 'PublishVersion', { FunctionName })
    await call(state, 'UpdateAlias', { FunctionName, Name: '$DEFAULT', FunctionVersion: '1' })
    const found = state.functions.get(FunctionName)
    if (found) found.latest = { ...found.latest, code: Buffer.from('not live') }
  }
}

async function call(state: State, action: string, parameters: object): Promise<void> {
  await actions[`scf.${action}`]?.(state, { ...parameters })
}

describe('the schema check', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'weapp scf sql '))
    cpSync(project.migrationsDir, folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const add = (name: string, sql: string) => writeFileSync(path.join(folder, name), sql)

  async function check({ applied = last, damage = false } = {}) {
    const { cloud, state, asked } = createCloudInProcess()
    await deployTo(state)
    const said: string[] = []
    const isOk = await checkSchema({
      cloud,
      download: async (url) => {
        const [, name = '', version = ''] = new URL(url).pathname.split('/')
        const code = versionOf(state, name, version)?.code ?? Buffer.from('')
        return damage ? code.subarray(1) : code
      },
      functions: liveNames,
      operations: (await loadContract(project.contractFile)).operations,
      startStandIns: standInsOf(project.mocksDir),
      applied,
      serverUrl: server(),
      migrationsDir: folder,
      log: (line) => said.push(line)
    })
    return { isOk, said: said.join('\n'), asked }
  }

  it('accepts a migration that only adds', async () => {
    add('9000-label.sql', 'ALTER TABLE sessions ADD COLUMN label VARCHAR(9) NULL;')
    const { isOk, said, asked } = await check()
    expect(said).toContain(`${project.name}-test-login: version 1 is live`)
    expect(said).toContain('after 9000-label.sql:\n  ok    login: 200\n')
    expect(said).toContain('  ok    listSessions of a session from before: 200')
    expect(said).toContain('  ok    getSession after endSession: 401')
    expect(isOk).toBe(true)
    expect(asked.filter((action) => !/^Get/.test(action))).toEqual([])
  })

  it('O01: names a migration that removes a column, and not those before it', async () => {
    add('9000-label.sql', 'ALTER TABLE sessions ADD COLUMN label VARCHAR(9) NULL;')
    add('9001-no-device.sql', 'ALTER TABLE sessions DROP COLUMN device;')
    add('9002-more.sql', 'CREATE TABLE more (id INT PRIMARY KEY);')
    const { isOk, said } = await check()
    expect(said).toContain('  FAIL  login: 200, now 503')
    expect(said).toContain('  FAIL  getSession of a session from before: 200, now 500')
    expect(said).toContain('9001-no-device.sql breaks the live code; its log ends with:')
    expect(said).toContain('ER_BAD_FIELD_ERROR')
    expect(said).not.toContain('after 9002')
    expect(isOk).toBe(false)
  })

  it('names a migration that ends earlier sessions', async () => {
    add('9000-clean.sql', 'DELETE FROM sessions;')
    const { isOk, said } = await check()
    expect(said).toContain('  ok    login: 200\n')
    expect(said).toContain('  FAIL  getSession of a session from before: 200, now 401')
    expect(isOk).toBe(false)
  })

  it('does not blame a migration for code that fails on its own schema', async () => {
    const { isOk, said } = await check({ applied: '' })
    expect(said).toContain('the live code on the schema of an empty database:\n  FAIL  login:')
    expect(said).toContain('it does not work with its current schema')
    expect(isOk).toBe(false)
  })

  it('refuses a download without the checksum of the cloud', async () => {
    add('9000-label.sql', 'SELECT 1;')
    await expect(check({ damage: true })).rejects.toThrow('is not version 1: try again')
  })

  it('finds nothing to do without a pending migration', async () => {
    expect(await check()).toMatchObject({ isOk: true, asked: [] })
    await expect(check({ applied: 'nothing' })).rejects.toThrow('no migration begins with nothing')
  })

  it('leaves no database behind', async () => {
    const database = await createDatabase({ migrated: false })
    expect(await database.query("SHOW DATABASES LIKE 'weapp\\_scf\\_check%'")).toEqual([])
    await database.drop()
  })
})

describe('the command', () => {
  let copy: ReturnType<typeof copyProject>
  let database: TestDatabase
  let cloud: TencentCloud
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'scf-check-'))
    copy = copyProject()
    writeFileSync(path.join(copy.project.migrationsDir, NEW), 'CREATE TABLE more (id INT);')
    database = await createDatabase({ migrated: false })
    cloud = await startTencentCloud({ log: () => undefined })
  })
  afterEach(async () => {
    await cloud.stop()
    await database.drop()
    rmSync(folder, { recursive: true })
    copy.remove()
  })

  async function run(args: string[], env: Record<string, string> = {}, interruptAt?: string) {
    const given = { ...cloud.env, DATABASE_URL: database.url, ...env }
    const ended = await runCommand('migrate', args, given, { interruptAt, root: copy.root })
    expect(ended.output).not.toContain(cloud.env.TENCENTCLOUD_SECRET_KEY)
    return ended
  }

  it('lists what is pending, applies it once, and then has nothing to apply', async () => {
    const dry = await run(['--stage', 'release', '--dry-run'])
    const { host, pathname } = new URL(database.url)
    const asking = `asking the database at ${host}${pathname}\n`
    const waits = [...names, NEW].map((name) => `pending: ${name}\n`).join('')
    expect(dry).toEqual({ code: 0, output: asking + waits })
    expect(await database.query('SHOW TABLES')).toEqual([])
    const { code, output } = await run(['--stage', 'release'])
    expect(output).toContain(
      `applying ${NEW}\napplied ${names.length + 1} of ${names.length + 1}\n`
    )
    expect(code).toBe(0)
    expect(await run([])).toEqual({ code: 0, output: `${asking}nothing to apply\n` })
  })

  it('checks the live code with the key and the proxy of the environment, and only reads', async () => {
    await deployTo(cloud.state)
    await run([])
    await database.query('DELETE FROM schema_migrations WHERE name = ?', [NEW])
    const { code, output } = await run(['--stage', 'test', '--check', '--server', server()])
    expect(output).toContain(`after ${NEW}:\n  ok    login: 200`)
    expect(output).toContain('nothing breaks: migrate, then deploy')
    expect(code).toBe(0)
    expect(cloud.calls.filter(isWrite)).toEqual([])
    expect(cloud.calls.map(({ outcome }) => outcome)).not.toContain('403')
  })

  it('ends a check at Ctrl-C without a result, and leaves nothing behind', async () => {
    await deployTo(cloud.state)
    const given = ['--stage', 'test', '--check', '--applied', last]
    const { code, output } = await run(given, { TMPDIR: folder }, 'throw-away database')
    expect(output).toContain('stopped, and everything removed')
    expect(output).not.toContain('nothing breaks')
    expect(code).toBe(130)
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(left.filter((name) => /scf-live|mariadb|mysql/.test(name))).toEqual([])
  })

  it.each([
    ['without a database', ['--stage', 'test'], { DATABASE_URL: '' }, 'or in .env.test'],
    ['without a stage', [], { DATABASE_URL: '' }, 'or add --stage'],
    ['for an unknown stage', ['--stage', 'production'], {}, '--stage must be one of'],
    [
      'with a database that cannot be reached',
      ['--stage', 'test'],
      { DATABASE_URL: 'mysql://a:hidden@127.0.0.1:1/c' },
      '127.0.0.1:1/c cannot be reached (ECONNREFUSED): its security group'
    ],
    [
      'about an address that breaks the rule',
      ['--stage', 'test'],
      { DATABASE_URL: 'mysql://a:hidden/b@127.0.0.1:1/c' },
      'percent-encode the password'
    ],
    [
      'when it checks with a database that cannot be reached',
      ['--stage', 'test', '--check'],
      { DATABASE_URL: 'mysql://a:b@127.0.0.1:1/c' },
      'if the database cannot be reached, use --applied'
    ],
    ['when it checks what is not deployed', ['--stage', 'test', '--check'], {}, 'is not deployed']
  ])('says what to do %s', async (_what, args, env, words) => {
    const { code, output } = await run(args, env)
    expect(output).toContain(words)
    expect(output).not.toContain('hidden')
    expect(output).not.toMatch(/\n\s+at /)
    expect(code).toBe(1)
  })
})
