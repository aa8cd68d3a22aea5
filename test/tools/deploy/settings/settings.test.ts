import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCredentials } from '../../../../tools/deploy/cloud/credentials'
import { completeSettings, readSettings } from '../../../../tools/deploy/settings/settings'
import { readOptions, readStageOptions } from '../../../../tools/deploy/settings/options'

let dir: string
let yml: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'weapp scf settings '))
  yml = path.join(dir, 'serverless.yml')
  writeFileSync(yml, `a: 1\nb: \${env:ONE}\nc:\n  d: \${env:TWO, 'x'}\n  e: \${env:THREE}\n`)
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('settings of a stage', () => {
  it('come from its file, and the environment wins', () => {
    writeFileSync(path.join(dir, '.env.test'), 'ONE=file\nTHREE="a b"\n')
    expect(readSettings('test', { ONE: 'given', THREE: ' ' }, dir)).toEqual({
      ONE: 'given',
      THREE: 'a b'
    })
    expect(readSettings('release', { ONE: 'given' }, dir)).toEqual({ ONE: 'given' })
  })

  it('that are empty in the file are not there, and spaces around one are not part of it', () => {
    const file = 'ONE=\nTWO="  "\nTHREE=" 3 "\n'
    writeFileSync(path.join(dir, '.env.test'), file)
    expect(readSettings('test', { ONE: ' given ' }, dir)).toEqual({ ONE: 'given', THREE: '3' })
  })

  it('that are missing are named, all at once, each with its line', () => {
    expect(() => completeSettings({ ONE: '' }, 'test', yml)).toThrow(
      'set these in the environment or in .env.test (.env.example explains them):\n' +
        '  ONE (deploy/serverless.yml:2)\n  THREE (deploy/serverless.yml:5)'
    )
    expect(completeSettings({ ONE: '1', THREE: '3' }, 'test', yml)).toEqual({
      ONE: '1',
      THREE: '3'
    })
  })

  it('may be missing where a secret store has them', () => {
    const settings = { SECRETS_NAME: 'weapp', ONE: '1' }
    expect(completeSettings(settings, 'test', yml)).toEqual({ ...settings, THREE: '' })
  })
})

describe('the key', () => {
  it('comes from the environment, a temporary one with its token', () => {
    const env = { TENCENTCLOUD_SECRET_ID: 'id', TENCENTCLOUD_SECRET_KEY: 'key' }
    expect(readCredentials(env)).toEqual({ secretId: 'id', secretKey: 'key' })
    const token = readCredentials({ ...env, TENCENTCLOUD_SESSION_TOKEN: 't' })
    expect(token).toEqual({ secretId: 'id', secretKey: 'key', token: 't' })
  })

  it('is named when a part is missing', () => {
    expect(() => readCredentials({ TENCENTCLOUD_SECRET_ID: 'id' })).toThrow(
      /^set TENCENTCLOUD_SECRET_KEY:/
    )
  })
})

describe('the options', () => {
  it('are a stage, and perhaps a dry run', () => {
    expect(readStageOptions(['--stage', 'prepub'], '')).toEqual({ stage: 'prepub', dryRun: false })
    expect(readStageOptions(['--stage', 'test', '--dry-run'], '')).toMatchObject({ dryRun: true })
  })

  it.each([[[]], [['--stage', 'production']]])('%j names the stages that there are', (args) => {
    expect(() => readStageOptions(args, '')).toThrow('--stage must be one of test, prepub, release')
  })

  it('of a command of its own are read beside them', () => {
    const extra = { 'skip-doctor': { type: 'boolean' } } as const
    const given = ['--stage', 'test', '--skip-doctor']
    expect(readStageOptions(given, '', extra)).toMatchObject({ 'skip-doctor': true })
    expect(readOptions(['--skip-doctor'], '', extra)).toEqual({
      dryRun: false,
      'skip-doctor': true
    })
  })

  it('that are unknown are refused', () => {
    expect(() => readStageOptions(['--stage', 'test', '--force'], '')).toThrow('--force')
  })

  it('--help prints the usage', () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(readStageOptions(['--help'], 'the usage')).toBeUndefined()
    expect(log).toHaveBeenCalledWith('the usage')
    log.mockRestore()
  })
})
