import { type SettingsStore } from '../../settings'
import { ask } from '../sheet'
import { api, event } from './api'

/** What WeChat gives instead of a user's own name and picture. */
export const ANONYMOUS_USER = {
  nickName: '微信用户',
  avatarUrl: '',
  gender: 0,
  country: '',
  province: '',
  city: '',
  language: 'zh_CN'
}

interface PhoneCall {
  phoneNumber: string
}

/** What needs a tap of the user outside of the page. */
export function createUserApis(
  settings: SettingsStore,
  showToast: (option: { title: string; icon: string }) => unknown
) {
  const capture = event<object>()

  return {
    getUserInfo: api('getUserInfo', () => ({
      userInfo: ANONYMOUS_USER,
      rawData: '',
      signature: ''
    })),
    getUserProfile: api('getUserProfile', () => ({ userInfo: ANONYMOUS_USER, rawData: '' })),
    requestSubscribeMessage: api(
      'requestSubscribeMessage',
      async ({ tmplIds }: { tmplIds: string[] }) => {
        const { chosen } = await ask({
          title: '订阅消息',
          text: tmplIds.join('\n'),
          choices: [{ label: '拒绝' }, { label: '允许', kind: 'main' }],
          atBottom: true
        })
        if (chosen < 0) throw new Error('fail cancel')
        return Object.fromEntries(tmplIds.map((id) => [id, chosen === 1 ? 'accept' : 'reject']))
      }
    ),
    makePhoneCall: api('makePhoneCall', async ({ phoneNumber }: PhoneCall) => {
      const { chosen } = await ask({
        choices: [{ label: `呼叫 ${phoneNumber}` }, { label: '取消' }],
        atBottom: true
      })
      if (chosen !== 0) throw new Error('fail cancel')
    }),
    scanCode: api('scanCode', async () => {
      const { chosen, input } = await ask({
        title: '扫码的结果',
        input: `https://example.com/${settings.read().user}`,
        choices: [{ label: '取消' }, { label: '扫到了', kind: 'main' }]
      })
      if (chosen !== 1) throw new Error('fail cancel')
      return { result: input, scanType: 'QR_CODE', charSet: 'utf-8', path: '' }
    }),
    navigateToMiniProgram: api('navigateToMiniProgram', async ({ appId }: { appId: string }) => {
      const { chosen } = await ask({
        text: `即将打开小程序 ${appId}`,
        choices: [{ label: '取消' }, { label: '允许', kind: 'main' }]
      })
      if (chosen !== 1) throw new Error('fail cancel')
      void showToast({ title: '预览里没有别的小程序', icon: 'none' })
    }),
    exitMiniProgram: api('exitMiniProgram', () => undefined),
    onUserCaptureScreen: capture.on,
    offUserCaptureScreen: capture.off
  }
}
