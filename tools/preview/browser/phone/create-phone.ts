import { report } from '../reports'
import { type SettingsStore } from '../settings'
import { type PhoneApp } from './app'
import { type PhoneServices } from './phone'
import { ask } from './sheet'
import { type PhoneFiles } from './wx/files'
import { freshCode } from './wx/login'
import { type createNavigation } from './wx/navigation'
import { type createPrivacy } from './wx/privacy'

const SKY_COLORS = ['#7fb2d6', '#e0a15d', '#8fb37a', '#b58ac2']

interface Parts {
  app: PhoneApp
  settings: SettingsStore
  privacy: ReturnType<typeof createPrivacy>
  files: PhoneFiles
  navigation: ReturnType<typeof createNavigation>
}

/** What WeChat does for the user outside the mini-program's own pages. */
export function createPhone({ app, settings, privacy, files, navigation }: Parts): PhoneServices {
  const moves: Record<string, (option: { url: string; delta: number }) => unknown> = {
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
      const isAbsolute = /^(https?|data|blob|wxfile):/.test(source)
      const path = isAbsolute ? '' : new URL(source, `wx://app/${page}`).pathname
      return files.read(source) ?? app.assets[path] ?? source
    },
    navigate(openType, option) {
      const move = moves[openType]
      if (move) void move(option)
      else this.reportUnsupported(`<navigator open-type="${openType}">`)
    },
    reportUnsupported: (what) =>
      report({ kind: 'trouble', message: `预览里没有 ${what}：请用微信开发者工具` })
  }
}

/** Four pictures to choose an avatar from, as data URLs: hills under a sky. */
function drawAvatars(): string[] {
  return SKY_COLORS.map((sky) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
      <rect width="64" height="64" fill="${sky}"/><circle cx="44" cy="20" r="8" fill="#fff8"/>
      <path d="M0 52 22 26l14 16 10-10 18 20v12H0z" fill="#fffc"/></svg>`
    return `data:image/svg+xml;base64,${btoa(svg)}`
  })
}
