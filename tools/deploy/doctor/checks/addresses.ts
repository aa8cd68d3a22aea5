import { fail, ok, type Check } from '../check'

const LOCAL = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/

export const addresses: Check = {
  name: 'addresses',
  run({ settings }) {
    for (const name of ['DATABASE_URL', 'WECHAT_API_URL', 'SECRETS_URL']) {
      const text = settings[name]
      if (text && URL.canParse(text) && LOCAL.test(new URL(text).hostname))
        return fail(
          `${name} is an address of this machine`,
          'in the cloud nothing listens there',
          `set the one that the functions can reach`
        )
    }
    return ok('no setting names this machine')
  }
}
