import type { Schemas } from '../../api/contract'
import type { Weapp } from '../../app'
import { uploadAvatar } from '../../upload-avatar'
import { showBanner } from '../common/banner'
import { confirm } from '../common/confirm'
import { againLabel, logInAndLoad } from '../common/load'
import { atRest, run } from '../common/run'
import { forgetAvatar, keepAvatar, readKeptAvatar } from './kept-avatar'
import { readPhoneCode } from './phone-code'
import type { PhoneAnswer } from './phone-code'
import { unknownUser, userView } from './view'

type AvatarChosen = WechatMiniprogram.CustomEvent<{ avatarUrl: string }>
type ProfileSent = WechatMiniprogram.CustomEvent<{ value: { nickname: string } }>
type PhoneAnswered = WechatMiniprogram.CustomEvent<PhoneAnswer>

Page({
  data: {
    ...atRest,
    ...unknownUser,
    heading: '我的资料',
    hint: '昵称和头像由你来填，随时可以改。',
    known: false,
    nicknameMissing: false
  },

  /** Chosen, and not saved yet. */
  chosenAvatar: '',
  storedAvatarUrl: undefined as string | undefined,

  onLoad(): Promise<void> {
    return this.read(() => this.load())
  },

  again(): Promise<void> {
    return this.read(() => logInAndLoad(() => this.load()))
  },

  read(job: () => Promise<void>): Promise<void> {
    return run(this, { busy: '正在读取…', undone: '资料没有取到', again: againLabel }, job)
  },

  async load(): Promise<void> {
    const { result } = await getApp<Weapp>().session.call('getUser')
    this.showUser(result.user)
  },

  onShow() {
    showBanner(this)
  },

  onChooseAvatar({ detail }: AvatarChosen) {
    this.chosenAvatar = detail.avatarUrl
    this.setData({ avatar: detail.avatarUrl, avatarNote: '保存之后才会留下。' })
  },

  onAvatarLost() {
    this.setData({ avatar: '' })
  },

  async save({ detail }: ProfileSent): Promise<void> {
    const nickname = detail.value.nickname.trim()
    this.setData({ nicknameMissing: !nickname })
    if (!nickname) return
    await run(this, { busy: '正在保存…', undone: '资料没有保存' }, async () => {
      const chosen = this.chosenAvatar
      const uploadedUrl = chosen ? await uploadAvatar(chosen) : undefined
      // An address that is left out would be removed.
      const avatarUrl = uploadedUrl ?? this.storedAvatarUrl
      const { session } = getApp<Weapp>()
      const { result } = await session.call('saveProfile', {
        nickname,
        ...(avatarUrl && { avatarUrl })
      })
      if (uploadedUrl) forgetAvatar()
      const isLost = chosen && !uploadedUrl && !(await keepAvatar(chosen))
      this.chosenAvatar = ''
      this.showUser(result.user)
      if (isLost) this.setData({ avatarNote: '昵称已保存；头像没有存下来，手机存储写不进去。' })
      else await wx.showToast({ title: '已保存' })
    })
  },

  bindPhone({ detail }: PhoneAnswered): Promise<void> {
    return run(this, { busy: '正在绑定…', undone: '手机号没有绑定' }, async () => {
      const code = readPhoneCode(detail)
      if (!code) return
      const { result } = await getApp<Weapp>().session.call('bindPhone', { code })
      this.setData({ phone: result.user.phone ?? '' })
    })
  },

  async erase(): Promise<void> {
    const content = '昵称、手机号和全部登录记录都会从服务里删除，不能恢复。'
    if (this.data.busy || !(await confirm('清除我的数据？', content, '清除'))) return
    await run(this, { busy: '正在清除…', undone: '数据没有清除' }, async () => {
      await getApp<Weapp>().session.erase()
      forgetAvatar()
      await wx.reLaunch({ url: '/pages/home/home' })
      await wx.showToast({ title: '已清除' })
    })
  },

  showUser(user: Schemas['User']) {
    this.storedAvatarUrl = user.avatarUrl
    this.setData({ ...userView(user, readKeptAvatar()), known: true })
  }
})
