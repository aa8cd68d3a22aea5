import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCredentials } from '../../../../tools/deploy/cloud/credentials'
import { readOptions, readStageOptions } from '../../../../tools/deploy/settings/options'
import { completeSettings, readSettings } from '../../../../tools/deploy/settings/settings'

let root: string
let serverlessFile: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'weapp scf settings '))
  serverlessFile = path.join(root, 'serverless.yml')
  const text = `a: 1\nb: \${env:ONE}\nc:\n  d: \${env:TWO, 'x'}\n  e: \${env:THREE}\n`
  writeFileSync(serverlessFile, text)
})
afterEach(() => rmSync(root, { recursive: true }))

describe('settings of a stage', () => {
  it("reads the stage's file, and the environment wins", () => {
    writeFileSync(path.join(root, '.env.test'), 'ONE=file\nTHREE="a b"\n')
    expect(readSettings({ root }, 'test', { ONE: 'given', THREE: ' ' })).toEqual({
      ONE: 'given',
      THREE: 'a b'
    })
    expect(readSettings({ root }, 'release', { ONE: 'given' })).toEqual({ ONE: 'given' })
  })

  it('counts an empty setting as not set, and removes spaces around a value', () => {
    const file = 'ONE=\nTWO="  "\nTHREE=" 3 "\n'
    writeFileSync(path.join(root, '.env.test'), file)
    const settings = readSettings({ root }, 'test', { ONE: ' given ' })
    expect(settings).toEqual({ ONE: 'given', THREE: '3' })
  })

  it('lists all missing settings at once, each with its line', () => {
    const place = path.basename(root)
    expect(() => completeSettings({ serverlessFile }, { ONE: '' }, 'test')).toThrow(
      'set these in the environment or in .env.test (.env.example explains them):\n' +
        `  ONE (${place}/serverless.yml:2)\n  THREE (${place}/serverless.yml:5)`
    )
    const settings = { ONE: '1', THREE: '3' }
    expect(completeSettings({ serverlessFile }, settings, 'test')).toEqual(settings)
  })

  it('refuses a value in which the Serverless Framework would replace something', () => {
    const settings = { ONE: 'mysql://u:p${env:HOME}@h/d', THREE: '3$' }
    const complete = () => completeSettings({ serverlessFile }, settings, 'test')
    expect(complete).toThrow(/^ONE: the Serverless Framework would replace/)
    expect(complete).not.toThrow('mysql')
  })

  it('accepts missing settings when there is a secret store', () => {
    const settings = { SECRETS_NAME: 'weapp', ONE: '1' }
    const complete = completeSettings({ serverlessFile }, settings, 'test')
    expect(complete).toEqual({ ...settings, THREE: '' })
  })
})

describe('the key', () => {
  it('comes from the environment, a temporary one with its token', () => {
    const env = { TENCENTCLOUD_SECRET_ID: 'id', TENCENTCLOUD_SECRET_KEY: 'key' }
    expect(readCredentials(env)).toEqual({ secretId: 'id', secretKey: 'key' })
    const token = readCredentials({ ...env, TENCENTCLOUD_SESSION_TOKEN: 't' })
    expect(token).toEqual({ secretId: 'id', secretKey: 'key', token: 't' })
  })

  it('refuses a key with a missing part, and names the part', () => {
    expect(() => readCredentials({ TENCENTCLOUD_SECRET_ID: 'id' })).toThrow(
      /^set TENCENTCLOUD_SECRET_KEY:/
    )
  })
})

describe('options', () => {
  it('reads a stage, with or without a dry run', () => {
    expect(readStageOptions(['--stage', 'prepub'])).toEqual({ stage: 'prepub', dryRun: false })
    expect(readStageOptions(['--stage', 'test', '--dry-run'])).toMatchObject({ dryRun: true })
  })

  it.each([[[]], [['--stage', 'production']]])('lists the stages for the options %j', (args) => {
    expect(() => readStageOptions(args)).toThrow('--stage must be one of test, prepub, release')
  })

  it('reads the options of one command beside them', () => {
    const extra = { 'skip-doctor': { type: 'boolean' } } as const
    const given = ['--stage', 'test', '--skip-doctor']
    expect(readStageOptions(given, extra)).toMatchObject({ 'skip-doctor': true })
    expect(readOptions(['--skip-doctor'], extra)).toEqual({
      dryRun: false,
      'skip-doctor': true
    })
  })

  it.each([
    [['--stage', 'test', '--force'], /'--force'.*: --help lists the options$/],
    [['test'], /'test': write --stage test$/],
    [['--stage'], /--stage.*: --help lists the options$/]
  ])('refuses the options %j and says what to write', (args, words) => {
    expect(() => readStageOptions(args)).toThrow(words)
  })
})
