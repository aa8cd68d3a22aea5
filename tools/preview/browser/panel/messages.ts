import { type SettingsStore } from '../settings'
import { find, make } from './dom'

/** What WeChat tells a back end about the user of this phone. */
const MESSAGES = [
  { event: 'user_authorization_cancellation', text: '用户注销账号' },
  { event: 'user_authorization_revoke', text: '用户撤回手机号授权', more: { RevokeInfo: '8' } },
  { event: 'user_info_modified', text: '资料有风险，已被清理' },
  {
    event: 'wxa_media_check',
    text: '头像违规',
    more: { result: { suggest: 'risky', label: 20001 } }
  }
]

const WAYS: Record<string, object> = {
  '安全模式 JSON': {},
  '安全模式 XML': { format: 'xml' },
  '明文 JSON': { mode: 'plain' },
  '明文 XML': { mode: 'plain', format: 'xml' },
  重复十次: { duplicates: 9 },
  签名错误: { fault: 'wrongSignature' },
  其他小程序: { fault: 'otherApp' },
  旧密钥: { fault: 'oldKey' },
  已过期: { fault: 'stale' }
}

interface Pushed {
  isTaken?: boolean
  statuses?: number[]
  message?: string
}

/** Buttons that have WeChat's stand-in push a message, and what the back end answered. */
export function showMessages({ read }: Pick<SettingsStore, 'read'>): void {
  const title = '微信以哪种方式推送：安全模式或明文，JSON 或 XML；后几项是后端应当拒绝的消息'
  const options = Object.keys(WAYS).map((name) => new Option(name))
  const way = make('select', { name: 'way', ariaLabel: '推送方式', title }, ...options)
  const outcome = make('p', { role: 'status' })

  async function push({ text, ...order }: (typeof MESSAGES)[number]): Promise<void> {
    outcome.textContent = `${text}：正在推送…`
    const body = JSON.stringify({ ...order, ...WAYS[way.value], user: read().user })
    const answer = await fetch('/preview/wechat', { method: 'POST', body })
    outcome.textContent = `${text}：${describe((await answer.json()) as Pushed)}`
  }

  const buttons = MESSAGES.map((message) => {
    const button = make('button', { type: 'button' }, message.text)
    button.addEventListener('click', () => {
      push(message).catch(() => (outcome.textContent = `${message.text}：推送失败`))
    })
    return button
  })
  find('#messages').replaceChildren(way, ...buttons, outcome)
}

function describe({ isTaken, statuses, message }: Pushed): string {
  if (message) return message
  if (!statuses) return '没有微信的模拟服务'
  return `${isTaken ? '已接收，数秒内处理' : '未被接收'}（${statuses.join('、')}）`
}
