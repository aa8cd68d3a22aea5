import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildArchive } from '../../../../tools/deploy/archive/build-archive'
import { checkSchema } from '../../../../tools/deploy/schema-check/check-schema'
import {
  actions,
  isWrite,
  startTencentCloud,
  versionOf,
  type State,
  type TencentCloud
} from '../../../../tools/rehearsal'
import { createDatabase, type TestDatabase } from '../../../support/database'
import { createCloudInProcess } from '../in-process'
import { runCommand } from '../run-command'

// commands are started as they are typed, and a busy machine is slow to start them
jest.setTimeout(100_000)

const ROOT = path.resolve(__dirname, '../../..')
const SQL = path.join(ROOT, 'sql')
const names = readdirSync(SQL).filter((name) => name.endsWith('.sql'))
const last = names.at(-1) ?? ''
const liveNames = { login: 'weapp-scf-test-login', session: 'weapp-scf-test-session' }
const server = () => process.env.TEST_SERVER_URL ?? ''
let archive: Buffer
beforeAll(async () => (archive = readFileSync((await buildArchive()).file)))

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

describe('whether the live code works on the schema that waits', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'weapp scf sql '))
    for (const name of names) cpSync(path.join(SQL, name), path.join(folder, name))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const add = (name: string, sql: string) => writeFileSync(path.join(folder, name), sql)

  async function check(options: { applied?: string; damage?: boolean } = {}) {
    const { applied = last, damage } = options
    const { cloud, state, asked } = createCloudInProcess()
    await deployTo(state)
    const said: string[] = []
    const isFine = await checkSchema({
      cloud,
      download: async (url) => {
        const [, name = '', version = ''] = new URL(url).pathname.split('/')
        const code = versionOf(state, name, version)?.code ?? Buffer.from('')
        return damage ? code.subarray(1) : code
      },
      functions: liveNames,
      applied,
      serverUrl: server(),
      sqlDir: folder,
      log: (line) => said.push(line)
    })
    return { isFine, said: said.join('\n'), asked }
  }

  it('one that only adds: every call is answered as before', async () => {
    add('0100-label.sql', 'ALTER TABLE sessions ADD COLUMN label VARCHAR(9) NULL;')
    const { isFine, said, asked } = await check()
    expect(said).toContain('weapp-scf-test-login: version 1 is live')
    expect(said).toContain('after 0100-label.sql:\n  ok    login: 200\n')
    expect(said).toContain('  ok    listSessions of a session from before: 200')
    expect(said).toContain('  ok    getSession after endSession: 401')
    expect(isFine).toBe(true)
    expect(asked.filter((action) => !/^Get/.test(action))).toEqual([])
  })

  it('one that takes a column away is caught by name, and those before it are not blamed', async () => {
    add('0100-label.sql', 'ALTER TABLE sessions ADD COLUMN label VARCHAR(9) NULL;')
    add('0101-no-device.sql', 'ALTER TABLE sessions DROP COLUMN device;')
    add('0102-more.sql', 'CREATE TABLE more (id INT PRIMARY KEY);')
    const { isFine, said } = await check()
    expect(said).toContain('  FAIL  login: 200, now 503')
    expect(said).toContain('  FAIL  getSession of a session from before: 200, now 500')
    expect(said).toContain('0101-no-device.sql breaks the code that is live; it says:')
    expect(said).toContain('ER_BAD_FIELD_ERROR')
    expect(said).not.toContain('after 0102')
    expect(isFine).toBe(false)
  })

  it('one that ends the sessions from before is caught, too', async () => {
    add('0100-clean.sql', 'DELETE FROM sessions;')
    const { isFine, said } = await check()
    expect(said).toContain('  ok    login: 200\n')
    expect(said).toContain('  FAIL  getSession of a session from before: 200, now 401')
    expect(isFine).toBe(false)
  })

  it('code that fails on its own schema is not blamed on a migration', async () => {
    const { isFine, said } = await check({ applied: '0005' })
    expect(said).toContain(
      'the live code on the schema of 0005-login-addresses.sql:\n  FAIL  login:'
    )
    expect(said).toContain('it does not work on the schema that it has now')
    expect(isFine).toBe(false)
  })

  it('a download that is not what the cloud holds is refused', async () => {
    add('0100-label.sql', 'SELECT 1;')
    await expect(check({ damage: true })).rejects.toThrow('is not version 1: try again')
  })

  it('without a migration that waits there is nothing to do', async () => {
    expect(await check()).toMatchObject({ isFine: true, asked: [] })
    await expect(check({ applied: '07' })).rejects.toThrow('no migration begins with 07')
  })

  it('leaves no database behind', async () => {
    const database = await createDatabase({ migrated: false })
    expect(await database.query("SHOW DATABASES LIKE 'weapp\\_scf\\_check%'")).toEqual([])
    await database.drop()
  })
})

describe('npm run migrate', () => {
  let database: TestDatabase
  let cloud: TencentCloud
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'weapp-scf-check-'))
    database = await createDatabase({ migrated: false })
    cloud = await startTencentCloud({ log: () => undefined })
  })
  afterEach(async () => {
    await cloud.stop()
    await database.drop()
    rmSync(folder, { recursive: true })
  })

  async function run(args: string[], env: Record<string, string> = {}, interruptAt?: string) {
    const given = { ...cloud.env, DATABASE_URL: database.url, ...env }
    const ended = await runCommand('migrate', args, given, interruptAt)
    expect(ended.output).not.toContain(cloud.env.TENCENTCLOUD_SECRET_KEY)
    return ended
  }

  it('says what waits, applies it once, and then that nothing does', async () => {
    const dry = await run(['--stage', 'release', '--dry-run'])
    const { host, pathname } = new URL(database.url)
    const asking = `asking the database at ${host}${pathname}\n`
    const waits = names.map((name) => `waits: ${name}\n`).join('')
    expect(dry).toEqual({ code: 0, output: asking + waits })
    expect(await database.query('SHOW TABLES')).toEqual([])
    const { code, output } = await run(['--stage', 'release'])
    expect(output).toContain(`applying ${last}\napplied ${names.length} of ${names.length}\n`)
    expect(code).toBe(0)
    expect(await run([])).toEqual({ code: 0, output: `${asking}nothing to apply\n` })
  })

  it('checks the live code with the key and the proxy of the environment, and only reads', async () => {
    await deployTo(cloud.state)
    await run([])
    await database.query('DELETE FROM schema_migrations WHERE name = ?', [last])
    const { code, output } = await run(['--stage', 'test', '--check', '--server', server()])
    expect(output).toContain(`after ${last}:\n  ok    login: 200`)
    expect(output).toContain('nothing breaks: migrate, then deploy')
    expect(code).toBe(0)
    expect(cloud.calls.filter(isWrite)).toEqual([])
    expect(cloud.calls.map(({ outcome }) => outcome)).not.toContain('403')
  })

  it('Ctrl-C ends a check, which has then said nothing, and leaves nothing', async () => {
    await deployTo(cloud.state)
    const given = ['--stage', 'test', '--check', '--applied', '0006']
    const { code, output } = await run(given, { TMPDIR: folder }, 'throw-away database')
    expect(output).toContain('stopped, and everything removed')
    expect(output).not.toContain('nothing breaks')
    expect(code).toBe(130)
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(left.filter((name) => /weapp-scf-live|mariadb|mysql/.test(name))).toEqual([])
  })

  it.each([
    ['without a database', ['--stage', 'test'], { DATABASE_URL: '' }, 'or in .env.test'],
    ['without a stage', [], { DATABASE_URL: '' }, 'or name a --stage'],
    ['for an unknown stage', ['--stage', 'production'], {}, '--stage must be one of'],
    [
      'out of reach',
      ['--stage', 'test'],
      { DATABASE_URL: 'mysql://a:hidden@127.0.0.1:1/c' },
      '127.0.0.1:1/c is out of reach (ECONNREFUSED): its security group'
    ],
    [
      'for an address that cannot be read',
      ['--stage', 'test'],
      { DATABASE_URL: 'mysql://a:hidden/b@127.0.0.1:1/c' },
      'percent-encode the password'
    ],
    [
      'to check with a database out of reach',
      ['--stage', 'test', '--check'],
      { DATABASE_URL: 'mysql://a:b@127.0.0.1:1/c' },
      'where the database is out of reach, --applied'
    ],
    ['to check what is not deployed', ['--stage', 'test', '--check'], {}, 'is not deployed']
  ])('%s: says what to do', async (_what, args, env, words) => {
    const { code, output } = await run(args, env)
    expect(output).toContain(words)
    expect(output).not.toContain('hidden')
    expect(output).not.toMatch(/\n\s+at /)
    expect(code).toBe(1)
  })
})
