import { freshCode, startTestStack } from '../../support/stack'

it('names the settings of functions that a test has not given', async () => {
  const stack = await startTestStack({ TOKEN_KEYS: '' })
  expect((await stack.login(freshCode('alice'))).status).toBe(405)
  await expect(stack.stop()).rejects.toThrow(
    /^give startTestStack .*\nlogin \| +TOKEN_KEYS is missing/
  )
})
