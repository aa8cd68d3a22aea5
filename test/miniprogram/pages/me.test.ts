import { userView } from '../../../miniprogram/pages/me/view'
import { GRANT } from '../account'
import { openApp } from '../app'
import { failing, type Gateway, startGateway } from '../gateway'
import { until } from '../until'
import { type PhoneOptions } from '../wx'

let gateway: Gateway
beforeEach(async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  gateway = await startGateway()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await gateway.close()
})

const AVATAR_URL = 'https://static.example.com/a.png'

async function openMe(options?: PhoneOptions) {
  const app = await openApp(gateway.url, options)
  await app.weapp.session.logIn()
  const me = await app.open('me')
  await me.onLoad()
  return { ...app, me }
}

const saving = (nickname: string) => ({ detail: { value: { nickname } } })
const sentProfile = () =>
  gateway.received.find(({ route }) => route === 'PUT /user/profile')?.body as object | undefined

it('shows a new user an empty form', async () => {
  const { me } = await openMe()
  expect(me.data).toMatchObject({ nickname: '', phone: '', avatar: '', known: true, failure: null })
})

it('saves the nickname without the spaces around it', async () => {
  const { phone, me } = await openMe()
  await me.save(saving('  小雨🌧 '))
  expect(sentProfile()).toEqual({ nickname: '小雨🌧' })
  expect(me.data.nickname).toBe('小雨🌧')
  expect(phone.toasts).toEqual(['已保存'])
})

it('asks for a nickname that is empty, without a network call', async () => {
  const { me } = await openMe()
  await me.save(saving('  '))
  expect(me.data.nicknameMissing).toBe(true)
  expect(sentProfile()).toBeUndefined()
  await me.save(saving('小雨'))
  expect(me.data.nicknameMissing).toBe(false)
})

it('sends no avatar when only the nickname is saved', async () => {
  gateway.account.user.avatarUrl = AVATAR_URL
  const { me } = await openMe()
  expect(me.data.avatar).toBe(AVATAR_URL)
  await me.save(saving('小雨'))
  expect(sentProfile()).toEqual({ nickname: '小雨' })
  expect(me.data.avatar).toBe(AVATAR_URL)
})

const choose = { detail: { avatarUrl: 'http://tmp/1.png' } }

it('uploads a chosen picture straight to storage, and then saves its key', async () => {
  const { phone, me } = await openMe()
  me.onChooseAvatar(choose)
  expect(me.data).toMatchObject({ avatar: 'http://tmp/1.png', avatarNote: '保存后生效。' })
  await me.save(saving('小雨'))
  expect(phone.uploads).toMatchObject([
    { url: GRANT.url, filePath: 'http://tmp/1.png', name: 'file', formData: GRANT.form }
  ])
  expect(sentProfile()).toEqual({ nickname: '小雨', avatarKey: GRANT.key })
  expect(me.data.avatar).toBe(`https://files.example.com/${GRANT.key}`)
  expect(phone.toasts).toEqual(['已保存'])
})

it('uploads once more when the network or storage lost the first attempt', async () => {
  const { phone, me } = await openMe({ uploads: ['connection reset', 204] })
  me.onChooseAvatar(choose)
  await me.save(saving('小雨'))
  expect(phone.uploads).toHaveLength(2)
  expect(me.data.failure).toBeNull()
})

it.each([
  [[403], '上传未被接受', 1],
  [[503, 503], '上传未完成', 2],
  [['timeout', 'timeout'], '上传未完成', 2],
  [['url not in domain list'], '微信不允许访问该地址', 1]
])('saves nothing when the upload ends with %j', async (uploads, title, times) => {
  const { phone, me } = await openMe({ uploads })
  me.onChooseAvatar(choose)
  await me.save(saving('小雨'))
  expect(me.data.failure?.title).toBe(`保存失败：${title}`)
  expect(phone.uploads).toHaveLength(times)
  expect(sentProfile()).toBeUndefined()
})

it('saves nothing when the user cancels the upload, and does not send it again', async () => {
  const { phone, me } = await openMe({ uploads: ['hang', 204] })
  me.onChooseAvatar(choose)
  const saved = me.save(saving('小雨'))
  await until(
    () => phone.uploads.length === 1,
    () => 'the upload'
  )
  expect(me.data.canCancel).toBe(true)
  me.cancelUpload()
  await saved
  expect(me.data.failure?.title).toBe('保存失败：上传已取消')
  expect(me.data.canCancel).toBe(false)
  expect([phone.uploads.length, sentProfile()]).toEqual([1, undefined])
  await me.save(saving('小雨'))
  expect(sentProfile()).toEqual({ nickname: '小雨', avatarKey: GRANT.key })
})

it.each([503, 204, 'timeout', 'hang'])(
  'saves nothing after a tap on cancel, although the phone goes on and the upload ends with %s',
  async (outcome) => {
    const { phone, me } = await openMe({ uploads: [outcome, 204], abortsSilently: true })
    const { uploadFile } = wx
    let report: WechatMiniprogram.UploadTaskOnProgressUpdateCallback = () => undefined
    jest.spyOn(wx, 'uploadFile').mockImplementation((option) => {
      setImmediate(() => me.cancelUpload())
      const onProgressUpdate = (listener: typeof report) => (report = listener)
      return Object.assign(uploadFile(option), { onProgressUpdate })
    })
    me.onChooseAvatar(choose)
    await me.save(saving('小雨'))
    report({ progress: 90 } as never)
    expect(me.data.busy).toBe('')
    expect(me.data.failure?.title).toBe('保存失败：上传已取消')
    expect([phone.uploads.length, sentProfile()]).toEqual([1, undefined])
  }
)

it('refuses a file that is no picture before it is uploaded', async () => {
  const { phone, me } = await openMe({ picture: '3c68746d6c3e' })
  me.onChooseAvatar(choose)
  await me.save(saving('小雨'))
  expect(me.data.failure?.title).toBe('保存失败：不支持该文件格式')
  expect(phone.uploads).toEqual([])
})

it('does not upload again what only had to be saved once more', async () => {
  const { phone, me } = await openMe()
  gateway.next('PUT /user/profile', failing('DATABASE_UNAVAILABLE'))
  me.onChooseAvatar(choose)
  await me.save(saving('小雨'))
  expect(me.data.failure?.title).toBe('保存失败：服务暂时不可用')
  await me.save(saving('小雨'))
  expect(phone.uploads).toHaveLength(1)
  expect(me.data.failure).toBeNull()
})

it('asks before erasing, then leaves nothing on the server or on the phone', async () => {
  const { phone, weapp, me } = await openMe()
  me.onChooseAvatar({ detail: { avatarUrl: '1' } })
  await me.save(saving('小雨'))
  await me.erase()
  expect(phone.asked).toEqual(['清除我的数据？'])
  expect(gateway.account.erased).toBe(true)
  expect(weapp.session.hasToken()).toBe(false)
  expect([phone.storage.size, phone.files.size]).toEqual([0, 0])
  expect(phone.relaunchedAt).toEqual(['/pages/home/home'])
})

it('does not show data as erased that may still be there', async () => {
  const { phone, weapp, me } = await openMe()
  gateway.next('DELETE /user', () => undefined)
  await me.erase()
  expect(me.data.failure?.title).toBe('清除结果未知：网络不可用')
  expect(weapp.session.hasToken()).toBe(true)
  expect(phone.relaunchedAt).toEqual([])
})

it('erases nothing when the user cancels', async () => {
  const { me } = await openMe({ agrees: false })
  await me.erase()
  expect(gateway.account.erased).toBe(false)
})

describe('a profile that did not come', () => {
  it('disables the form when the profile cannot be loaded, and offers to try again', async () => {
    const { weapp, open } = await openApp(gateway.url)
    await weapp.session.logIn()
    gateway.next('GET /user', failing('DATABASE_UNAVAILABLE'))
    const me = await open('me')
    await me.onLoad()
    expect(me.data).toMatchObject({
      known: false,
      failure: { title: '加载失败：服务暂时不可用', again: '再试一次' }
    })
    expect(weapp.session.hasToken()).toBe(true)
    await me.again()
    expect(me.data).toMatchObject({ known: true, failure: null })
    expect(gateway.count('POST /login')).toBe(1)
  })

  it('loads the profile of a logged-out user after a login by one tap', async () => {
    const { open } = await openApp(gateway.url)
    const me = await open('me')
    await me.onLoad()
    expect(me.data).toMatchObject({ isLoggedOut: true, failure: null })
    expect(gateway.received).toHaveLength(0)
    gateway.next('POST /login', failing('USER_BLOCKED'))
    await me.logIn()
    expect(me.data).toMatchObject({
      isLoggedOut: true,
      failure: { title: '登录失败：该账号已被微信限制登录', again: '' }
    })
    await me.logIn()
    expect(me.data).toMatchObject({ isLoggedOut: false, known: true, failure: null })
  })
})

it('logs in silently after the session ended elsewhere, and saves the nickname once', async () => {
  let codes = 0
  const { me } = await openMe({ login: () => ({ code: `c${++codes}` }) })
  gateway.tokens.clear()
  await me.save(saving('小雨'))
  expect(me.data).toMatchObject({ nickname: '小雨', failure: null })
  expect(gateway.received.map(({ route }) => route).slice(2)).toEqual([
    'PUT /user/profile',
    'POST /login',
    'PUT /user/profile'
  ])
})

it('does not send a profile again whose reply was lost', async () => {
  const { me } = await openMe()
  gateway.next('PUT /user/profile', () => undefined)
  await me.save(saving('小雨'))
  expect(me.data.failure?.title).toBe('保存结果未知：网络不可用')
  expect(gateway.count('PUT /user/profile')).toBe(1)
})

it('ignores taps that save or erase while it is saving', async () => {
  const { phone, me } = await openMe()
  await Promise.all([me.save(saving('小雨')), me.save(saving('小雪')), me.erase()])
  expect(me.data.nickname).toBe('小雨')
  expect(phone.asked).toEqual([])
  expect(gateway.count('PUT /user/profile')).toBe(1)
})

it.each([
  [{ nickname: 'checking' }, '昵称正在审核，通过后其他人才能看到。'],
  [{ avatar: 'review' }, '头像正在审核，通过后其他人才能看到。'],
  [{ nickname: 'checking', avatar: 'checking' }, '头像和昵称正在审核，通过后其他人才能看到。'],
  [
    { nickname: 'review', avatar: 'risky' },
    '昵称正在审核，通过后其他人才能看到。头像未通过审核，已移除，请换一个。'
  ]
] as const)('says of the checks %j what others see', (checks, note) => {
  const user = { id: '0'.repeat(32), createdAt: '2030-01-01T08:00:00.000Z', checks }
  expect(userView(user).avatarNote).toBe(note)
})

it('says that a nickname is refused, and keeps what was typed', async () => {
  const { me } = await openMe()
  gateway.next('PUT /user/profile', failing('CONTENT_RISKY'))
  await me.save(saving('广告'))
  expect(me.data.failure).toMatchObject({
    title: '保存失败：含有不合适的内容',
    advice: '请换一个再保存。'
  })
})
