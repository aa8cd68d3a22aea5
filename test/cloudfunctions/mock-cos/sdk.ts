import COS from 'cos-nodejs-sdk-v5'
import { type CosStandIn } from '../../../mocks/cos'

/** Tencent Cloud's SDK, unmodified, pointed at the stand-in. */
export function sdkOf(
  cos: CosStandIn,
  keys = cos.keys.issue(600),
  options: COS.COSOptions = {}
): COS {
  return new COS({
    SecretId: keys.secretId,
    SecretKey: keys.secretKey,
    SecurityToken: keys.token,
    Protocol: 'http:',
    Domain: new URL(cos.url).host,
    AutoSwitchHost: false,
    ...options
  })
}
