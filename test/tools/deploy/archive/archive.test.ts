import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readArchive } from '../../../../tools/common/archive'
import { chooseNode } from '../../../../tools/deploy/archive/node-program'
import { tryArchive } from '../../../../tools/deploy/archive/try-archive'
import { writeArchive } from '../../../../tools/deploy/archive/write-archive'
import { pinArchive } from '../../../../tools/deploy/plugin/pin-archive'
import { type Serverless } from '../../../../tools/deploy/plugin/serverless'
import { project } from '../../../support/project'

const ANSWERS = 'exports.main_handler = async () => ({ statusCode: 404 })'
const WEB = `require('node:http')
  .createServer((incoming, outgoing) => outgoing.writeHead(404).end())
  .listen(process.env.PORT)`
const url = [{ http: { name: 'a-url' } }]

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'weapp scf dist '))
  write('scf_bootstrap', '#!/bin/bash\n')
  write('gateway.json', '{}')
  write('a.js', ANSWERS)
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(path.join(dir, name), text)
const service = (settings: object = {}, variables = {}) => ({
  provider: { environment: { variables } },
  functions: { a: { handler: 'a.main_handler', events: url, ...settings } }
})
const tried = (settings?: object, variables?: Record<string, string>) =>
  tryArchive(writeArchive(dir, ['a']), service(settings, variables))

describe('an archive', () => {
  it('produces the same bytes for the same files, whenever they were written', () => {
    const first = writeArchive(dir, ['a'])
    utimesSync(path.join(dir, 'a.js'), 1, 1)
    expect(writeArchive(dir, ['a']).equals(first)).toBe(true)
    write('a.js', `${ANSWERS}\n`)
    expect(writeArchive(dir, ['a']).equals(first)).toBe(false)
  })

  it('produces the same bytes on every machine', () => {
    expect(
      createHash('sha256')
        .update(writeArchive(dir, ['a']))
        .digest('hex')
    ).toBe('128fdaa9dea1230434c4dd3b52d3613f97e8f3b4c44c9b860e1fa77f501bb6c8')
  })

  it('stores scf_bootstrap as an executable, and bundles unchanged', async () => {
    const files = await readArchive(writeArchive(dir, ['a']))
    expect([...files.keys()]).toEqual(['a.js', 'gateway.json', 'scf_bootstrap'])
    expect(files.get('scf_bootstrap')?.mode).toBe(0o755)
    expect(files.get('a.js')).toEqual({ mode: 0o644, bytes: Buffer.from(ANSWERS) })
  })

  it.each(['.env', 'a.js.map', 'notes.txt', 'openapi.json'])(
    'refuses to pack the file %s',
    (name) => {
      write(name, 'x')
      expect(() => writeArchive(dir, ['a'])).toThrow(`archive: ${name} does not belong in it`)
    }
  )

  it('refuses to pack a folder', () => {
    mkdirSync(path.join(dir, 'node_modules'))
    expect(() => writeArchive(dir, ['a'])).toThrow('node_modules does not belong in it')
  })

  it('requires the bundle of every function', () => {
    expect(() => writeArchive(dir, ['a', 'b'])).toThrow('archive: b.js is missing')
  })

  it("requires the environment's settings, without which a function has no limits", () => {
    rmSync(path.join(dir, 'gateway.json'))
    expect(() => writeArchive(dir, ['a'])).toThrow('archive: gateway.json is missing')
  })

  it('refuses an archive whose content is damaged', async () => {
    const archive = writeArchive(dir, ['a'])
    const at = archive.indexOf('a.js') + 'a.js'.length + 8
    archive.writeUInt8(archive.readUInt8(at) ^ 1, at)
    await expect(tryArchive(archive, service())).rejects.toThrow()
  })

  it('refuses an archive with a wrong checksum', async () => {
    const archive = writeArchive(dir, ['a'])
    const central = archive.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    archive.writeUInt32LE(1, central + 16)
    await expect(readArchive(archive)).rejects.toThrow('archive: a.js is damaged')
  })
})

describe('trying functions from the archive', () => {
  it('accepts an event function that answers', () => tried())

  it('accepts a web function that answers', async () => {
    write('a.js', WEB)
    await tried({ type: 'web' })
  })

  it('gives a function only its own settings', async () => {
    process.env.NOT_THE_FUNCTIONS = 'x'
    write(
      'a.js',
      `if (process.env.NOT_THE_FUNCTIONS || !process.env.MINE) throw new Error('odd')\n${ANSWERS}`
    )
    await expect(tried()).rejects.toThrow('odd')
    await tried({}, { MINE: '1' })
    delete process.env.NOT_THE_FUNCTIONS
  })

  it('only loads a timer function, because its job is real work', async () => {
    write('a.js', 'exports.main_handler = () => process.exit(1)')
    await tried({ events: [{ timer: { name: 't' } }] })
  })

  describe('with settings in SSM', () => {
    const answer = (code: string) => JSON.stringify({ code, message: '', requestId: 'x' })
    const inEvent = (code: string) => `exports.main_handler = async () => ({
      statusCode: 503, headers: {}, body: ${JSON.stringify(answer(code))}
    })`
    const inWeb = (code: string) =>
      WEB.replace('404).end()', `503).end(${JSON.stringify(answer(code))})`)

    it.each([
      ['event', inEvent],
      ['web', inWeb]
    ])(
      'lets an %s function fail with SETTINGS_UNAVAILABLE, and nothing else',
      async (type, write503) => {
        write('a.js', write503('SETTINGS_UNAVAILABLE'))
        expect(await tried({ type }, { SECRETS_NAME: 'app@v1' })).toEqual(['a'])
        await expect(tried({ type })).rejects.toThrow('does not answer from the archive')
        write('a.js', write503('DATABASE_UNAVAILABLE'))
        const other = tried({ type }, { SECRETS_NAME: 'app@v1' })
        await expect(other).rejects.toThrow('does not answer from the archive')
      }
    )
  })

  it.each([
    ['throws when it is loaded', `throw new Error('no database')`, {}, 'no database'],
    ['exports something else', 'exports.handler = 1', {}, 'no main_handler is exported'],
    ['fails', `${ANSWERS.replace('404', '500')}`, {}, 'it answers {"statusCode":500}'],
    ['ends, as a web function', `process.exitCode = 3`, { type: 'web' }, 'it prints nothing']
  ])('refuses a function that %s, and quotes it', async (_which, text, settings, words) => {
    write('a.js', text)
    await expect(tried(settings)).rejects.toThrow('function a does not answer from the archive')
    await expect(tried(settings)).rejects.toThrow(words)
  })
})

describe('an interrupted trial', () => {
  const TRY_ARCHIVE = path.resolve(__dirname, '../../../../tools/deploy/archive/try-archive.ts')
  const SCRIPT = `
    const [tryArchive, archive, service] = process.argv.slice(1)
    const bytes = require('node:fs').readFileSync(archive)
    require(tryArchive).tryArchive(bytes, JSON.parse(service))`

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130]
  ] as const)('leaves neither a running function nor a folder after %s', async (signal, code) => {
    const pidFile = path.join(dir, 'pid')
    write(
      'a.js',
      `require('node:fs').writeFileSync(process.env.PID_FILE, String(process.pid))\n${WEB}`
    )
    const archive = path.join(dir, 'a.zip')
    const tmp = path.join(dir, 'tmp')
    writeFileSync(archive, writeArchive(dir, ['a']))
    mkdirSync(tmp)
    // it does not listen on the port that is asked, so the trial waits
    const given = service({ type: 'web' }, { PID_FILE: pidFile, PORT: '0' })
    const child = spawn(
      process.execPath,
      ['--require', 'tsx/cjs', '-e', SCRIPT, TRY_ARCHIVE, archive, JSON.stringify(given)],
      { env: { ...process.env, TMPDIR: tmp }, stdio: ['ignore', 'pipe', 'pipe'] }
    )
    const ended = new Promise((resolve) => child.once('close', resolve))
    // the file exists for a moment before it has its content
    const pidOf = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0)
    while (!pidOf() && child.exitCode === null) await delay(20)
    const pid = pidOf()
    child.kill(signal)
    expect(await ended).toBe(code)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(readdirSync(tmp).filter((name) => name.startsWith('scf-archive-'))).toEqual([])
  })
})

describe('the Node of a web function', () => {
  const read = () => readFileSync(path.join(project.functionsDir, 'scf_bootstrap'), 'utf8')

  it('is the one of the runtime, so that the two cannot differ', () => {
    expect(chooseNode(read(), 'Nodejs20.19')).toContain('/var/lang/node20/bin/node')
    expect(chooseNode(read(), 'Nodejs18.15')).toBe(read())
  })

  it('is not chosen silently where scf_bootstrap names none', () => {
    expect(() => chooseNode('#!/bin/bash', 'Nodejs20.19')).toThrow('does not name /var/lang/node18')
  })
})

it('removes copies of archives that a killed deployment has left, and no others', () => {
  const left = spawnSync(process.execPath, ['-e', '']).pid
  for (const name of ['test.zip', `test.zip.${left}.zip`, `test.zip.${process.pid}.zip`])
    write(name, '')
  const serverless = { service: { package: { artifact: 'test.zip' } }, serviceDir: dir }
  const { code } = pinArchive(serverless as Serverless)
  expect(code).toMatch(/^[\da-f]{12}$/)
  expect(readdirSync(dir).filter((name) => name.startsWith('test.zip.'))).toEqual([
    `test.zip.${process.pid}.zip`
  ])
})
