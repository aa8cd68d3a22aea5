import { readCredentials } from '../../cloud/credentials'
import { replace } from '../plugin-parts'
import { type Patch } from './patch'

/** The account: where the plugin gets its key, and what it reports to its makers. */
export const accountPatches = {
  /**
   * Every command reports to a host of the API gateway product, which is being shut down, and dies
   * when that host does not answer.
   */
  telemetry({ report }) {
    replace(report, 'report', () => async () => true)
  },

  /** The same host is asked whether the account is verified. The cloud checks that itself. */
  realName({ authInfo }) {
    const verified = { Error: false, Message: { Authentication: 1 } }
    replace(authInfo, 'isAuth', () => async () => verified)
  },

  /**
   * The key is read from a file in the home folder; without that file, the plugin shows a QR code
   * and waits for ever.
   */
  credentials({ provider }, { cloud }) {
    type Options = { credentials?: object; token?: string }
    replace(provider, 'getCredentials', () => async () => undefined)
    replace(provider, 'getUserCred', () => async (options: Options): Promise<Options> => {
      const { secretId, secretKey, token } = readCredentials(process.env)
      const account = await cloud()<{ AppId: number; OwnerUin: string }>('cam', 'GetUserAppId')
      options.token = token
      options.credentials = {
        tencent_secret_id: secretId,
        tencent_secret_key: secretKey,
        tencent_appid: account.AppId,
        tencent_owneruin: account.OwnerUin
      }
      return options
    })
  }
} satisfies Record<string, Patch>
