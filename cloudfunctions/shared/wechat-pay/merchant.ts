import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { Failure } from '../core/failure'
import { part } from '../parts/part'
import { localOr, matching, type Read, secret } from '../settings/setting-rules'

const DER = 'the lines of its PEM without the first and the last'

/**
 * The merchant, and how WeChat Pay is reached and recognised. Without a merchant, nothing else of it
 * has to be set, and nothing can be bought: `merchant` throws Failure SERVER_MISCONFIGURED.
 */
export const merchant = part({
  settings(read) {
    const rule = 'the merchant number, 8 to 10 digits; empty: nothing can be bought'
    const mchId = read('PAY_MCHID', rule, matching(/^(\d{8,10})?$/), '')
    return mchId ? { mchId, ...readMerchant(read) } : undefined
  },
  needs: {},
  make: (_parts, settings) => (): Merchant => {
    if (settings) return settings
    throw new Failure('SERVER_MISCONFIGURED', { detail: { pay: 'PAY_MCHID is not set' } })
  }
})

export type Merchant = ReturnType<typeof readMerchant> & { mchId: string }

const readMerchant = (read: Read) => ({
  serial: read(
    'PAY_SERIAL',
    "the serial number of the merchant's certificate, 40 hexadecimal digits",
    matching(/^[0-9A-F]{40}$/)
  ),
  privateKey: read('PAY_PRIVATE_KEY', `apiclient_key.pem, RSA 2048: ${DER}`, secret(privateKey)),
  apiV3Key: read('PAY_APIV3_KEY', 'the APIv3 key, 32 characters', secret(apiV3Key)),
  /** By Wechatpay-Serial. The first one is that which answers are to be signed with. */
  keys: read(
    'PAY_KEYS',
    `id:key[,id:key ...]: WeChat Pay's public key by its PUB_KEY_ID_..., platform certificates by serial number, each ${DER}`,
    payKeys
  ),
  notifyUrl: read(
    'PAY_NOTIFY_URL',
    'https://<your domain>/pay/notify, without a query',
    matching(/^https:\/\/[^/?#\s]+\/[^?#\s]*$/)
  ),
  url: read(
    'PAY_API_URL',
    'https and a host of WeChat Pay (or a local address, for development)',
    localOr(/^api2?\.(mch\.weixin\.qq\.com|wechatpay\.cn)$/),
    'https://api.mch.weixin.qq.com'
  )
})

/** Also a whole PEM, as a secret store can hold it. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text.replace(/-----[A-Z ]+-----|\\n|\s/g, ''), 'base64')
}

function apiV3Key(text: string): Buffer | undefined {
  return /^[!-~]{32}$/.test(text) ? Buffer.from(text) : undefined
}

function privateKey(text: string): KeyObject | undefined {
  return attempt(() => {
    const key = createPrivateKey({ key: bytesOf(text), format: 'der', type: 'pkcs8' })
    return isRsa2048(key) ? key : undefined
  })
}

function payKeys(text: string): Map<string, KeyObject> | undefined {
  const keys = new Map<string, KeyObject>()
  for (const entry of text.split(',')) {
    const [, id = '', base64 = ''] = /^\s*(\w+):(.+)$/s.exec(entry) ?? []
    const key = publicKey(id, bytesOf(base64))
    if (!key || !isRsa2048(key) || keys.has(id)) return undefined
    keys.set(id, key)
  }
  return keys
}

/** A public key, or the key of a certificate with this serial number. */
function publicKey(id: string, der: Buffer): KeyObject | undefined {
  return (
    attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' })) ??
    attempt(() => {
      const certificate = new X509Certificate(der)
      return certificate.serialNumber === id ? certificate.publicKey : undefined
    })
  )
}

function isRsa2048({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' && Number(asymmetricKeyDetails?.modulusLength) >= 2048
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
