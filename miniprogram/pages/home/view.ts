import type { Reply } from '../../api/client'
import { localTime } from '../common/times'

/** `unsure`: a token is kept, and the server has not said whether it is good. */
export type Phase = 'loggedOut' | 'loggedIn' | 'unsure'

export interface Row {
  label: string
  /** '' where there is nothing to show yet. */
  value: string
}

const headings: Record<Phase, { heading: string; hint: string; action: string }> = {
  loggedOut: { heading: '未登录', hint: '用微信账号登录，不需要密码。', action: '微信登录' },
  loggedIn: { heading: '已登录', hint: '下次打开时会自动保持登录。', action: '刷新状态' },
  unsure: {
    heading: '登录已保留',
    hint: '登录还在手机上，等待服务确认。',
    action: '再试一次'
  }
}

/** Where one can go from here. */
export const entries = [
  { text: '登录过的设备', url: '/pages/devices/devices' },
  { text: '我的资料', url: '/pages/me/me' },
  { text: '关于与诊断', url: '/pages/about/about' }
]

/** The texts above and below the rows. */
export function phaseView(phase: Phase) {
  return { phase, ...headings[phase] }
}

/** The rows of a session and of the reply that told it; without one, the same rows with nothing in them. */
export function sessionRows(reply?: Reply<'login' | 'getSession'>): Row[] {
  const session = reply?.result.session
  const now = new Date(reply?.serverTimeMs ?? 0)
  return [
    { label: '用户编号', value: session ? shorten(session.userId) : '' },
    { label: '登录时间', value: session ? localTime(session.createdAt, now) : '' },
    { label: '到期时间', value: session ? localTime(session.expiresAt, now) : '' },
    { label: '应答来源', value: reply ? sourceText(reply.source) : '' }
  ]
}

/** `mock:loggedIn` or `function:login#3f2a cold`, as the local gateway says it; in the cloud nobody does. */
function sourceText(source: string): string {
  if (source.startsWith('mock:')) return '示例数据'
  const [temperature = ''] = /(cold|warm)$/.exec(source) ?? []
  return { cold: '云函数 · 冷启动', warm: '云函数 · 热实例' }[temperature] ?? '云函数'
}

function shorten(id: string): string {
  return id.length > 12 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id
}
