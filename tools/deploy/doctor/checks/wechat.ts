import { type Check, type CheckFinding, fail, ok, warn } from '../check'

const TIMEOUT_MS = 5_000

/** A code that does not exist: WeChat checks AppID and secret first, and no real code is spent. */
const NO_CODE = 'doctor'

const ANSWERS: Record<number, CheckFinding> = {
  40029: ok('WeChat accepts the AppID and its secret'),
  40163: ok('WeChat accepts the AppID and its secret'),
  40013: fail(
    'WeChat does not know the AppID (40013)',
    'nobody can log in',
    'correct WECHAT_APPID'
  ),
  40125: fail(
    'WeChat does not accept the secret (40125)',
    'nobody can log in',
    'copy it from mp.weixin.qq.com, or reset it: docs/keys.md'
  ),
  40243: fail('the AppSecret is frozen (40243)', 'nobody can log in', 'see mp.weixin.qq.com'),
  40164: warn(
    'WeChat refuses calls from this machine (40164)',
    'its IP whitelist does not contain it',
    'the list must contain the fixed address of the functions'
  )
}

export const wechat: Check = {
  name: 'wechat',
  needsNetwork: true,
  async run({ settings }) {
    const appId = settings.WECHAT_APPID
    const secrets = settings.WECHAT_APP_SECRET?.split('|').map((one) => one.trim()) ?? []
    if (!appId || !secrets[0])
      return warn('the AppID or the secret is not set here', 'WeChat cannot be asked')
    const base = settings.WECHAT_API_URL ?? 'https://api.weixin.qq.com'
    const answers: CheckFinding[] = []
    for (const secret of secrets) answers.push(await askWechat(base, appId, secret))
    // one of two secrets is enough while the secret is being replaced
    return answers.find(({ level }) => level === 'ok') ?? (answers[0] as CheckFinding)
  }
}

async function askWechat(base: string, appid: string, secret: string): Promise<CheckFinding> {
  const asked = { appid, secret, js_code: NO_CODE, grant_type: 'authorization_code' }
  try {
    const response = await fetch(`${base}/sns/jscode2session?${new URLSearchParams(asked)}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    })
    const { errcode } = JSON.parse(await response.text()) as { errcode?: number | string }
    const unknown = warn(`WeChat answers ${errcode}`, 'whether the secret is right remains unknown')
    return ANSWERS[Number(errcode)] ?? unknown
  } catch {
    // not shown: the error contains the address, and with it the secret
    return warn('WeChat cannot be reached from here', `no answer within ${TIMEOUT_MS / 1000} s`)
  }
}
