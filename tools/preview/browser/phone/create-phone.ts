import { report } from '../reports'
import { type SettingsStore } from '../settings'
import { type PhoneApp } from './app'
import { type Chrome } from './chrome'
import { type NavigateOption, type PhoneServices } from './phone'
import { drawPictures } from './pictures'
import { readImage } from './read-image'
import { ask } from './sheet'
import { type PhoneFiles } from './wx/files'
import { freshCode } from './wx/login'
import { type createNavigation } from './wx/navigation'
import { type createPlace } from './wx/place'
import { type createPrivacy } from './wx/privacy'
import { type createShare } from './wx/share'
import { ANONYMOUS_USER } from './wx/user'

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  privacy: ReturnType<typeof createPrivacy>
  files: PhoneFiles
  navigation: ReturnType<typeof createNavigation>
  place: ReturnType<typeof createPlace>
  share: ReturnType<typeof createShare>
  chrome: Chrome
}

/** What WeChat does for the user outside the mini-program's own pages. */
export function createPhone(parts: Parts): PhoneServices {
  const { app, settings, privacy, files, navigation, chrome } = parts
  const moves: Record<string, (option: NavigateOption) => unknown> = {
    navigate: navigation.navigateTo,
    redirect: navigation.redirectTo,
    switchTab: navigation.switchTab,
    reLaunch: navigation.reLaunch,
    navigateBack: navigation.navigateBack
  }
  const allowed = (referrer: string) =>
    privacy.requireConsent(referrer).then(
      () => true,
      () => false
    )

  return {
    async offerNickname() {
      if (!(await allowed('nickname'))) return undefined
      const nickname = settings.read().user
      const choices = [{ label: `用微信昵称“${nickname}”` }, { label: '自己输入' }]
      const { chosen } = await ask({ choices, atBottom: true })
      return chosen === 0 ? nickname : undefined
    },
    async chooseAvatar() {
      if (!(await allowed('chooseAvatar'))) return undefined
      const images = drawPictures()
      const { image } = await ask({
        title: '选择头像',
        images,
        choices: [{ label: '取消' }],
        atBottom: true
      })
      const picked = image === undefined ? undefined : images[image]
      return picked && files.add(picked)
    },
    async askPhoneNumber(api) {
      if (!(await allowed(api)))
        return { errMsg: `${api}:fail privacy permission is not authorized`, errno: 104 }
      const { chosen } = await ask({
        title: '申请使用你的手机号',
        text: '138****8000（微信绑定的号码）',
        choices: [{ label: '允许', kind: 'main' }, { label: '不允许' }],
        atBottom: true
      })
      if (chosen !== 0) return { errMsg: `${api}:fail user deny` }
      return { errMsg: `${api}:ok`, code: freshCode('phone', settings.read().user) }
    },
    agreeToPrivacy: () => privacy.agree(),
    share: (button) =>
      void parts.share.share('button', { dataset: { ...button.__wxElement?.dataset } }),
    openSetting: async () => (await parts.place.openSetting()) ?? {},
    anonymousUser: () => ANONYMOUS_USER,
    readImage: (source, page) => readImage(app, files, source, page),
    decorate: chrome.setBar,
    navigate(openType, option) {
      const move = moves[openType]
      if (move) void move(option)
      else this.reportUnsupported(`<navigator open-type="${openType}">`)
    },
    reportUnsupported: (what) =>
      report({ kind: 'trouble', message: `预览里没有 ${what}：请用微信开发者工具` })
  }
}
