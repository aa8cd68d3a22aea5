import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../../..')
const newKey = () => randomBytes(32).toString('base64')
const base64 = (text: string | Iterable<number>) => Buffer.from(text as string).toString('base64')
const [key, sealing] = [newKey(), newKey()]
const good: Record<string, string> = {
  WECHAT_APPID: 'wx6a1f09c37be2d854',
  WECHAT_APP_SECRET: '4be1d2c59f60a7138e3d0b92c6f5a741',
  DATABASE_URL: 'mysql://app:hunter2@127.0.0.1:1/app',
  SEALING_KEYS: `now:${sealing}`,
  TOKEN_KEYS: `now:${key}`
}

/** Loads a bundle as SCF does, with nothing but these settings. */
function load(name: string, env: Record<string, string | undefined>) {
  return spawnSync(process.execPath, ['-e', `require('./dist/${name}.js')`], {
    cwd: ROOT,
    env,
    encoding: 'utf8'
  })
}

describe('a function', () => {
  it('loads with good settings, and logs nothing', () => {
    expect(load('login', good)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  it('requires only the settings that a function uses', () => {
    const { DATABASE_URL, SEALING_KEYS } = good
    expect(load('janitor', { DATABASE_URL, SEALING_KEYS }).status).toBe(0)
  })

  it('lists all missing settings at once', () => {
    const { status, stdout } = load('login', {})
    expect(status).toBe(1)
    const { event, problems } = JSON.parse(stdout.split('\n')[0] ?? '') as {
      event: string
      problems: string[]
    }
    expect(event).toBe('CONFIG_REFUSED')
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(good))
  })

  it.each([
    ['WECHAT_APPID', 'touristappid'],
    ['WECHAT_APP_SECRET', 'password1'],
    ['WECHAT_APP_SECRET', `${good.WECHAT_APP_SECRET}|hunter2`],
    ['WECHAT_APP_SECRET', Array(3).fill(good.WECHAT_APP_SECRET).join('|')],
    ['WECHAT_APPS', 'wx6a1f09c37be2d854'],
    ['WECHAT_APPS', Array(2).fill(`${good.WECHAT_APPID}:${good.WECHAT_APP_SECRET}`).join()],
    ['WECHAT_APPS', `${good.WECHAT_APPID}:${'0'.repeat(32)}`],
    ['WECHAT_APPS', `wx0000000000000000:${good.WECHAT_APP_SECRET}`],
    ['SECRETS_NAME', '../elsewhere'],
    ['SECRETS_URL', 'https://ssm.tencentcloudapi.com.evil.example'],
    ['WECHAT_API_URL', 'http://api.weixin.qq.com'],
    ['WECHAT_API_URL', 'https://api.weixin.qq.com.evil.example'],
    ['WECHAT_API_URL', 'https://evil.example/api.weixin.qq.com'],
    ['WECHAT_API_URL', 'not an address'],
    ['WECHAT_API_URL', 'https://mp.weixin.qq.com'],
    ['WECHAT_API_URL', 'https://api.weixin.qq.com:8443'],
    ['WECHAT_API_URL', 'https://api.weixin.qq.com/proxy'],
    ['WECHAT_API_URL', 'https://a:b@api.weixin.qq.com'],
    ['DATABASE_URL', 'mysql://app:hunter2@127.0.0.1/app?multipleStatements=true'],
    ['DATABASE_URL', 'mysql://app:hunter2@127.0.0.1/app?ssl=%7B%7D&flags=LOCAL_FILES'],
    ['DATABASE_URL', 'mysql://app:hunter2@127.0.0.1/app?SSL=1'],
    ['DATABASE_URL', 'postgres://a:hunter2@b/c'],
    ['DATABASE_URL', 'mysql://app:hunter2@127.0.0.1:3306'],
    ['DATABASE_URL', 'mysql://app:hunter2/x@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:hunter2#x@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:20/hunter2@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:20#hunter2@127.0.0.1/app'],
    ['DATABASE_URL', 'mysql://app:hunter2%x@127.0.0.1/app'],
    ['DATABASE_CONNECTIONS', '0'],
    ['DATABASE_CONNECTIONS', 'many'],
    ['TOKEN_KEYS', 'undefined'],
    ['TOKEN_KEYS', 'now:c2hvcnQ='],
    ['TOKEN_KEYS', `now:${Buffer.alloc(32).toString('base64')}`],
    ['TOKEN_KEYS', `now:${Buffer.from('secret'.repeat(6)).subarray(0, 32).toString('base64')}`],
    ['TOKEN_KEYS', `same:${key},same:${newKey()}`],
    ['TOKEN_KEYS', `one:${key},other:${key}`],
    ['TOKEN_KEYS', `now:${base64(Array.from({ length: 32 }, (_, i) => i))}`],
    ['TOKEN_KEYS', `now:${base64(Array.from({ length: 32 }, (_, i) => 255 - 3 * i))}`],
    ['TOKEN_KEYS', `now:${base64(Array.from({ length: 32 }, (_, i) => i % 16))}`],
    ['TOKEN_KEYS', `now:${base64('abcdefghijklmnopqrstuvwxyz012345')}`],
    ['TOKEN_KEYS', `now:${base64('J7#kd92Lw!qpZx04vBn$mTyU8sRe6HgC')}`],
    ['TOKEN_KEYS', `now:${base64('3f9c1e07a85d42b6e81f5c9a0d7b6432')}`],
    ['TOKEN_KEYS', `now:${Buffer.alloc(32, randomBytes(16)).toString('base64')}`],
    ['TOKEN_KEYS', `now:${Buffer.from('J7#kd92Lw!qpZx04', 'utf16le').toString('base64')}`],
    ['TOKEN_KEYS', `../etc:${key}`],
    ['TOKEN_KEYS', `new:${newKey()};old:${key}`],
    ['TOKEN_KEYS', `new:${newKey()}:old:${key}`],
    ['TOKEN_KEYS', `new:${newKey()} old:${key}`],
    ['WECHAT_APPS', `wx7b2f10d48cf3e965:${good.WECHAT_APP_SECRET}:wx8c3f21e59df4fa76`],
    ['SEALING_KEYS', 'now:'],
    ['SESSION_SECONDS', '1'],
    ['SESSION_SECONDS', '1e9'],
    ['SESSION_SECONDS', '3600s'],
    ['TOKEN_SECONDS', '59'],
    ['SESSION_POLICY', 'several'],
    ['LOGINS_PER_USER', '-1'],
    ['LOGINS_PER_ADDRESS', 'unlimited']
  ])('S01: refuses to start with a wrong setting, without repeating it: %s=%s', (name, value) => {
    const { status, stdout, stderr } = load('login', { ...good, [name]: value })
    expect(status).toBe(1)
    expect(stderr).toContain(`${name} must be`)
    expect(stdout + stderr).not.toContain(value.length > 4 ? value : 'hunter2')
    expect(stdout + stderr).not.toContain('hunter2')
  })
})

describe('what only a laptop may have', () => {
  const local = { TENCENTCLOUD_RUNENV: 'SCF-local' }
  const placeholders: [string, string][] = [
    ['WECHAT_API_URL', 'http://127.0.0.1:3001'],
    ['WECHAT_API_URL', 'http://localhost:3001'],
    ['WECHAT_API_URL', 'http://[::1]:3001'],
    ['SECRETS_URL', 'http://127.0.0.1:3002'],
    ['WECHAT_APPID', 'wx0000000000000000'],
    ['WECHAT_APPID', 'wx0123456789abcdef'],
    ['WECHAT_APPID', 'wx1111111122222222'],
    ['WECHAT_APP_SECRET', '0'.repeat(32)],
    ['WECHAT_APP_SECRET', '0123456789abcdef'.repeat(2)]
  ]

  it.each(placeholders)('allows %s=%s on a laptop', (name, value) => {
    expect(load('login', { ...good, ...local, [name]: value }).status).toBe(0)
  })

  it.each(placeholders)(
    'S01: refuses placeholders, patterns and local addresses in the cloud: %s=%s',
    (name, value) => {
      const env = { ...good, TENCENTCLOUD_RUNENV: 'SCF', [name]: value }
      const { status, stdout } = load('login', env)
      expect(status).toBe(1)
      expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
        event: 'CONFIG_REFUSED',
        problems: [expect.stringContaining(`${name} must be `)]
      })
    }
  )

  it.each([{}, { NODE_ENV: 'development' }, { TENCENTCLOUD_RUNENV: 'local' }])(
    'is refused where the environment is %p',
    (place) => {
      const env = { ...good, ...place, WECHAT_API_URL: 'http://127.0.0.1:3001' }
      expect(load('login', env).status).toBe(1)
    }
  )
})

it('S01: refuses a key that has two jobs, under whatever ids', () => {
  const env = { ...good, SEALING_KEYS: `new:${newKey()},old:${key}` }
  const { status, stderr } = load('session', env)
  expect(status).toBe(1)
  expect(stderr).toContain('SEALING_KEYS and TOKEN_KEYS must not share a key')
  expect(stderr).not.toContain(key)
})

it('accepts random keys, and the hosts that WeChat documents', () => {
  const KEYS = Array.from({ length: 200 }, (_, i) => `k${i}:${newKey()}`).join()
  expect(load('login', { ...good, TOKEN_KEYS: KEYS }).status).toBe(0)
  for (const host of ['api', 'api2', 'sh.api', 'sz.api', 'hk.api'])
    expect(load('login', { ...good, WECHAT_API_URL: `https://${host}.weixin.qq.com` }).status).toBe(
      0
    )
})

it('finds every setting in .env.example', () => {
  const source = readFileSync(path.join(ROOT, 'cloudfunctions/shared/settings/sections.ts'), 'utf8')
  const example = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
  const names = [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(10)
  for (const name of new Set(names)) expect(example).toContain(`\n${name}=`)
})
