import { readFileSync } from 'node:fs'
import { OWN_SETTINGS } from '../../own-settings'
import { project } from '../../support/project'
import { freshCode, startTestStack } from '../../support/stack'

it('names the settings of functions that have no value', async () => {
  const stack = await startTestStack({ TOKEN_KEYS: '' })
  expect((await stack.login(freshCode('alice'))).status).toBe(405)
  await expect(stack.stop()).rejects.toThrow(
    /^settings without .*\nlogin \| +TOKEN_KEYS is missing/
  )
})

it('finds a value in test/own-settings.ts for each setting that only the owner knows', () => {
  const service = readFileSync(project.serverlessFile, 'utf8')
  const required = [...service.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => name)
  const known = ['WECHAT_APPID', 'WECHAT_APP_SECRET', 'DATABASE_URL', 'TOKEN_KEYS', 'SEALING_KEYS']
  expect(required.filter((name) => !known.includes(name) && !(name in OWN_SETTINGS))).toEqual([])
})
