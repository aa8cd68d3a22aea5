import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type BundleContents, listContents } from '../../../tools/build'
import { type PackageLock } from '../../../tools/build/sbom'
import { project, runCommand } from '../../support/project'

const read = (file: string) => readFileSync(path.join(project.root, file), 'utf8')
const lockOf = (file: string) => (JSON.parse(read(file)) as PackageLock).packages
const LOCKS = ['package-lock.json', 'deploy/package-lock.json']

/** What the functions may contain. Whoever adds a package adds it here, and looks at it first. */
const ALLOWED = [
  ...['agent-base', 'axios', 'debug', 'follow-redirects', 'https-proxy-agent', 'ms'],
  ...['proxy-from-env', 'generate-function', 'is-property', 'long', 'lru.min', 'mysql2'],
  ...['named-placeholders', 'sql-escaper', 'buffer-equal-constant-time', 'ecdsa-sig-formatter'],
  ...['jsonwebtoken', 'jwa', 'jws', 'lodash.includes', 'lodash.isboolean', 'lodash.isinteger'],
  ...['lodash.isnumber', 'lodash.isplainobject', 'lodash.isstring', 'lodash.once', 'safe-buffer']
]
/** Of the cloud's SDK, which is loaded where settings are in a secret store. */
const ALLOWED_IN_SECRET_STORE = [
  ...['agent-base', 'bignumber.js', 'debug', 'get-stream', 'https-proxy-agent', 'is-stream', 'ms'],
  ...['json-bigint', 'node-fetch', 'tencentcloud-sdk-nodejs', 'tr46', 'tslib', 'uuid'],
  ...['webidl-conversions', 'whatwg-url']
]

/** The first versions without faults that matter here. */
const FLOORS: Record<string, string> = {
  axios: '1.19.0',
  mysql2: '3.23.1',
  jsonwebtoken: '9.0.3',
  jws: '4.0.1'
}
/** Taken over by somebody else, in these versions or as a whole. */
const NEVER = ['axios@1.14.1', 'axios@0.30.4', 'plain-crypto-js']

const nameOf = (where: string) => where.replace(/^.*node_modules\//, '')
const isBelow = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) < 0

let contents: BundleContents
beforeAll(async () => (contents = await listContents(project)))

describe('the bundles', () => {
  it('C01: ships no package that is not on the list', () => {
    const isAllowed = (name: string, bundle: string) =>
      (bundle === 'secret-store' ? ALLOWED_IN_SECRET_STORE : ALLOWED).includes(name)
    const others = [...contents.packages].flatMap(([name, bundles]) =>
      bundles.filter((bundle) => !isAllowed(name, bundle)).map((bundle) => `${bundle}: ${name}`)
    )
    expect(others).toEqual([])
  })

  it('C01: ships nothing of the stand-ins, the tests, or the tools but the door', () => {
    const ours =
      /^(cloudfunctions\/|gateway-config\/generated\/|tools\/contract\/door\/|package\.json$|replaced:)/
    expect([...contents.files.keys()].filter((file) => !ours.test(file))).toEqual([])
    expect(contents.files.size).toBeGreaterThan(50)
  })
})

describe.each(LOCKS)('%s', (file) => {
  const packages = Object.entries(lockOf(file)).filter(([where]) => where)

  it('C02: has a hash for every package, and no address', () => {
    const missing = packages.filter(([, one]) => !one?.integrity?.startsWith('sha512-'))
    expect(missing.map(([where]) => where)).toEqual([])
    expect(read(file)).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
  })

  it('C02: has no version that is known to be bad', () => {
    const bad = packages.filter(
      ([where, one]) =>
        NEVER.includes(nameOf(where)) || NEVER.includes(`${nameOf(where)}@${one?.version}`)
    )
    expect(bad.map(([where]) => where)).toEqual([])
  })

  it('C02: has no version of a runtime package from before a fault was fixed', () => {
    const old = packages.filter(([where, one]) => {
      const floor = FLOORS[nameOf(where)]
      return floor !== undefined && isBelow(one?.version ?? '0', floor)
    })
    expect(old.map(([where, one]) => `${where} ${one?.version}`)).toEqual([])
  })
})

it('C01: needs no install script of a package that the functions are made of', () => {
  const scripts = Object.entries(lockOf('package-lock.json')).filter(
    ([, one]) => (one as { hasInstallScript?: boolean }).hasInstallScript
  )
  const names = scripts.map(([where]) => nameOf(where))
  expect(names.filter((name) => ALLOWED.includes(name))).toEqual([])
  expect(names.filter((name) => ALLOWED_IN_SECRET_STORE.includes(name))).toEqual([])
})

it.each(['.', 'deploy'])('lets npm run no install script of any package in %s', (folder) => {
  const named = Object.entries(lockOf(path.join(folder, 'package-lock.json')))
    .filter(([, one]) => (one as { hasInstallScript?: boolean }).hasInstallScript)
    .map(([where]) => [nameOf(where), false])
  const { allowScripts } = JSON.parse(read(path.join(folder, 'package.json'))) as {
    allowScripts: object
  }
  expect(allowScripts).toEqual(Object.fromEntries(named))
})

it('C01: lists the packages of the bundles, with hashes and what they depend on', () => {
  const { status, stdout } = runCommand('sbom')
  expect(status).toBe(0)
  const list = JSON.parse(stdout) as {
    components: Record<string, unknown>[]
    dependencies: { ref: string; dependsOn: string[] }[]
  }
  expect(list).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 })
  const required = list.components.filter(({ scope }) => scope === 'required')
  expect(new Set(required.map(({ name }) => name))).toEqual(new Set(contents.packages.keys()))
  const version = lockOf('package-lock.json')['node_modules/axios']?.version
  expect(list.components.find(({ name }) => name === 'axios')).toMatchObject({
    type: 'library',
    purl: `pkg:npm/axios@${version}`,
    licenses: [{ expression: 'MIT' }],
    hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }]
  })
  const refs = new Set(list.dependencies.map(({ ref }) => ref))
  const targets = list.dependencies.flatMap(({ dependsOn }) => dependsOn)
  expect(targets.filter((ref) => !refs.has(ref))).toEqual([])
  expect(targets.some((ref) => ref.startsWith('pkg:npm/jws@'))).toBe(true)
})

describe('secrets', () => {
  /** An AppID with its secret close by, a cloud key, a private key. */
  const SECRETS = [
    /wx[0-9a-f]{16}.{0,80}?\b([0-9a-f]{32})\b/gs,
    /\b(AKID[A-Za-z0-9]{32})\b/g,
    /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\s*([A-Za-z0-9+/=\s]{64})/g,
    /\b(?:TOKEN_KEYS|SEALING_KEYS)=[\w-]+:([A-Za-z0-9+/]{43}=)/g
  ]
  /** Of a test of settings, which must not look made up. */
  const KNOWN = ['4be1d2c59f60a7138e3d0b92c6f5a741']
  /** Zeros, one letter, a word that says so. */
  const isMadeUp = (text: string) =>
    KNOWN.includes(text) || new Set(text).size < 8 || /rehears|example|dummy/i.test(text)
  const findIn = (text: string) =>
    SECRETS.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(([, found = '']) => (isMadeUp(found) ? [] : [found]))
    )
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: project.root,
      encoding: 'utf8',
      maxBuffer: 1024 * 1024 * 1024
    })
  const isCheckout = existsSync(path.join(project.root, '.git'))

  it('C03: finds a secret where there is one', () => {
    const secret = '9c41f07b6de85a2310bd94e7f6c2a853'
    const key = `AKID${'z8vT3kQ1'.repeat(4)}`
    expect(findIn(`WECHAT_APPID=wx6a1f09c37be2d854\nWECHAT_APP_SECRET=${secret}`)).toEqual([secret])
    expect(findIn(`secretId: '${key}'`)).toEqual([key])
  })

  // a copy without its history has only what .gitignore keeps out besides
  const places = isCheckout ? ['the tree', 'the history'] : []
  it.each([...places, 'the example of settings'])(
    'C03: keeps secrets out of what is published: %s',
    (place) => {
      const own = 'test/tools/house/supply-chain.test.ts'
      const texts: Record<string, () => string> = {
        'the tree': () => git('grep', '-I', '-h', '', '--', '.', `:!${own}`),
        'the history': () => git('log', '-p', '--no-color', '--no-ext-diff', '--', '.', `:!${own}`),
        'the example of settings': () => read('.env.example')
      }
      expect(findIn(texts[place]?.() ?? '')).toEqual([])
    }
  )
})
