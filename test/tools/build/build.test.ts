import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build as bundle, type Metafile } from 'esbuild'
import { buildFunctions } from '../../../tools/build'
import { bundleOptions, listFunctions } from '../../../tools/build/bundle-functions'
import { newKeys } from '../../cloudfunctions/keys'
import { project, runCommand } from '../../support/project'

const FUNCTIONS = listFunctions(project.functionsDir)

let folder: string
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'weapp scf build '))))
afterAll(() => rmSync(folder, { recursive: true }))

it('writes one bundle per function and what starts it, also to a path with spaces', () => {
  const { status, stdout } = runCommand('build', ['--out', folder])
  expect([status, stdout]).toEqual([0, `built ${FUNCTIONS.join(', ')} in ${folder}\n`])
  expect(readdirSync(folder).sort()).toEqual(
    [...FUNCTIONS.map((name) => `${name}.js`), 'scf_bootstrap', 'secret-store.js'].sort()
  )
  expect(statSync(path.join(folder, 'scf_bootstrap')).mode & 0o111).toBe(0o111)
})

it('explains itself with --help', () => {
  const { status, stdout } = runCommand('build', ['--help'])
  expect([status, stdout]).toEqual([0, expect.stringContaining('--out <folder>')])
})

describe('what is in a bundle', () => {
  let outputs: Metafile['outputs']
  beforeAll(async () => {
    const { metafile } = await bundle({
      ...bundleOptions(project.functionsDir, FUNCTIONS, project.distDir),
      absWorkingDir: project.root,
      metafile: true
    })
    ;({ outputs } = metafile)
  })

  it.each(FUNCTIONS)('puts product code and its libraries into %s, and nothing else', (name) => {
    const inputs = Object.keys(outputs[`dist/${name}.js`]?.inputs ?? {})
    expect(inputs).toContain(`cloudfunctions/${name}/index.ts`)
    const isPackage = (file: string) => /(^|\/)node_modules\//.test(file)
    // of other functions there are only the handlers of events; a folder without index.ts is none
    const isOther = (folder: string) => FUNCTIONS.includes(folder) && folder !== name
    const folders = readdirSync(project.functionsDir).filter((folder) => !isOther(folder))
    const allowed = name === 'events' ? '[^/]+' : folders.join('|')
    for (const file of inputs.filter((input) => !isPackage(input)))
      expect(file).toMatch(
        new RegExp(
          `^(cloudfunctions/(${allowed})/|tools/contract/door/|gateway-config/generated/(contract.ts|request-validators/${name}.js|request-validators.js|event-handlers.ts)$|package.json$|\\(disabled\\)|replaced:)`
        )
      )
    const { packages } = JSON.parse(
      readFileSync(path.join(project.root, 'package-lock.json'), 'utf8')
    ) as { packages: Record<string, { dev?: boolean }> }
    for (const file of inputs.filter(isPackage)) {
      const [, packageName = ''] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []
      expect([packageName, packages[`node_modules/${packageName}`]?.dev]).toEqual([
        packageName,
        undefined
      ])
    }
  })
})

it('names the sources in maps as files', async () => {
  await buildFunctions(project, folder, { sourcemap: 'external' })
  const map = readFileSync(path.join(folder, 'login.js.map'), 'utf8')
  const { sources } = JSON.parse(map) as { sources: string[] }
  const files = sources.filter((source) => source.includes('cloudfunctions/'))
  expect(files.map((source) => existsSync(path.resolve(folder, source)))).toEqual(
    files.map(() => true)
  )
  expect(files.length).toBeGreaterThan(20)
})

it('keeps the login small enough to start fast: 700 KB', () => {
  expect(statSync(path.join(project.distDir, 'login.js')).size / 1024).toBeLessThan(700)
})

/** Bundles a program as a function is bundled, and returns what it prints. */
async function runBundled(contents: string): Promise<string> {
  const outfile = path.join(folder, 'program.js')
  await bundle({
    ...bundleOptions(project.functionsDir, ['login'], folder),
    entryPoints: undefined,
    stdin: { contents, resolveDir: project.root },
    outdir: undefined,
    outfile,
    write: true
  })
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' })
  return stdout + stderr
}

it('reads what a server says in a character set of its own', async () => {
  const strings = path.join(path.dirname(require.resolve('mysql2')), 'lib/parsers/string.js')
  const program = `
    const { decode, encode } = require(${JSON.stringify(strings)})
    const setting = Buffer.from('character_set_client')
    console.log(['gbk', 'big5', 'cesu8'].map((set) => decode(setting, set, 0, setting.length)).join())
    console.log(encode('utf8mb4', 'gbk').toString())
  `
  const names = 'character_set_client,character_set_client,character_set_client'
  expect(await runBundled(program)).toBe(`${names}\nutf8mb4\n`)
})

it('leaves a package whole for a function that imports it itself', async () => {
  const program = `
    import { decode } from 'iconv-lite'
    import { satisfies } from 'semver'
    console.log(decode(Buffer.from([0xc4, 0xe3]), 'gbk'), satisfies('1.0.0', '>=2'))
  `
  expect(await runBundled(program)).toBe('你 false\n')
})

it("finds the server's errors by number and by name", async () => {
  const errors = path.join(path.dirname(require.resolve('mysql2')), 'lib/constants/errors.js')
  const program = `
    const errors = require(${JSON.stringify(errors)})
    console.log(errors[1062], errors.ER_DUP_ENTRY, errors[99999])
  `
  expect(await runBundled(program)).toBe('ER_DUP_ENTRY 1062 undefined\n')
})

it('does not load fetch or HTTP/2 at a cold start', () => {
  const program = `
    const { moduleLoadList } = process
    require(${JSON.stringify(path.join(project.distDir, 'login.js'))})
    console.log(moduleLoadList.filter((name) => /undici|http2/.test(name)).join())
    process.exit()
  `
  const env = {
    ...process.env,
    ...newKeys(),
    WECHAT_APPID: `wx${randomBytes(8).toString('hex')}`,
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
    DATABASE_URL: 'mysql://nobody:@127.0.0.1:1/none'
  }
  expect(spawnSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }).stdout).toBe('\n')
})

it.each(FUNCTIONS)('S02: puts no stand-in and no development secret into a bundle: %s', (name) => {
  const text = readFileSync(path.join(project.distDir, `${name}.js`), 'utf8')
  for (const sentinel of ['is a mock', 'errcode-', 'x-gateway-source', 'local:'])
    expect(text.includes(sentinel)).toBe(false)
})
