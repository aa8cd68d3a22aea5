import { createPrivateKey, createSign, type KeyObject, randomBytes } from 'node:crypto'
import { readEnvironment, type StageSettings } from '../../settings/settings'
import { type Check, type CheckFinding, fail, ok, warn } from '../check'
import { isPrivate } from '../outside'

const TIMEOUT_MS = 5_000
const WANTED = ['PAY_SERIAL', 'PAY_PRIVATE_KEY', 'PAY_APIV3_KEY', 'PAY_KEYS', 'PAY_NOTIFY_URL']
const CONSOLE = 'compare with pay.weixin.qq.com, API 安全: docs/deploy.md, 16'

/** Asks for an order that does not exist: WeChat Pay checks merchant, serial number and key first. */
export const wechatPay: Check = {
  name: 'wechat-pay',
  needsNetwork: true,
  async run({ settings }) {
    const { PAY_MCHID, SECRETS_NAME } = settings
    if (!PAY_MCHID) return ok('PAY_MCHID is not set here', 'WeChat Pay is not asked')
    const missing = WANTED.filter((name) => !settings[name])
    if (missing.length && SECRETS_NAME)
      return warn(`${missing.join(', ')}: not set here`, 'WeChat Pay cannot be asked')
    if (missing.length) return fail(missing.join(', '), 'not set', 'set them: docs/deploy.md, 16')
    const key = readKey(settings.PAY_PRIVATE_KEY ?? '')
    return key
      ? judge(settings, await ask(settings, key))
      : fail('PAY_PRIVATE_KEY is not an RSA key', 'nothing can be signed', 'copy apiclient_key.pem')
  }
}

/** What came back; undefined when nothing did. */
type Answer = { status: number; code: string; serial: string } | undefined

function judge(settings: StageSettings, answer: Answer): CheckFinding {
  const serials = serialsOf(settings)
  if (!answer) return warn('WeChat Pay cannot be reached from here', 'the keys are not checked')
  const { status, code, serial } = answer
  if (status === 401)
    return fail(
      `WeChat Pay refuses our signature (${code})`,
      'PAY_MCHID, PAY_SERIAL and PAY_PRIVATE_KEY do not belong together, or the clock is wrong',
      CONSOLE
    )
  if (!/ORDER_?NOT_?EXIST/.test(code))
    return warn(`WeChat Pay answers ${status} ${code}`, 'the keys remain unchecked', CONSOLE)
  if (serial && !serials.includes(serial))
    return fail(
      `WeChat Pay signs with ${serial}, and PAY_KEYS has ${serials.join(', ')}`,
      'every answer and notification would be refused',
      'add that key to PAY_KEYS'
    )
  const certificates = serials.filter((one) => !isPublicKey(one))
  const mode = isPublicKey(serials[0]) ? 'public key' : 'platform certificate'
  return certificates.length && certificates.length < serials.length
    ? ok(`WeChat Pay accepts us (${mode} first)`, 'both kinds of keys, as during the change')
    : ok(`WeChat Pay accepts us (${mode})`)
}

async function ask(settings: StageSettings, key: KeyObject): Promise<Answer> {
  const { PAY_MCHID: mchId, PAY_SERIAL: serialNo } = settings
  const path = `/v3/pay/transactions/out-trade-no/${randomBytes(16).toString('hex')}?mchid=${mchId}`
  const [timestamp, nonce] = [Math.floor(Date.now() / 1000), randomBytes(16).toString('hex')]
  const text = `GET\n${path}\n${timestamp}\n${nonce}\n\n`
  const signature = createSign('sha256').update(text).sign(key, 'base64')
  const fields = { mchid: mchId, nonce_str: nonce, timestamp, serial_no: serialNo, signature }
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  const [wanted] = serialsOf(settings)
  try {
    const base = settings.PAY_API_URL ?? 'https://api.mch.weixin.qq.com'
    const response = await fetch(base + path, {
      headers: {
        authorization: `WECHATPAY2-SHA256-RSA2048 ${list.join()}`,
        accept: 'application/json',
        ...(wanted && isPublicKey(wanted) && { 'wechatpay-serial': wanted })
      },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    })
    const { code = 'no code' } = JSON.parse(await response.text()) as { code?: string }
    const { status, headers } = response
    return { status, code, serial: headers.get('wechatpay-serial') ?? '' }
  } catch {
    return undefined
  }
}

function serialsOf({ PAY_KEYS = '' }: StageSettings): string[] {
  return PAY_KEYS.split(',').map((entry) => entry.trim().split(':')[0] ?? '')
}

function isPublicKey(serial = ''): boolean {
  return serial.startsWith('PUB_KEY_ID_')
}

/** A PEM, or its lines without the first and the last. */
function readKey(text: string): KeyObject | undefined {
  const der = Buffer.from(text.replace(/-----[A-Z ]+-----|\\n|\s/g, ''), 'base64')
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    return undefined
  }
}

const PLACEHOLDER = /(^|\.)(example\.(com|org|net)|localhost)$/

/** WeChat Pay sends notifications there, so it must be open to the internet. */
export const payNotify: Check = {
  name: 'pay-notify',
  needsNetwork: true,
  async run({ settings, project, stage, lookAt }) {
    const url = settings.PAY_NOTIFY_URL
    if (!url) return ok('PAY_NOTIFY_URL is not set here', 'there is nothing to reach')
    const advice = 'set PAY_NOTIFY_URL to https://<your domain>/pay/notify'
    const { protocol, hostname, search, hash } = URL.canParse(url) ? new URL(url) : ({} as URL)
    if (protocol !== 'https:' || search || hash)
      return fail(`${url} is not accepted`, 'WeChat Pay takes https without a query', advice)
    if (PLACEHOLDER.test(hostname)) return fail(url, 'WeChat Pay cannot reach it', advice)
    const { domain } = (await readEnvironment(project, stage)).settings
    if (domain && hostname !== domain)
      return fail(`${url} is not at ${domain}`, `${stage} answers at that domain`, advice)
    const { addresses, status } = await lookAt(url)
    if (!addresses.length)
      return warn(`${hostname} has no address`, 'WeChat Pay cannot reach it yet', 'see the domain')
    const inner = addresses.find(isPrivate)
    if (inner) return fail(`${hostname} is ${inner}`, 'an address of a private network', advice)
    if (status === 401) return ok(`${url} refuses what is not signed`, 'as it should')
    return warn(
      status ? `${url} answers ${status} to an unsigned notification` : `${url} does not answer`,
      'the function pay answers 401',
      'deploy first, then npm run cli -- domain'
    )
  }
}
