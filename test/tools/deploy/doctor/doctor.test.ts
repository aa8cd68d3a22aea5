import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo } from 'node:net'
import path from 'node:path'
import { type PayStandIn, startPay } from '../../../../mocks/pay'
import { startWechat, type WechatStandIn } from '../../../../mocks/wechat'
import { type Cloud, CloudError } from '../../../../tools/deploy/cloud/client'
import { CHECKS, createSubject, examine } from '../../../../tools/deploy/doctor'
import { askDatabase } from '../../../../tools/deploy/doctor/ask-database'
import { type CheckFinding, ok } from '../../../../tools/deploy/doctor/check'
import { certificateOf } from '../../../../tools/deploy/doctor/outside'
import { type Subject } from '../../../../tools/deploy/doctor/subject'
import { migrate } from '../../../../tools/migrations'
import { isWrite, startTencentCloud, type TencentCloud } from '../../../../tools/rehearsal'
import { useAuthority } from '../../../../tools/rehearsal/cloud/network/certificates'
import { OWN_SETTINGS } from '../../../own-settings'
import { createDatabase, type TestDatabase } from '../../../support/database'
import { createCloudInProcess } from '../in-process'
import { copyProject } from '../project-copy'
import { runCommand } from '../run-command'
import { createSmallProject, pretendInstalled } from './small-project'

// commands run in processes of their own, which a busy machine is slow to start
jest.setTimeout(100_000)

const newKey = () => `k1:${randomBytes(32).toString('base64')}`
const account = { appId: 'wx0123456789abcdef', appSecret: randomBytes(16).toString('hex') }
let wechat: WechatStandIn
beforeAll(async () => (wechat = await startWechat(account)))
afterAll(() => wechat.stop())

const goodSettings = (database: TestDatabase): Record<string, string> => ({
  ...OWN_SETTINGS,
  WECHAT_APPID: account.appId,
  WECHAT_APP_SECRET: account.appSecret,
  WECHAT_API_URL: wechat.url,
  DATABASE_URL: database.url,
  TOKEN_KEYS: newKey(),
  SEALING_KEYS: newKey(),
  TENCENTCLOUD_SECRET_ID: 'id',
  TENCENTCLOUD_SECRET_KEY: 'key'
})

describe('a check', () => {
  let database: TestDatabase
  let small: ReturnType<typeof createSmallProject>
  beforeAll(async () => {
    database = await createDatabase({ migrated: false })
  })
  afterAll(() => database.drop())
  beforeEach(async () => {
    small = createSmallProject(account.appId)
    await migrate(database.url, small.project.migrationsDir)
  })
  afterEach(() => small.remove())

  /** The line of one check. */
  async function lineOf(
    name: string,
    { settings = {}, ...parts }: Partial<Subject> = {}
  ): Promise<string> {
    const subject = createSubject(small.project, 'release', {
      ...goodSettings(database),
      ...settings
    })
    const { cloud } = createCloudInProcess()
    const faked = {
      cloud: () => cloud,
      cloudDate: async () => new Date(),
      certificateOf: async () => ({ validTo: new Date(Date.now() + 9e9) })
    }
    const lines: string[] = []
    const checks = CHECKS.filter((check) => check.name === name)
    const isOk = await examine({ ...subject, ...faked, ...parts }, checks, {
      isOffline: false,
      show: (line, finding) => finding && lines.push(line)
    })
    expect(lines).toHaveLength(1)
    expect(isOk).toBe(!lines[0]?.startsWith('FAIL'))
    return lines[0]?.replace(/ +/g, ' ') ?? ''
  }

  it.each(CHECKS.map(({ name }) => name).filter((name) => !/addresses|archive/.test(name)))(
    'reports ok for %s where nothing is wrong',
    async (name) => expect(await lineOf(name)).toMatch(/^ok /)
  )

  it('announces a slow check before it is done', async () => {
    jest.useFakeTimers()
    const run = () =>
      new Promise<CheckFinding>((resolve) => setTimeout(() => resolve(ok('fine')), 3000))
    const lines: string[] = []
    const show = (line: string) => lines.push(line)
    const subject = createSubject(small.project, 'release', goodSettings(database))
    const made = examine(subject, [{ name: 'one', run }], { isOffline: false, show })
    await jest.advanceTimersByTimeAsync(3000)
    jest.useRealTimers()
    expect(await made).toBe(true)
    expect(lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '... one this takes a moment',
      'ok one fine'
    ])
  })

  describe('certificate', () => {
    const DAY_MS = 86_400_000
    const line = (days: number, problem?: string) => {
      const validTo = new Date(Date.now() + days * DAY_MS + DAY_MS / 2)
      const seen = { validTo, ...(problem && { problem }) }
      return lineOf('certificate', { certificateOf: async () => seen })
    }

    it.each([
      [60, undefined, /^ok +certificate api\.a-shop\.cn has a certificate until 2\d{3}-/],
      [9, undefined, /^warn .*: 9 days are left -> upload a new one/],
      [-2, 'CERT_HAS_EXPIRED', /^FAIL .*: it has expired: every call of the mini-program fails/],
      [60, 'UNABLE_TO_VERIFY', /^FAIL .*\(UNABLE_TO_VERIFY\): WeChat refuses the connection/]
    ] as const)(
      'looks at one with %i days left and the problem %s',
      async (days, problem, words) => {
        expect(await line(days, problem)).toMatch(words)
      }
    )

    it('has nothing to say about a domain that does not answer yet', async () => {
      const silent = { certificateOf: async () => undefined }
      expect(await lineOf('certificate', silent)).toContain('does not answer yet')
    })

    it('sees until when a host has one, though nobody vouches for it', async () => {
      const server = createHttps({
        SNICallback: (host, done) => done(null, useAuthority().contextFor(host))
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const seen = await certificateOf('localhost', port)
      const nobody = await certificateOf('localhost', 1)
      server.close()
      expect(seen?.problem).toBeDefined()
      expect(Math.abs((seen?.validTo.getTime() ?? 0) - Date.now() - DAY_MS)).toBeLessThan(
        DAY_MS / 2
      )
      expect(nobody).toBeUndefined()
    })
  })

  describe('wechat-pay', () => {
    let pay: PayStandIn
    beforeAll(async () => (pay = await startPay()))
    afterAll(() => pay.stop())
    const line = (changes: Record<string, string> = {}) =>
      lineOf('wechat-pay', { settings: { ...pay.settings, ...changes } })

    it('accepts a merchant whose serial number and keys WeChat Pay knows, in both ways to sign', async () => {
      expect(await line()).toMatch(/^ok wechat-pay .*public key first.*both kinds of keys/)
      const [publicKey = '', certificate = ''] = pay.settings.PAY_KEYS?.split(',') ?? []
      expect(await line({ PAY_KEYS: publicKey })).toMatch(/^ok .*\(public key\)$/)
      pay.sign('platformCertificate')
      expect(await line({ PAY_KEYS: certificate })).toMatch(/^ok .*\(platform certificate\)$/)
      pay.sign('publicKey')
    })
    it('finds a serial number, a merchant or a key that is not ours', async () => {
      expect(await line({ PAY_SERIAL: 'A'.repeat(40) })).toMatch(/^FAIL .*SIGN_ERROR.*PAY_SERIAL/)
      expect(await line({ PAY_MCHID: '1900000001' })).toMatch(/^FAIL .*SIGN_ERROR/)
      expect(await line({ PAY_PRIVATE_KEY: 'AAAA' })).toMatch(/^FAIL .*not an RSA key/)
      pay.shiftClock(360_000)
      expect(await line()).toMatch(/^FAIL .*the clock is wrong/)
      pay.shiftClock(0)
    })
    it('finds that WeChat Pay signs with a key that PAY_KEYS lacks', async () => {
      const certificate = pay.settings.PAY_KEYS?.split(',')[1] ?? ''
      expect(await line({ PAY_KEYS: certificate })).toMatch(/^FAIL .*signs with PUB_KEY_ID_/)
    })
    it('names what is missing, unless it may be in the secret store', async () => {
      expect(await line({ PAY_APIV3_KEY: '' })).toMatch(/^FAIL wechat-pay PAY_APIV3_KEY: not set/)
      const SECRETS_NAME = 'app@v1'
      expect(await line({ PAY_PRIVATE_KEY: '', SECRETS_NAME })).toMatch(/^warn .*cannot be asked/)
    })
    it('says so when WeChat Pay does not answer', async () => {
      pay.fail(/GET/, 'reset', 'reset')
      expect(await line()).toMatch(/^warn .*cannot be reached/)
      pay.heal()
    })
  })

  describe('pay-notify', () => {
    const ADDRESS = 'https://api.a-shop.cn/pay/notify'
    const line = (url: string, seen: object = { addresses: ['203.0.113.7'], status: 401 }) =>
      lineOf('pay-notify', {
        settings: { PAY_NOTIFY_URL: url },
        lookAt: async () => seen as { addresses: string[] }
      })

    it('accepts an address that refuses what WeChat Pay has not signed', async () => {
      expect(await line(ADDRESS)).toMatch(/^ok pay-notify .*refuses what is not signed/)
    })
    it.each([
      ['http://api.a-shop.cn/pay/notify', 'https without a query'],
      [`${ADDRESS}?from=pay`, 'https without a query'],
      ['no address', 'https without a query'],
      ['https://localhost/pay/notify', 'cannot reach it'],
      ['https://api.example.com/pay/notify', 'cannot reach it'],
      ['https://other.a-shop.cn/pay/notify', 'is not at api.a-shop.cn']
    ])('refuses %s', async (url, words) => {
      const found = await line(url)
      expect(found).toMatch(/^FAIL /)
      expect(found).toContain(words)
    })
    it.each(['10.0.0.5', '172.20.1.1', '192.168.1.5', '127.0.0.1', '100.64.0.1', 'fd00::1'])(
      'refuses a name that leads to %s',
      async (address) => {
        expect(await line(ADDRESS, { addresses: [address] })).toMatch(/^FAIL .*private network/)
      }
    )
    it('warns of an address that is not there yet, or where something else answers', async () => {
      expect(await line(ADDRESS, { addresses: [] })).toMatch(/^warn .*has no address/)
      expect(await line(ADDRESS, { addresses: ['203.0.113.7'] })).toMatch(/^warn .*does not answer/)
      const status = { addresses: ['203.0.113.7'], status: 404 }
      expect(await line(ADDRESS, status)).toMatch(/^warn .*answers 404/)
    })
  })

  describe('files', () => {
    const bucket = { FILES_BUCKET: 'files-1250000000', SCF_ROLE: 'functions' }
    const own = 'https://files-1250000000.cos.ap-guangzhou.myqcloud.com'
    it("names what WeChat's console must list, and that browsers show nothing from there", async () => {
      const line = await lineOf('files', { settings: bucket })
      expect(line).toContain(`${own} for uploadFile, and ${own} for downloadFile; a browser`)
      const FILES_READ_URL = 'https://files.a-shop.cn'
      const settings = { ...bucket, FILES_READ_URL }
      expect(await lineOf('files', { settings })).toMatch(
        / https:\/\/files\.a-shop\.cn for .*File$/
      )
    })
    it('refuses a bucket without its account, and functions without a role', async () => {
      const noAccount = await lineOf('files', { settings: { ...bucket, FILES_BUCKET: 'files' } })
      expect(noAccount).toMatch(/^FAIL files FILES_BUCKET is files/)
      const noRole = await lineOf('files', { settings: { ...bucket, SCF_ROLE: '' } })
      expect(noRole).toMatch(/^FAIL files .* the functions have no role/)
    })
  })

  describe('settings', () => {
    it('lists everything that is missing in one line', async () => {
      const line = await lineOf('settings', { settings: { DATABASE_URL: ' ', TOKEN_KEYS: '' } })
      expect(line).toMatch(/^FAIL settings set these in .*DATABASE_URL .*TOKEN_KEYS/)
    })
    it('refuses a password that is not encoded, without showing it', async () => {
      const DATABASE_URL = 'mysql://a:hidden#b@10.0.0.1/c'
      const settings = { DATABASE_URL }
      const line = await lineOf('settings', { settings })
      expect(line).toMatch(/^FAIL settings DATABASE_URL must be .* percent-encode the password/)
      expect(line).not.toContain('hidden')
      expect(await lineOf('database', { settings })).toContain('from here (ERR_INVALID_URL)')
    })
    it('warns about a region in the settings that is not where the functions go', async () => {
      const line = await lineOf('settings', { settings: { TENCENTCLOUD_REGION: 'ap-shanghai' } })
      expect(line).toMatch(
        'warn settings TENCENTCLOUD_REGION is ap-shanghai: the functions go to ap-'
      )
      const settings = { TENCENTCLOUD_REGION: 'ap-guangzhou' }
      expect(await lineOf('settings', { settings })).toMatch('ok settings')
    })

    it('accepts settings that are in the secret store', async () => {
      const settings = { SECRETS_NAME: 'weapp', TOKEN_KEYS: '' }
      expect(await lineOf('settings', { settings })).toContain('in the secret store')
    })
  })

  it('reports a name in .env.release that nothing reads, with the nearest one', async () => {
    small.write('.env.example', 'WECHAT_APPID=\nLOGINS_PER_USER=30\n')
    small.write('.env.release', 'LOGINS_PER_USR=1\nSCF_RUNTIME=Nodejs18.15\nLOGINS_PER_USER=1\n')
    const line = await lineOf('settings')
    expect(line).toMatch('warn settings .env.release: LOGINS_PER_USR is unknown: do you mean')
    expect(line).not.toContain('SCF_RUNTIME')
  })

  describe('ssm', () => {
    const SECRETS_NAME = 'app@v1'
    it('refuses a secret for functions without a role', async () => {
      const line = await lineOf('ssm', { settings: { SECRETS_NAME } })
      expect(line).toMatch(/^FAIL ssm no role: login, session, janitor: .*SCF_ROLE/)
    })
    it('accepts a secret with a role', async () => {
      const line = await lineOf('ssm', { settings: { SECRETS_NAME, SCF_ROLE: 'reader' } })
      expect(line).toMatch(/^ok ssm reader reads app@v1/)
    })
  })

  describe('secrets', () => {
    it.each([
      ['WECHAT_APPID', 'wx0000000000000000'],
      ['WECHAT_APP_SECRET', '0'.repeat(32)],
      ['DATABASE_URL', 'mysql://user:password@127.0.0.1:3306/app']
    ])('refuses the example value of %s', async (name, value) => {
      const line = await lineOf('secrets', { settings: { [name]: value } })
      expect(line).toMatch(`FAIL secrets ${name} has the value of .env.example`)
    })
    describe('of a setting that is declared as one', () => {
      const declare = () =>
        small.write(
          'cloudfunctions/login/supplier.ts',
          "part({ settings: (read) => read('SUPPLIER_KEY', 'a key', secret(matching(/x/))) })"
        )
      const write = (variable: string) =>
        small.edit(
          'deploy/serverless.yml',
          '      SECRETS_NAME: $',
          `${variable}      SECRETS_NAME: $`
        )

      it('accepts one that is in the environment', async () => {
        declare()
        write('      SUPPLIER_KEY: ${env:SUPPLIER_KEY}\n')
        small.write('.env.example', 'SUPPLIER_KEY=\n')
        expect(await lineOf('secrets')).toMatch(/^ok /)
      })
      it.each([
        ['a value', '      SUPPLIER_KEY: hidden\n'],
        ['a default', "      SUPPLIER_KEY: ${env:SUPPLIER_KEY, 'hidden'}\n"]
      ])('refuses %s in serverless.yml, without showing it', async (_name, variable) => {
        declare()
        write(variable)
        const line = await lineOf('secrets')
        expect(line).toContain('FAIL secrets SUPPLIER_KEY has a value in deploy/serverless.yml')
        expect(line).not.toContain('hidden')
      })
      it('refuses a value in .env.example', async () => {
        declare()
        small.write('.env.example', 'SUPPLIER_KEY=hidden\n')
        const line = await lineOf('secrets')
        expect(line).toContain('FAIL secrets SUPPLIER_KEY has a value in .env.example')
      })
    })
    it('refuses one key for signing and sealing', async () => {
      const key = newKey()
      const settings = { TOKEN_KEYS: key, SEALING_KEYS: `${newKey()},${key.replace('k1', 'k2')}` }
      expect(await lineOf('secrets', { settings })).toContain('have a key in common')
    })
    it('refuses a key of another stage, without showing it', async () => {
      const key = newKey()
      small.write('.env.prepub', `SEALING_KEYS=${key}\n`)
      const line = await lineOf('secrets', { settings: { TOKEN_KEYS: key } })
      expect(line).toContain('FAIL secrets release and prepub have a key in common')
      expect(line).not.toContain(key.slice(3))
    })
  })

  it.each([
    ['DATABASE_URL', 'mysql://a:hidden@127.0.0.1:3306/b'],
    ['WECHAT_API_URL', 'http://localhost:3999'],
    ['SECRETS_URL', 'http://[::1]:1']
  ])('refuses an address of this machine as %s', async (name, value) => {
    const elsewhere = { DATABASE_URL: 'mysql://a:b@10.0.0.1/c', WECHAT_API_URL: '' }
    expect(await lineOf('addresses', { settings: elsewhere })).toMatch(/^ok /)
    const line = await lineOf('addresses', { settings: { ...elsewhere, [name]: value } })
    expect(line).toContain(`FAIL addresses ${name} is an address of this machine`)
    expect(line).not.toContain('hidden')
  })

  it('says nothing is checked where nothing is set', async () => {
    const unset = Object.fromEntries(
      ['TOKEN_KEYS', 'SEALING_KEYS', 'DATABASE_URL'].map((name) => [name, undefined])
    )
    for (const name of ['secrets', 'variables'])
      expect(await lineOf(name, { settings: unset })).toMatch(new RegExp(`^- ${name} `))
  })

  describe('variables', () => {
    it.each([
      [3300, 'warn'],
      [5000, 'FAIL']
    ])('measures a function that has a variable of %d bytes', async (bytes, level) => {
      const SESSION_POLICY = 'x'.repeat(bytes)
      const line = await lineOf('variables', { settings: { SESSION_POLICY } })
      expect(line).toMatch(new RegExp(`^${level} variables \\w+ has \\d+ bytes of 4096`))
    })
    it('refuses a reserved name', async () => {
      small.edit(
        'deploy/serverless.yml',
        '      SECRETS_NAME: $',
        '      SCF_MINE: x\n      SECRETS_NAME: $'
      )
      expect(await lineOf('variables')).toContain('FAIL variables login: SCF_MINE is reserved')
    })
  })

  it.each([
    ['Nodejs16.13', 'FAIL runtime Nodejs16.13: the bundles need Node 18'],
    ['Nodejs99.1', 'warn runtime Nodejs99.1: it is not known here'],
    ['Python3.9', 'FAIL runtime Python3.9']
  ])('judges the runtime %s', async (SCF_RUNTIME, words) => {
    expect(await lineOf('runtime', { settings: { SCF_RUNTIME } })).toContain(words)
  })

  it.each([
    ['domain: 10.0.0.1', 'WeChat does not accept addresses'],
    ['domain: api.weixin.qq.com', 'may not call servers of WeChat'],
    ['domain: api.example.com', 'it is a placeholder'],
    ['# no domain', 'warn domain release has no domain']
  ])('judges the setting "%s"', async (text, words) => {
    small.edit('gateway-config/environments.yaml', 'domain: api.a-shop.cn', text)
    expect(await lineOf('domain')).toContain(words)
  })

  it('refuses gateway settings that make no sense in the cloud', async () => {
    small.edit('gateway-config/environments.yaml', 'source: function', 'source: record')
    expect(await lineOf('domain')).toContain('deployed routes are mock or function')
  })

  it.each([
    ['', 'warn miniprogram miniprogram/config.ts has no address for the release build'],
    ['http://api.a-shop.cn', 'WeChat allows only https'],
    ['https://api.a-shop.com', 'the domain of release is api.a-shop.cn']
  ])('judges a release build that calls "%s"', async (url, words) => {
    small.edit('miniprogram/config.ts', 'https://api.a-shop.cn', url)
    expect(await lineOf('miniprogram')).toContain(words)
  })

  it('compares the AppID with that of the settings', async () => {
    const file = 'miniprogram/project.config.json'
    small.edit(file, account.appId, 'touristappid')
    expect(await lineOf('appid')).toMatch(/^warn appid .*has no AppID/)
    small.edit(file, 'touristappid', 'wxffffffffffffffff')
    expect(await lineOf('appid')).toMatch(/^FAIL appid .*name different mini-programs/)
    const WECHAT_APPS = `wxffffffffffffffff:${'a'.repeat(32)}`
    expect(await lineOf('appid', { settings: { WECHAT_APPS } })).toMatch(/^ok /)
  })

  describe('database', () => {
    const facts = {
      ...{ version: '8.0.36', maxConnections: 1000, isEncrypted: false, pending: [] },
      ...{ sqlMode: ['STRICT_TRANS_TABLES', 'NO_ENGINE_SUBSTITUTION'], aheadSeconds: 0 },
      ...{ isolation: 'REPEATABLE-READ', globalRights: [] }
    }
    const far = { DATABASE_URL: 'mysql://a:b@db.example.org/c' }

    it('warns about a database that cannot be reached, and about what stays unknown', async () => {
      const settings = { DATABASE_URL: 'mysql://a:hidden@127.0.0.1:1/b' }
      expect(await lineOf('database', { settings })).toContain(
        'cannot be reached from here (ECONNREF'
      )
      expect(await lineOf('schema', { settings })).toContain('migrate --stage release --dry-run')
      expect(await lineOf('connections', { settings })).toContain('it must be at least 72')
    })
    it('fails when the database refuses the connection', async () => {
      const url = new URL(database.url)
      url.password = 'wrong'
      const line = await lineOf('database', { settings: { DATABASE_URL: url.href } })
      expect(line).toContain('FAIL database it refuses the connection: ER_ACCESS_DENIED_ERROR')
    })
    it('warns about an old database, and a public one without TLS', async () => {
      const old = { database: async () => ({ ...facts, version: '5.7.40' }) }
      expect(await lineOf('database', old)).toContain('warn database it is MySQL 5.7.40')
      const open = { settings: far, database: async () => facts }
      expect(await lineOf('database', open)).toContain('without TLS')
      const closed = { settings: far, database: async () => ({ ...facts, isEncrypted: true }) }
      expect(await lineOf('database', closed)).toMatch(/^ok .*with TLS/)
    })
    it.each<[object, string]>([
      [{ sqlMode: ['NO_ENGINE_SUBSTITUTION'] }, 'its sql_mode is not strict'],
      [{ sqlMode: [...facts.sqlMode, 'NO_BACKSLASH_ESCAPES'] }, 'sql_mode has NO_BACKSLASH'],
      [
        { sqlMode: [...facts.sqlMode, 'ANSI_QUOTES', 'ORACLE'] },
        'sql_mode has ANSI_QUOTES, ORACLE'
      ],
      [{ isolation: 'READ-UNCOMMITTED' }, 'its transaction isolation is READ-UNCOMMITTED'],
      [{ isolation: 'SERIALIZABLE' }, 'its transaction isolation is SERIALIZABLE'],
      [{ aheadSeconds: 90 }, "its clock is 90 s ahead of this machine's"],
      [{ aheadSeconds: -90 }, "its clock is -90 s ahead of this machine's"],
      [{ globalRights: ['SELECT', 'SUPER', 'FILE'] }, 'has SUPER, FILE on the whole server']
    ])('warns about a server with %p', async (odd, warning) => {
      const found = async () => ({ ...facts, isEncrypted: true, ...odd })
      const line = await lineOf('database', { settings: far, database: found })
      expect(line).toMatch(/^warn database it is MySQL 8.0.36; /)
      expect(line).toContain(warning)
    })
    it('asks a server for its settings, and a user for its rights', async () => {
      const asked = await askDatabase(database.url, small.project.migrationsDir)
      expect(asked).toMatchObject({ isolation: 'REPEATABLE-READ', pending: [] })
      expect(asked.sqlMode).toContain('STRICT_TRANS_TABLES')
      expect(Math.abs(asked.aheadSeconds)).toBeLessThanOrEqual(2)
      expect(asked.globalRights).toContain('ALL PRIVILEGES')
    })
    it('finds a schema that is behind or has changed', async () => {
      small.write('sql/9000-later.sql', 'SELECT 1;')
      expect(await lineOf('schema')).toContain('FAIL schema 9000-later.sql: not applied yet')
      small.write('sql/9000-later.sql', '-- contract: nobody reads it\nSELECT 1;')
      expect(await lineOf('schema')).toContain('warn schema 9000-later.sql can be applied later')
      small.write('sql/0001-things.sql', 'SELECT 1;')
      expect(await lineOf('schema')).toContain('FAIL schema 0001-things.sql was applied')
    })
    it.each([
      [71, 'FAIL'],
      [72, 'ok']
    ])('compares the connections with a database that allows %d', async (maxConnections, level) => {
      const line = await lineOf('connections', {
        database: async () => ({ ...facts, maxConnections })
      })
      expect(line).toMatch(new RegExp(`^${level} connections 16 instances x 4 = 64 connections`))
    })
    it('counts the connections of two stages on one server', async () => {
      small.write('.env.prepub', `DATABASE_URL=${database.url}\n`)
      const line = await lineOf('connections', { database: async () => facts })
      expect(line).toContain('16 instances x 4 x 2 stages on this server = 128 connections of 1000')
    })
    it('warns about functions without a limit', async () => {
      small.edit('deploy/serverless.yml', '    reservedInstances: 10\n', '')
      expect(await lineOf('connections')).toContain(
        'warn connections no reservedInstances for login'
      )
    })
  })

  it.each([
    [0, 'ok'],
    [90, 'warn'],
    [400, 'FAIL']
  ])('judges a clock that is %d s off', async (seconds, level) => {
    const cloudDate = async () => new Date(Date.now() - seconds * 1000)
    expect(await lineOf('clock', { cloudDate })).toMatch(new RegExp(`^${level} clock ${seconds} s`))
  })

  it('lists what the key may not read, and quotes the cloud about a wrong key', async () => {
    const { cloud } = createCloudInProcess()
    const refusing =
      (code: string, which: RegExp): Cloud =>
      (service, action, parameters) => {
        if (which.test(action)) throw new CloudError(`${action}: ${code}: no`, code, {})
        return cloud(service, action, parameters)
      }
    const forbidden = refusing('UnauthorizedOperation.CAM', /^List/)
    expect(await lineOf('key', { cloud: () => forbidden })).toContain(
      'FAIL key it may not call scf:ListFunctions, scf:ListCustomDomains'
    )
    const wrong = refusing('AuthFailure.SecretIdNotFound', /./)
    expect(await lineOf('key', { cloud: () => wrong })).toContain(
      'FAIL key GetUserAppId: AuthFailure.SecretIdNotFound'
    )
  })

  it('counts the memory of other stages, and what this stage has already', async () => {
    const { cloud, state } = createCloudInProcess()
    state.quota.reservedMb = 3800
    expect(await lineOf('quota', { cloud: () => cloud })).toContain(
      'FAIL quota 3840 MB of instances have to be reserved, 3800 MB of 16600 are free'
    )
    state.quota.reservedMb = 3840
    expect(await lineOf('quota', { cloud: () => cloud })).toMatch(/^ok /)
  })

  it('finds a missing way to WeChat and a half-configured VPC', async () => {
    expect(await lineOf('network', { settings: { VPC_ID: 'vpc-1' } })).toContain(
      'FAIL network VPC_ID or SUBNET_ID is missing'
    )
    small.edit('deploy/serverless.yml', 'publicNetwork: true', 'publicNetwork: false')
    expect(await lineOf('network')).toContain('could not reach WeChat')
    const settings = { VPC_ID: 'vpc-1', SUBNET_ID: 'subnet-1' }
    expect(await lineOf('network', { settings })).toContain('only through a NAT gateway of the VPC')
  })

  describe('wechat', () => {
    it.each([
      [40013, 'FAIL wechat WeChat does not know the AppID'],
      [40125, 'FAIL wechat WeChat does not accept the secret'],
      [40164, 'warn wechat WeChat refuses calls from this machine'],
      [-1, 'warn wechat WeChat answers -1']
    ])('explains the code %d of WeChat', async (errcode, words) => {
      wechat.refuse('/sns/jscode2session', errcode)
      expect(await lineOf('wechat')).toContain(words)
      wechat.refuse('/sns/jscode2session', undefined)
    })
    it('accepts one of two secrets', async () => {
      const WECHAT_APP_SECRET = `${'a'.repeat(32)}|${account.appSecret}`
      expect(await lineOf('wechat', { settings: { WECHAT_APP_SECRET } })).toMatch(/^ok /)
    })
    it('does not show the address, which contains the secret, when WeChat cannot be reached', async () => {
      const line = await lineOf('wechat', { settings: { WECHAT_API_URL: 'http://127.0.0.1:1' } })
      expect(line).toContain('warn wechat WeChat cannot be reached from here')
      expect(line).not.toContain(account.appSecret)
    })
  })
})

describe('the command', () => {
  let cloud: TencentCloud
  let copy: ReturnType<typeof copyProject>
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase()
    cloud = await startTencentCloud({ log: () => undefined })
    copy = copyProject()
    // it is a link to the packages of this project
    rmSync(path.join(copy.root, 'deploy/node_modules'), { force: true })
    pretendInstalled(copy.project)
    // what its owner has set here makes no difference
    const stages = ['test', 'prepub', 'release']
    copy.edit('gateway-config/environments.yaml', () =>
      stages.map((stage) => `${stage}: { source: function }\n`).join('')
    )
    copy.edit('miniprogram/config.ts', (text) => text.replace(/release: '.*'/, "release: ''"))
    copy.edit('miniprogram/project.config.json', () => '{ "appid": "touristappid" }')
  })
  afterAll(async () => {
    copy.remove()
    await cloud.stop()
    await database.drop()
  })
  const run = (args: string[], env: Record<string, string> = {}, name = 'doctor') => {
    const rehearsed = {
      // so that any number of functions fits the test server
      DATABASE_CONNECTIONS: '1',
      // WeChat is a stand-in at a local address
      TENCENTCLOUD_RUNENV: 'SCF-local'
    }
    const given = { ...goodSettings(database), ...rehearsed, ...cloud.env, ...env }
    return runCommand(name, args, given, { root: copy.root })
  }

  it.each(['doctor', 'deploy', 'remove'])(
    'says what to install when it runs %s without deploy/',
    async (name) => {
      const before = cloud.calls.length
      rmSync(path.join(copy.root, 'deploy/node_modules'), { recursive: true })
      const { code, output } = await run(['--stage', 'release'], { DATABASE_URL: '' }, name)
      pretendInstalled(copy.project)
      expect(output.split('\n')[0]).toContain(
        'deploy/ is not installed: run `npm ci --prefix deploy --ignore-scripts`'
      )
      expect(code).toBe(1)
      if (name !== 'doctor') expect(cloud.calls).toHaveLength(before)
    }
  )

  it('runs every check, only reads, and shows no secret', async () => {
    const settings = goodSettings(database)
    const { code, output } = await run(['--stage', 'release'], { ...settings, ...cloud.env })
    const levels = CHECKS.map(({ name }) => [
      name,
      new RegExp(`^([\\w-]+) +${name} `, 'm').exec(output)?.[1]
    ])
    // the stand-ins run on this machine
    expect(Object.fromEntries(levels)).toEqual({
      ...Object.fromEntries(CHECKS.map(({ name }) => [name, 'ok'])),
      addresses: 'FAIL',
      domain: 'warn',
      certificate: '-',
      miniprogram: 'warn',
      appid: 'warn'
    })
    expect(code).toBe(1)
    // the request for the time has no action
    expect(cloud.calls.filter((call) => call.action && isWrite(call))).toEqual([])
    expect(wechat.asked).toContain('/sns/jscode2session')
    const hidden = ['WECHAT_APP_SECRET', 'TOKEN_KEYS', 'SEALING_KEYS', 'DATABASE_URL']
    for (const name of hidden) expect(output).not.toContain(settings[name])
    expect(output).not.toContain(cloud.env.TENCENTCLOUD_SECRET_KEY)
  })

  it('makes no network call with --offline, and lists what it skipped', async () => {
    const before = cloud.calls.length
    const { code, output } = await run(['--stage', 'release', '--offline'], {
      DATABASE_URL: 'mysql://a:b@10.255.255.1/c',
      WECHAT_API_URL: ''
    })
    expect(output).toMatch(/^skip {2}wechat +--offline: it needs the network$/m)
    expect(output).toContain('ready to deploy')
    expect({ code, asked: cloud.calls.length - before }).toEqual({ code: 0, asked: 0 })
  })

  it('stops a deployment with a failed check before anything is built or asked', async () => {
    const empty = await createDatabase({ migrated: false })
    const before = cloud.calls.length
    const settings = { DATABASE_URL: empty.url }
    const { code, output } = await run(['--stage', 'release'], settings, 'deploy')
    await empty.drop()
    expect(output).toMatch(/^FAIL {2}schema .*run `npm run cli -- migrate --stage release` first$/m)
    expect(output).toContain('not deployed: fix what failed above')
    expect(output).not.toContain('building')
    expect({ code, asked: cloud.calls.length - before }).toEqual({ code: 1, asked: 0 })
  })
})
