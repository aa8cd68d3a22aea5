import { type CallReply } from '../../api/reply'
import { localTime } from '../common/times'

/** `unsure`: there is a token, and the server has not said whether it is valid. */
type Phase = 'loggedOut' | 'loggedIn' | 'unsure'

export interface SessionRow {
  label: string
  value: string
}

interface PhaseView {
  /** A type of WeChat's `<icon>`; '' shows the outline of a person. */
  icon: '' | 'success' | 'waiting'
  heading: string
  hint: string
  action: string
}

/** All hints have the same length, so that nothing below them moves. */
const PHASE_VIEWS: Record<Phase, PhaseView> = {
  loggedOut: {
    icon: '',
    heading: '未登录',
    hint: '使用微信账号登录，无需密码。',
    action: '微信登录'
  },
  loggedIn: {
    icon: 'success',
    heading: '已登录',
    hint: '下次打开时，将自动保持登录。',
    action: '刷新状态'
  },
  unsure: {
    icon: 'waiting',
    heading: '登录状态已保留',
    hint: '等待服务确认，无需重新登录。',
    action: '再试一次'
  }
}

/** The pages that home links to. */
export const ENTRIES = [
  { text: '登录设备管理', url: '/pages/devices/devices' },
  { text: '我的资料', url: '/pages/me/me' },
  { text: '广告点击', url: '/pages/ads/ads' },
  { text: '商店', url: '/pages/shop/shop' },
  { text: '关于与诊断', url: '/pages/about/about' }
]

/** The icon, the texts and the button of a phase. */
export function phaseView(phase: Phase) {
  return { phase, ...PHASE_VIEWS[phase] }
}

/** A session, and what answered the call that returned it. */
export function sessionRows({
  result: { session },
  serverTimeMs,
  source
}: CallReply<'login' | 'getSession'>): SessionRow[] {
  const now = new Date(serverTimeMs)
  return [
    { label: '用户编号', value: shorten(session.userId) },
    { label: '登录时间', value: localTime(session.createdAt, now) },
    { label: '到期时间', value: localTime(session.expiresAt, now) },
    { label: '数据来源', value: sourceText(source) }
  ]
}

/** `mock:loggedIn` or `function:login#3f2a cold` from the local gateway; '' in the cloud. */
function sourceText(source: string): string {
  if (source.startsWith('mock:')) return '示例数据'
  const [temperature = ''] = /(cold|warm)$/.exec(source) ?? []
  return { cold: '云函数 · 冷启动', warm: '云函数 · 热启动' }[temperature] ?? '云函数'
}

function shorten(id: string): string {
  return id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id
}
