import { DEFAULTS, type PhoneSettings, type SettingsStore } from '../settings'
import { find, make } from './dom'

/** A state of the mini-program, one tap away. */
interface Scene {
  name: string
  /** What happens, and where to see it. */
  description: string
  settings?: Partial<PhoneSettings>
  /** Starts with nothing stored on the phone. */
  clear?: true
}

const SCENES: Scene[] = [
  { name: '一切正常', description: '网络、微信、服务都照常，登录保留。' },
  { name: '首次打开', description: '清空这台手机的数据，从没有登录过开始。', clear: true },
  {
    name: '正在登录',
    description: '清空数据，每个请求延迟 5 秒：点“微信登录”，查看等待时的页面。',
    clear: true,
    settings: { delayMs: 5000 }
  },
  {
    name: '静默重新登录',
    description: '下一个请求的令牌无效：登录后点“刷新状态”，会自动重新登录一次。',
    settings: { spoilToken: true }
  },
  {
    name: '登录过期',
    description: '令牌无效，也拿不到新的登录凭证：登录后点“刷新状态”，回到未登录。',
    settings: { spoilToken: true, login: 'fail' }
  },
  { name: '断网', description: '手机没有网络，请求立刻失败。', settings: { network: 'offline' } },
  { name: '网络慢', description: '每个请求延迟 1.5 秒。', settings: { delayMs: 1500 } },
  {
    name: '无响应',
    description: '请求发出后没有响应，15 秒后小程序按超时处理。',
    settings: { network: 'silent' }
  },
  {
    name: '服务不可用',
    description: '每个请求都返回 503：登录状态保留，页面会有提示。',
    settings: { network: 'unavailable' }
  },
  {
    name: '示例数据',
    description: '每个请求都由 mock 返回契约里的示例，页面上方有提示。',
    settings: { mock: true }
  },
  {
    name: '未同意隐私指引',
    description:
      '在“我的资料”选头像、填昵称、绑定手机号，或在“关于与诊断”复制时，会先征求用户同意。',
    settings: { privacyNeeded: true }
  }
]

/** What a scene resets; the phone's looks and its user stay as they are. */
const RESET = [
  'login',
  'network',
  'delayMs',
  'spoilToken',
  'mock',
  'prefer',
  'privacyNeeded'
] as const

interface Parts {
  settings: SettingsStore
  clear(): void
  changed(): void
}

/** A button for each scene. */
export function showScenes({ settings, clear, changed }: Parts): void {
  const buttons = SCENES.map((scene) => {
    const texts = [make('b', {}, scene.name), make('span', {}, scene.description)]
    const button = make('button', { type: 'button' }, ...texts)
    button.addEventListener('click', () => {
      const reset = Object.fromEntries(RESET.map((name) => [name, DEFAULTS[name]]))
      settings.change({ ...reset, ...scene.settings })
      if (scene.clear) clear()
      changed()
      for (const each of buttons) each.ariaPressed = String(each === button)
    })
    return button
  })
  find('#scenes').replaceChildren(...buttons)
}
