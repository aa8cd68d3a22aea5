import { type SettingsStore } from '../../settings'
import { ask, askYesNo } from '../sheet'
import { apis } from './api'

type Resolve = (answer: { event: string; buttonId?: string }) => void
type Handler = (resolve: Resolve, info: { referrer: string }) => void

const NAME = '《小程序用户隐私保护指引》'

/**
 * The consent that WeChat requires before a mini-program uses private data
 * (developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html).
 */
export function createPrivacy(settings: SettingsStore) {
  let handler: Handler | undefined
  let waiting: ((agreed: boolean) => void)[] = []

  function end(agreed: boolean): void {
    if (agreed) settings.change({ privacyNeeded: false })
    for (const resolve of waiting.splice(0)) resolve(agreed)
  }

  async function askByWechat(): Promise<void> {
    const text = `使用前请阅读并同意${NAME}`
    const { chosen } = await askYesNo({ title: '用户隐私保护提示', text, yes: '同意', no: '拒绝' })
    end(chosen === 1)
  }

  /** Throws what the API `referrer` fails with if the user does not agree. */
  async function requireConsent(referrer: string): Promise<void> {
    if (!settings.read().privacyNeeded) return
    const agreed = await new Promise<boolean>((resolve) => {
      waiting = [...waiting, resolve]
      if (waiting.length > 1) return
      if (!handler) void askByWechat()
      else
        handler(({ event }) => event !== 'exposureAuthorization' && end(event === 'agree'), {
          referrer
        })
    })
    if (!agreed)
      throw Object.assign(new Error('fail privacy permission is not authorized'), { errno: 104 })
  }

  return {
    requireConsent,
    agree: () => end(true),
    apis: {
      onNeedPrivacyAuthorization: (given: Handler) => void (handler = given),
      ...apis({
        getPrivacySetting: () => ({
          needAuthorization: settings.read().privacyNeeded,
          privacyContractName: NAME
        }),
        requirePrivacyAuthorize: () => requireConsent('requirePrivacyAuthorize'),
        async openPrivacyContract() {
          await ask({ title: NAME, text: '预览里没有这份文件。', choices: [{ label: '知道了' }] })
        }
      })
    }
  }
}
