import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ssm/v20190923/ssm_client'
import { type RoleKey } from './role-key'
import { type SecretStoreSettings } from './sections'

const ANSWER_SECONDS = 2
/** The store's name for the current version of a secret that it rotates itself. */
const VERSION_IN_FORCE = 'SSM_Current'

/**
 * Settings from Tencent Cloud's secret store: the secret SECRETS_NAME (`name` or `name@version`)
 * is a JSON object of setting names and values. The function's execution role reads it, so no key
 * has to be kept for that. Throws an Error with the store's `code`, or without one.
 * @see https://cloud.tencent.com/document/product/1140/40522
 */
export async function readSecrets(
  store: SecretStoreSettings,
  credential: RoleKey,
  region?: string
): Promise<Record<string, string>> {
  const [SecretName = '', VersionId = VERSION_IN_FORCE] = store.name.split('@')
  const url = new URL(store.url)
  const client = new Client({
    credential,
    region,
    profile: {
      httpProfile: {
        endpoint: url.host,
        protocol: `${url.protocol}//`,
        reqTimeout: ANSWER_SECONDS
      }
    }
  })
  const { SecretString } = await client.GetSecretValue({ SecretName, VersionId })
  return readSettings(SecretString)
}

function readSettings(text = ''): Record<string, string> {
  const settings = parse(text)
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings))
    throw Object.assign(new Error('not a JSON object'), { code: 'NotSettings' })
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
