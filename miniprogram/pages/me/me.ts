import { type Schemas } from '../../api/contract'
import { type Weapp } from '../../app'
import { ACCOUNT_PAGE, runConfirmed, runHere } from '../common/account-page'
import { showBanner } from '../common/banner'
import { IDLE } from '../common/run'
import { bindPhone, type PhoneAnswered } from './phone'
import { uploadAvatar } from './upload-avatar'
import { UNKNOWN_USER, userView } from './view'

type AvatarChosen = WechatMiniprogram.CustomEvent<{ avatarUrl: string }>
type ProfileSent = WechatMiniprogram.CustomEvent<{ value: { nickname: string } }>

Page({
  ...ACCOUNT_PAGE,

  data: {
    ...IDLE,
    ...UNKNOWN_USER,
    isLoggedOut: false,
    heading: '头像、昵称和手机号',
    hint: '由你填写，可随时修改。',
    known: false,
    nicknameMissing: false,
    canCancel: false
  },

  /** Chosen but not saved yet. */
  chosenAvatar: '',
  /** Uploaded but not saved yet: a second attempt need not upload it again. */
  uploaded: undefined as { path: string; key: string } | undefined,
  cancel: () => {},

  onLoad(): Promise<void> {
    return this.again()
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
    this.setData({ avatar: detail.avatarUrl, avatarNote: '保存后生效。' })
  },

  onAvatarLost() {
    this.setData({ avatar: '' })
  },

  async save({ detail }: ProfileSent): Promise<void> {
    const nickname = detail.value.nickname.trim()
    this.setData({ nicknameMissing: !nickname })
    if (!nickname) return
    const words = { busy: '正在保存…', undone: '保存失败', unsure: '保存结果未知' }
    await runHere(this, words, async () => {
      const avatarKey = this.chosenAvatar ? await this.upload(this.chosenAvatar) : undefined
      const { session } = getApp<Weapp>()
      const profile = { nickname, ...(avatarKey && { avatarKey }) }
      const { result } = await session.call('saveProfile', profile)
      this.chosenAvatar = ''
      this.uploaded = undefined
      this.showUser(result.user)
      await wx.showToast({ title: '已保存' })
    })
  },

  async upload(path: string): Promise<string> {
    if (this.uploaded?.path === path) return this.uploaded.key
    this.setData({ busy: '正在上传…' })
    const onProgress = (percent: number) => this.setData({ busy: `已上传 ${percent}%` })
    const onStart = (cancel: () => void) => {
      this.cancel = cancel
      this.setData({ canCancel: true })
    }
    try {
      this.uploaded = { path, key: await uploadAvatar(path, { onProgress, onStart }) }
      return this.uploaded.key
    } finally {
      this.setData({ canCancel: false, busy: '正在保存…' })
    }
  },

  cancelUpload() {
    this.cancel()
  },

  bindPhone(event: PhoneAnswered) {
    return bindPhone(this, event)
  },

  async erase(): Promise<void> {
    const content = '昵称、手机号和全部登录记录都会从服务器删除，且无法恢复。'
    const words = { busy: '正在清除…', undone: '清除失败', unsure: '清除结果未知' }
    await runConfirmed(this, ['清除我的数据？', content, '清除'], words, async () => {
      await getApp<Weapp>().session.erase()
      await wx.reLaunch({ url: '/pages/home/home' })
      await wx.showToast({ title: '已清除' })
    })
  },

  showUser(user: Schemas['User']) {
    this.setData({ ...userView(user), known: true })
  }
})
