import { type Check, fail, ok } from '../check'

const LOCAL = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/

export const addresses: Check = {
  name: 'addresses',
  run({ settings }) {
    for (const name of [
      'DATABASE_URL',
      'WECHAT_API_URL',
      'PAY_API_URL',
      'SECRETS_URL',
      'FILES_URL'
    ]) {
      const text = settings[name]
      if (text && URL.canParse(text) && LOCAL.test(new URL(text).hostname))
        return fail(
          `${name} is an address of this machine`,
          'the functions in the cloud cannot reach it',
          'set an address that they can reach'
        )
    }
    return ok('no setting is an address of this machine')
  }
}
