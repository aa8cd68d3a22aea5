import { type CallReply } from '../../api/reply'
import { localTime } from '../common/times'

/** `unsure`: a token is kept, and the server has not said whether it is good. */
export type Phase = 'loggedOut' | 'loggedIn' | 'unsure'

export interface Row {
  label: string
  value: string
}

interface PhaseView {
  /** Of WeChat's `<icon>`; '' shows a head and shoulders. */
  icon: '' | 'success' | 'waiting'
  heading: string
  hint: string
  action: string
}

/** The hints are of one length, so that what stands below them stays in its place. */
const views: Record<Phase, PhaseView> = {
  loggedOut: {
    icon: '',
    heading: '未登录',
    hint: '使用微信账号登录，无需密码。',
    action: '微信登录'
  },
  loggedIn: {
    icon: 'success',
    heading: '已登录',
    hint: '下次打开时，会自动保持登录。',
    action: '刷新状态'
  },
  unsure: {
    icon: 'waiting',
    heading: '登录状态已保留',
    hint: '等待服务确认，不用重新登录。',
    action: '再试一次'
  }
}

/** Where one can go from here. */
export const entries = [
  { text: '登录设备管理', url: '/pages/devices/devices' },
  { text: '我的资料', url: '/pages/me/me' },
  { text: '关于与诊断', url: '/pages/about/about' }
]

/** The picture, the texts and the button that go with a phase. */
export function phaseView(phase: Phase) {
  return { phase, ...views[phase] }
}

/** A session, and what answered the call that told it. */
export function sessionRows({
  result: { session },
  serverTimeMs,
  source
}: CallReply<'login' | 'getSession'>): Row[] {
  const now = new Date(serverTimeMs)
  return [
    { label: '用户编号', value: shorten(session.userId) },
    { label: '登录时间', value: localTime(session.createdAt, now) },
    { label: '到期时间', value: localTime(session.expiresAt, now) },
    { label: '数据来源', value: sourceText(source) }
  ]
}

/** `mock:loggedIn` or `function:login#3f2a cold`, as the local gateway says it; in the cloud nobody does. */
function sourceText(source: string): string {
  if (source.startsWith('mock:')) return '示例数据'
  const [temperature = ''] = /(cold|warm)$/.exec(source) ?? []
  return { cold: '云函数 · 冷启动', warm: '云函数 · 热启动' }[temperature] ?? '云函数'
}

function shorten(id: string): string {
  return id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id
}
