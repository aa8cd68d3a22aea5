import { type SettingsStore } from '../../settings'
import { ask, askYesNo, confirm } from '../sheet'
import { apis } from './api'

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

/** What needs a tap of the user outside of the page. */
export function createUserApis(
  settings: SettingsStore,
  showToast: (option: { title: string; icon: 'none' }) => unknown
) {
  return apis({
    getUserInfo: () => ({ userInfo: ANONYMOUS_USER, rawData: '', signature: '' }),
    getUserProfile: () => ({ userInfo: ANONYMOUS_USER, rawData: '' }),
    async requestSubscribeMessage({ tmplIds }) {
      const { chosen } = await askYesNo({
        title: '订阅消息',
        text: tmplIds.join('\n'),
        yes: '允许',
        no: '拒绝',
        atBottom: true
      })
      if (chosen < 0) throw new Error('fail cancel')
      const answer = chosen === 1 ? 'accept' : 'reject'
      return Object.fromEntries((tmplIds as string[]).map((id) => [id, answer]))
    },
    async makePhoneCall({ phoneNumber }) {
      const choices = [{ label: `呼叫 ${phoneNumber}` }, { label: '取消' }]
      const { chosen } = await ask({ choices, atBottom: true })
      if (chosen !== 0) throw new Error('fail cancel')
    },
    async scanCode() {
      const input = `https://example.com/${settings.read().user}`
      const result = await confirm({ title: '扫码的结果', input, yes: '扫到了' })
      return { result, scanType: 'QR_CODE', charSet: 'utf-8', path: '' }
    },
    async navigateToMiniProgram({ appId }) {
      await confirm({ text: `即将打开小程序 ${appId}`, yes: '允许' })
      void showToast({ title: '预览里没有别的小程序', icon: 'none' })
    }
  })
}
