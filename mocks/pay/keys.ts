import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes
} from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const generate = promisify(generateKeyPair)

/** Which of its two kinds of keys WeChat Pay signs with. */
export type KeyMode = 'publicKey' | 'platformCertificate'

interface SigningKey {
  /** What Wechatpay-Serial says: `PUB_KEY_ID_...`, or a certificate's serial number. */
  id: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** Keys of a merchant that exists on this machine only, and of WeChat Pay towards it. */
export interface PayKeys {
  mchId: string
  merchant: SigningKey
  apiV3Key: string
  pay: Record<KeyMode, SigningKey>
}

interface KeptKeys {
  apiV3Key: string
  /** PEM by id: the merchant's, the public key's, the platform certificate's. */
  pairs: [id: string, pem: string][]
}

/** Made once per user of this machine, because making them takes a second. */
const FILE = path.join(tmpdir(), `wechat-pay-stand-in-${userInfo().uid}.json`)

export async function loadKeys(): Promise<PayKeys> {
  const { apiV3Key, pairs } = readKept() ?? (await makeKeys())
  const [merchant, publicKey, platformCertificate] = pairs.map(([id, pem]) => {
    const privateKey = createPrivateKey(pem)
    return { id, privateKey, publicKey: createPublicKey(privateKey) }
  }) as [SigningKey, SigningKey, SigningKey]
  return { mchId: '1900000109', merchant, apiV3Key, pay: { publicKey, platformCertificate } }
}

function readKept(): KeptKeys | undefined {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as KeptKeys
  } catch {
    return undefined
  }
}

async function makeKeys(): Promise<KeptKeys> {
  const serial = () => randomBytes(20).toString('hex').toUpperCase()
  const ids = [serial(), `PUB_KEY_ID_${Date.now()}`, serial()]
  const pairs = await Promise.all(
    ids.map(async (id): Promise<[string, string]> => {
      const { privateKey } = await generate('rsa', { modulusLength: 2048 })
      return [id, privateKey.export({ format: 'pem', type: 'pkcs8' }) as string]
    })
  )
  const kept = { apiV3Key: randomBytes(16).toString('hex'), pairs }
  const draft = `${FILE}.${process.pid}`
  writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 })
  renameSync(draft, FILE)
  return kept
}

/** Settings of functions that are this merchant's. */
export function settingsOf(keys: PayKeys, url: string): Record<string, string> {
  const { publicKey, platformCertificate } = keys.pay
  return {
    PAY_MCHID: keys.mchId,
    PAY_SERIAL: keys.merchant.id,
    PAY_PRIVATE_KEY: oneLine(keys.merchant.privateKey),
    PAY_APIV3_KEY: keys.apiV3Key,
    PAY_KEYS: [publicKey, platformCertificate]
      .map(({ id, publicKey: key }) => `${id}:${oneLine(key)}`)
      .join(),
    PAY_API_URL: url,
    // its notifications go to the local gateway, whatever the host here is
    PAY_NOTIFY_URL: 'https://localhost/pay/notify'
  }
}

/** A key as settings have it: the lines of its PEM without the first and the last, in one. */
function oneLine(key: KeyObject): string {
  const type = key.type === 'private' ? 'pkcs8' : 'spki'
  return key.export({ format: 'der', type }).toString('base64')
}
