import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CloudError, type Cloud } from '../../../../tools/deploy/cloud/client'
import { CHECKS, createSubject, examine } from '../../../../tools/deploy/doctor'
import { ok, type Finding } from '../../../../tools/deploy/doctor/check'
import type { Subject } from '../../../../tools/deploy/doctor/subject'
import { isWrite, startTencentCloud, type TencentCloud } from '../../../../tools/rehearsal'
import { startWechat, type WechatStandIn } from '../../../../mocks/wechat'
import { createDatabase, type TestDatabase } from '../../../support/database'
import { createCloudInProcess } from '../in-process'
import { copyProject } from '../project-copy'
import { runCommand } from '../run-command'

// commands are started as they are typed, and a busy machine is slow to start them
jest.setTimeout(100_000)

const ROOT = path.resolve(__dirname, '../../..')
const newKey = () => `k1:${randomBytes(32).toString('base64')}`
const account = { appId: 'wx0123456789abcdef', appSecret: randomBytes(16).toString('hex') }
let database: TestDatabase
let wechat: WechatStandIn
beforeAll(async () => {
  database = await createDatabase()
  wechat = await startWechat(account)
})
afterAll(async () => {
  await database.drop()
  await wechat.stop()
})

const goodSettings = (): Record<string, string> => ({
  WECHAT_APPID: account.appId,
  WECHAT_APP_SECRET: account.appSecret,
  WECHAT_API_URL: wechat.url,
  DATABASE_URL: database.url,
  TOKEN_KEYS: newKey(),
  SEALING_KEYS: newKey(),
  TENCENTCLOUD_SECRET_ID: 'id',
  TENCENTCLOUD_SECRET_KEY: 'key'
})

/** As far as the doctor looks: these tests run without deploy/'s packages, too. */
function install(root: string): void {
  mkdirSync(path.join(root, 'deploy/node_modules'), { recursive: true })
  writeFileSync(path.join(root, 'deploy/node_modules/.package-lock.json'), '{}')
}

describe('a check', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'weapp scf doctor '))
    for (const file of [
      'deploy/serverless.yml',
      'gateway-config/openapi.yaml',
      'gateway-config/environments.yaml',
      'miniprogram/config.ts',
      'miniprogram/project.config.json',
      'sql'
    ])
      cpSync(path.join(ROOT, file), path.join(root, file), { recursive: true })
    install(root)
    edit('gateway-config/environments.yaml', '# domain: api.example.com', 'domain: api.a-shop.cn')
    edit('miniprogram/config.ts', "release: ''", "release: 'https://api.a-shop.cn'")
    edit('miniprogram/project.config.json', 'touristappid', account.appId)
  })
  afterEach(() => rmSync(root, { recursive: true }))

  function edit(file: string, old: string, now: string): void {
    const whole = path.join(root, file)
    const text = readFileSync(whole, 'utf8')
    expect(text).toContain(old)
    writeFileSync(whole, text.replaceAll(old, now))
  }

  /** The line of one check. */
  async function lineOf(
    name: string,
    { settings = {}, ...parts }: Partial<Subject> = {}
  ): Promise<string> {
    const subject = createSubject('release', { ...goodSettings(), ...settings }, root)
    const { cloud } = createCloudInProcess()
    const faked = { cloud: () => cloud, cloudDate: async () => new Date() }
    const lines: string[] = []
    const checks = CHECKS.filter((check) => check.name === name)
    const isFine = await examine({ ...subject, ...faked, ...parts }, checks, {
      isOffline: false,
      show: (line, finding) => finding && lines.push(line)
    })
    expect(lines).toHaveLength(1)
    expect(isFine).toBe(!lines[0]?.startsWith('FAIL'))
    return lines[0]?.replace(/ +/g, ' ') ?? ''
  }

  it.each(CHECKS.map(({ name }) => name).filter((name) => !/addresses|archive/.test(name)))(
    '%s is ok where all is well',
    async (name) => expect(await lineOf(name)).toMatch(/^ok /)
  )

  it('that is slow is told before it is done', async () => {
    jest.useFakeTimers()
    const run = () => new Promise<Finding>((resolve) => setTimeout(() => resolve(ok('fine')), 3000))
    const lines: string[] = []
    const show = (line: string) => lines.push(line)
    const subject = createSubject('release', goodSettings(), root)
    const made = examine(subject, [{ name: 'one', run }], { isOffline: false, show })
    await jest.advanceTimersByTimeAsync(3000)
    jest.useRealTimers()
    expect(await made).toBe(true)
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '... one this takes a moment',
      'ok one fine'
    ])
  })

  describe('settings', () => {
    it('names all that is missing in one line', async () => {
      const line = await lineOf('settings', { settings: { DATABASE_URL: ' ', TOKEN_KEYS: '' } })
      expect(line).toMatch(/^FAIL settings set these in .*DATABASE_URL .*TOKEN_KEYS/)
    })
    it('has no password that leads elsewhere, which is not shown', async () => {
      const DATABASE_URL = 'mysql://a:hidden#b@10.0.0.1/c'
      const settings = { DATABASE_URL }
      const line = await lineOf('settings', { settings })
      expect(line).toMatch(/^FAIL settings DATABASE_URL must be .* percent-encode the password/)
      expect(line).not.toContain('hidden')
      expect(await lineOf('database', { settings })).toContain('from here (ERR_INVALID_URL)')
    })
    it('may be in the secret store', async () => {
      const settings = { SECRETS_NAME: 'weapp', TOKEN_KEYS: '' }
      expect(await lineOf('settings', { settings })).toContain('in the secret store')
    })
  })

  describe('ssm', () => {
    const SECRETS_NAME = 'app@v1'
    it('is of no use to functions without a role', async () => {
      const line = await lineOf('ssm', { settings: { SECRETS_NAME } })
      expect(line).toMatch(/^FAIL ssm without a role: login, session, user, janitor: .*SCF_ROLE/)
    })
    it('is read with the role', async () => {
      const line = await lineOf('ssm', { settings: { SECRETS_NAME, SCF_ROLE: 'reader' } })
      expect(line).toMatch(/^ok ssm reader reads app@v1/)
    })
  })

  describe('secrets', () => {
    it.each([
      ['WECHAT_APPID', 'wx0000000000000000'],
      ['WECHAT_APP_SECRET', '0'.repeat(32)],
      ['DATABASE_URL', 'mysql://user:password@127.0.0.1:3306/app']
    ])('that are the example: %s', async (name, value) => {
      const line = await lineOf('secrets', { settings: { [name]: value } })
      expect(line).toMatch(`FAIL secrets ${name} is the one of .env.example`)
    })
    it('that sign and seal with one key', async () => {
      const key = newKey()
      const settings = { TOKEN_KEYS: key, SEALING_KEYS: `${newKey()},${key.replace('k1', 'k2')}` }
      expect(await lineOf('secrets', { settings })).toContain('have a key in common')
    })
    it('that another stage has, too; they are not shown', async () => {
      const key = newKey()
      writeFileSync(path.join(root, '.env.prepub'), `SEALING_KEYS=${key}\n`)
      const line = await lineOf('secrets', { settings: { TOKEN_KEYS: key } })
      expect(line).toContain('FAIL secrets release and prepub have a key in common')
      expect(line).not.toContain(key.slice(3))
    })
  })

  it.each([
    ['DATABASE_URL', 'mysql://a:hidden@127.0.0.1:3306/b'],
    ['WECHAT_API_URL', 'http://localhost:3999'],
    ['SECRETS_URL', 'http://[::1]:1']
  ])('addresses: %s on this machine', async (name, value) => {
    const elsewhere = { DATABASE_URL: 'mysql://a:b@10.0.0.1/c', WECHAT_API_URL: '' }
    expect(await lineOf('addresses', { settings: elsewhere })).toMatch(/^ok /)
    const line = await lineOf('addresses', { settings: { ...elsewhere, [name]: value } })
    expect(line).toContain(`FAIL addresses ${name} is an address of this machine`)
    expect(line).not.toContain('hidden')
  })

  describe('variables', () => {
    it.each([
      [3900, 'warn'],
      [5000, 'FAIL']
    ])('of %d bytes and more', async (bytes, level) => {
      const SESSION_POLICY = 'x'.repeat(bytes - 700)
      const line = await lineOf('variables', { settings: { SESSION_POLICY } })
      expect(line).toMatch(new RegExp(`^${level} variables \\w+ has \\d+ bytes of 4096`))
    })
    it('with a reserved name', async () => {
      edit(
        'deploy/serverless.yml',
        '      SECRETS_NAME: $',
        '      SCF_MINE: x\n      SECRETS_NAME: $'
      )
      expect(await lineOf('variables')).toContain('FAIL variables login: SCF_MINE is reserved')
    })
  })

  it.each([
    ['Nodejs16.13', 'FAIL runtime Nodejs16.13: the bundles need Node 18'],
    ['Nodejs99.1', 'warn runtime Nodejs99.1: not among those known here'],
    ['Python3.9', 'FAIL runtime Python3.9']
  ])('runtime %s', async (SCF_RUNTIME, words) => {
    expect(await lineOf('runtime', { settings: { SCF_RUNTIME } })).toContain(words)
  })

  it.each([
    ['domain: 10.0.0.1', 'WeChat takes no addresses'],
    ['domain: api.weixin.qq.com', 'may not call servers of WeChat'],
    ['domain: api.example.com', 'it is a placeholder'],
    ['# no domain', 'warn domain release has no domain']
  ])('%s', async (text, words) => {
    edit('gateway-config/environments.yaml', 'domain: api.a-shop.cn', text)
    expect(await lineOf('domain')).toContain(words)
  })

  it('domain: settings of the gateway that the cloud has no use for', async () => {
    edit('gateway-config/environments.yaml', 'source: function', 'source: record')
    expect(await lineOf('domain')).toContain('in the cloud a route is mock or function')
  })

  it.each([
    ['', 'warn miniprogram miniprogram/config.ts has no address for the release build'],
    ['http://api.a-shop.cn', 'WeChat allows https only'],
    ['https://api.a-shop.com', 'the domain of release is api.a-shop.cn']
  ])('miniprogram: release calls "%s"', async (url, words) => {
    edit('miniprogram/config.ts', 'https://api.a-shop.cn', url)
    expect(await lineOf('miniprogram')).toContain(words)
  })

  it('appid: none, another one, or that of a further mini-program', async () => {
    const file = 'miniprogram/project.config.json'
    edit(file, account.appId, 'touristappid')
    expect(await lineOf('appid')).toMatch(/^warn appid .*has no AppID/)
    edit(file, 'touristappid', 'wxffffffffffffffff')
    expect(await lineOf('appid')).toMatch(/^FAIL appid .*names another mini-program/)
    const WECHAT_APPS = `wxffffffffffffffff:${'a'.repeat(32)}`
    expect(await lineOf('appid', { settings: { WECHAT_APPS } })).toMatch(/^ok /)
  })

  describe('database', () => {
    const facts = { version: '8.0.36', maxConnections: 1000, isEncrypted: false, waiting: [] }
    const far = { DATABASE_URL: 'mysql://a:b@db.example.org/c' }

    it('that is out of reach is no failure, but what it would tell is missing', async () => {
      const settings = { DATABASE_URL: 'mysql://a:hidden@127.0.0.1:1/b' }
      expect(await lineOf('database', { settings })).toContain('cannot be seen from here (ECONNREF')
      expect(await lineOf('schema', { settings })).toContain('migrate -- --stage release --dry-run')
      expect(await lineOf('connections', { settings })).toContain('it must be 138 at least')
    })
    it('that refuses us is one', async () => {
      const url = new URL(database.url)
      url.password = 'wrong'
      const line = await lineOf('database', { settings: { DATABASE_URL: url.href } })
      expect(line).toContain('FAIL database it refuses us: ER_ACCESS_DENIED_ERROR')
    })
    it('that is old, or open to the world without TLS', async () => {
      const old = { database: async () => ({ ...facts, version: '5.7.40' }) }
      expect(await lineOf('database', old)).toContain('warn database it answers, MySQL 5.7.40')
      const open = { settings: far, database: async () => facts }
      expect(await lineOf('database', open)).toContain('without TLS')
      const closed = { settings: far, database: async () => ({ ...facts, isEncrypted: true }) }
      expect(await lineOf('database', closed)).toMatch(/^ok .*with TLS/)
    })
    it('whose schema is behind, or has changed', async () => {
      writeFileSync(path.join(root, 'sql/9000-later.sql'), 'SELECT 1;')
      expect(await lineOf('schema')).toContain('FAIL schema 9000-later.sql: not applied yet')
      writeFileSync(
        path.join(root, 'sql/9000-later.sql'),
        '-- contract: nobody reads it\nSELECT 1;'
      )
      expect(await lineOf('schema')).toContain('warn schema 9000-later.sql can follow')
      writeFileSync(path.join(root, 'sql/0001-users-and-sessions.sql'), 'SELECT 1;')
      expect(await lineOf('schema')).toContain(
        'FAIL schema 0001-users-and-sessions.sql was applied'
      )
    })
    it.each([
      [137, 'FAIL'],
      [138, 'ok']
    ])('that takes %d connections', async (maxConnections, level) => {
      const line = await lineOf('connections', {
        database: async () => ({ ...facts, maxConnections })
      })
      expect(line).toMatch(new RegExp(`^${level} connections 31 instances x 4 = 124 connections`))
    })
    it('that two stages share', async () => {
      writeFileSync(path.join(root, '.env.prepub'), `DATABASE_URL=${database.url}\n`)
      const line = await lineOf('connections', { database: async () => facts })
      expect(line).toContain('31 instances x 4 x 2 stages on this server = 248 connections of 1000')
    })
    it('before functions without a limit', async () => {
      edit('deploy/serverless.yml', '    reservedInstances: 10\n', '')
      expect(await lineOf('connections')).toContain('warn connections login, session, user without')
    })
  })

  it.each([
    [0, 'ok'],
    [90, 'warn'],
    [400, 'FAIL']
  ])('clock: %d s off', async (seconds, level) => {
    const cloudDate = async () => new Date(Date.now() - seconds * 1000)
    expect(await lineOf('clock', { cloudDate })).toMatch(new RegExp(`^${level} clock ${seconds} s`))
  })

  it('key: what it may not read is named; a wrong one is told in the words of the cloud', async () => {
    const { cloud } = createCloudInProcess()
    const refusing =
      (code: string, which: RegExp): Cloud =>
      (service, action, parameters) => {
        if (which.test(action)) throw new CloudError(`${action}: ${code}: no`, code, {})
        return cloud(service, action, parameters)
      }
    const forbidden = refusing('UnauthorizedOperation.CAM', /^List/)
    expect(await lineOf('key', { cloud: () => forbidden })).toContain(
      'FAIL key it may not scf:ListFunctions, scf:ListCustomDomains'
    )
    const wrong = refusing('AuthFailure.SecretIdNotFound', /./)
    expect(await lineOf('key', { cloud: () => wrong })).toContain(
      'FAIL key GetUserAppId: AuthFailure.SecretIdNotFound'
    )
  })

  it('quota: counts what others have, and what this stage has already', async () => {
    const { cloud, state } = createCloudInProcess()
    state.quota.reservedMb = 7600
    expect(await lineOf('quota', { cloud: () => cloud })).toContain(
      'FAIL quota 7680 MB of instances are to be reserved, 7600 MB of 20400 are free'
    )
    state.quota.reservedMb = 7680
    expect(await lineOf('quota', { cloud: () => cloud })).toMatch(/^ok /)
  })

  it('network: no way to WeChat, or half a way to the database', async () => {
    expect(await lineOf('network', { settings: { VPC_ID: 'vpc-1' } })).toContain('FAIL network one')
    edit('deploy/serverless.yml', 'publicNetwork: true', 'publicNetwork: false')
    expect(await lineOf('network')).toContain('could not reach WeChat')
    const settings = { VPC_ID: 'vpc-1', SUBNET_ID: 'subnet-1' }
    expect(await lineOf('network', { settings })).toContain('only where the VPC has a NAT gateway')
  })

  describe('wechat', () => {
    it.each([
      [40013, 'FAIL wechat WeChat does not know the AppID'],
      [40125, 'FAIL wechat WeChat does not take the secret'],
      [40164, 'warn wechat WeChat does not take calls from this machine'],
      [-1, 'warn wechat WeChat answers -1']
    ])('answers %d', async (errcode, words) => {
      wechat.refuse('/sns/jscode2session', errcode)
      expect(await lineOf('wechat')).toContain(words)
      wechat.refuse('/sns/jscode2session', undefined)
    })
    it('takes one of two secrets', async () => {
      const WECHAT_APP_SECRET = `${'a'.repeat(32)}|${account.appSecret}`
      expect(await lineOf('wechat', { settings: { WECHAT_APP_SECRET } })).toMatch(/^ok /)
    })
    it('is out of reach: the address with the secret is not shown', async () => {
      const line = await lineOf('wechat', { settings: { WECHAT_API_URL: 'http://127.0.0.1:1' } })
      expect(line).toContain('warn wechat WeChat cannot be reached from here')
      expect(line).not.toContain(account.appSecret)
    })
  })
})

describe('npm run doctor', () => {
  let cloud: TencentCloud
  let project: ReturnType<typeof copyProject>
  beforeAll(async () => {
    cloud = await startTencentCloud({ log: () => undefined })
    project = copyProject()
    // a link to the packages themselves
    rmSync(path.join(project.root, 'deploy/node_modules'), { force: true })
    install(project.root)
  })
  afterAll(async () => {
    project.remove()
    await cloud.stop()
  })
  const run = (args: string[], env: Record<string, string> = {}, name = 'doctor') => {
    const given = { ...goodSettings(), ...cloud.env, ...env }
    return runCommand(name, args, given, undefined, project.root)
  }

  it.each(['doctor', 'deploy', 'remove'])('without deploy/ installed: %s', async (name) => {
    const before = cloud.calls.length
    rmSync(path.join(project.root, 'deploy/node_modules'), { recursive: true })
    const { code, output } = await run(['--stage', 'release'], { DATABASE_URL: '' }, name)
    install(project.root)
    expect(output.split('\n')[0]).toContain(
      'deploy/ is not installed: run `npm ci --prefix deploy --ignore-scripts`'
    )
    expect(code).toBe(1)
    if (name !== 'doctor') expect(cloud.calls).toHaveLength(before)
  })

  it('makes every check, only reads, and shows no secret', async () => {
    const settings = goodSettings()
    const { code, output } = await run(['--stage', 'release'], { ...settings, ...cloud.env })
    const levels = CHECKS.map(({ name }) => [
      name,
      new RegExp(`^(\\w+) +${name} `, 'm').exec(output)?.[1]
    ])
    // the settings are the repository's, and its stand-ins run on this machine
    expect(Object.fromEntries(levels)).toEqual({
      ...Object.fromEntries(CHECKS.map(({ name }) => [name, 'ok'])),
      addresses: 'FAIL',
      domain: 'warn',
      miniprogram: 'warn',
      appid: 'warn'
    })
    expect(code).toBe(1)
    // the question for the time names no action
    expect(cloud.calls.filter((call) => call.action && isWrite(call))).toEqual([])
    expect(wechat.asked).toContain('/sns/jscode2session')
    const hidden = ['WECHAT_APP_SECRET', 'TOKEN_KEYS', 'SEALING_KEYS', 'DATABASE_URL']
    for (const name of hidden) expect(output).not.toContain(settings[name])
    expect(output).not.toContain(cloud.env.TENCENTCLOUD_SECRET_KEY)
  })

  it('asks nobody with --offline, and says what it left out', async () => {
    const before = cloud.calls.length
    const { code, output } = await run(['--stage', 'release', '--offline'], {
      DATABASE_URL: 'mysql://a:b@10.255.255.1/c',
      WECHAT_API_URL: ''
    })
    expect(output).toMatch(/^skip {2}wechat +--offline: it asks the network$/m)
    expect(output).toContain('nothing stands in the way')
    expect({ code, asked: cloud.calls.length - before }).toEqual({ code: 0, asked: 0 })
  })

  it('a failure stops a deployment before anything is built or asked', async () => {
    const empty = await createDatabase({ migrated: false })
    const before = cloud.calls.length
    const settings = { DATABASE_URL: empty.url }
    const { code, output } = await run(['--stage', 'release'], settings, 'deploy')
    await empty.drop()
    expect(output).toMatch(/^FAIL {2}schema .*run `npm run migrate -- --stage release` first$/m)
    expect(output).toContain('not deployed: mend what failed above')
    expect(output).not.toContain('building')
    expect({ code, asked: cloud.calls.length - before }).toEqual({ code: 1, asked: 0 })
  })
})
