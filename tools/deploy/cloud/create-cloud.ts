import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client'
import { adviceFor } from './advice'
import { type Cloud, CloudError, VERSIONS } from './client'
import { type Credentials } from './credentials'
import { repeatCalls } from './repeat'

const TIMEOUT_SECONDS = 30

/** A client of the cloud's APIs. Like the SDK under it, it goes through `http_proxy`. */
export function createCloud(credential: Credentials, region: string): Cloud {
  return repeatCalls(
    async <Reply>(service: keyof typeof VERSIONS, action: string, parameters = {}) => {
      const client = new CommonClient(`${service}.tencentcloudapi.com`, VERSIONS[service], {
        credential,
        region,
        profile: { httpProfile: { reqTimeout: TIMEOUT_SECONDS }, language: 'en-US' }
      })
      try {
        return (await client.request(action, parameters)) as Reply
      } catch (error) {
        const { code: given, message } = error as Error & { code?: string }
        const code = given || 'NoAnswer'
        const text = `${action}: ${code}: ${message}`
        throw new CloudError([text, adviceFor(code)].filter(Boolean).join(' -> '), code, {
          cause: error
        })
      }
    }
  )
}
