import { report } from '../reports'
import type { SettingsStore } from '../settings'
import type { PhoneApp } from './app'
import { drawAvatars } from './avatars'
import type { Phone } from './phone'
import { ask } from './sheet'
import type { createNavigation } from './wx/navigation'
import type { createPrivacy } from './wx/privacy'
import type { Files } from './wx/files'
import { freshCode } from './wx/login'

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  privacy: ReturnType<typeof createPrivacy>
  files: Files
  navigation: ReturnType<typeof createNavigation>
}

/** What happens between the user and WeChat, outside the mini-program's own pages. */
export function createPhone({ app, settings, privacy, files, navigation }: Parts): Phone {
  const moves: Record<string, (option: { url: string; delta: number }) => unknown> = {
    navigate: navigation.navigateTo,
    redirect: navigation.redirectTo,
    switchTab: navigation.switchTab,
    reLaunch: navigation.reLaunch,
    navigateBack: navigation.navigateBack
  }
  const allowed = (referrer: string) =>
    privacy.require(referrer).then(
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
      const images = drawAvatars()
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
    readImage(source, page) {
      const isElsewhere = /^(https?|data|blob|wxfile):/.test(source)
      const path = isElsewhere ? '' : new URL(source, `wx://app/${page}`).pathname
      return files.read(source) ?? app.assets[path] ?? source
    },
    navigate(openType, option) {
      const move = moves[openType]
      if (move) void move(option)
      else this.lack(`<navigator open-type="${openType}">`)
    },
    lack: (what) => report({ kind: 'trouble', message: `预览里没有 ${what}：请用微信开发者工具` })
  }
}
