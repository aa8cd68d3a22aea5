import './scenes.css'
import { defaults, type Settings, type SettingsStore } from '../settings'

/** A state of the mini-program that one tap brings about. */
interface Scene {
  name: string
  /** What happens, and where it is seen. */
  says: string
  settings?: Partial<Settings>
  /** Begins with a phone on which nothing is stored. */
  clear?: true
}

export const scenes: Scene[] = [
  { name: '一切正常', says: '网络、微信、服务都照常，登录保留。' },
  { name: '首次打开', says: '清空这台手机的数据，从没有登录过开始。', clear: true },
  {
    name: '正在登录',
    says: '清空数据，每个请求慢 5 秒：点“微信登录”，看等待时的样子。',
    clear: true,
    settings: { delayMs: 5000 }
  },
  {
    name: '静默重新登录',
    says: '下一个请求的令牌无效：登录后点“刷新状态”，会自动重新登录一次。',
    settings: { spoilToken: true }
  },
  {
    name: '登录过期',
    says: '令牌无效，微信也不给新的凭证：登录后点“刷新状态”，回到未登录。',
    settings: { spoilToken: true, login: 'fail' }
  },
  { name: '断网', says: '手机没有网络，请求立刻失败。', settings: { network: 'offline' } },
  { name: '网络慢', says: '每个请求慢 1.5 秒。', settings: { delayMs: 1500 } },
  {
    name: '无响应',
    says: '请求发出后没有响应，15 秒后小程序自己放弃。',
    settings: { network: 'silent' }
  },
  {
    name: '服务不可用',
    says: '每个请求都得到 503：登录不会丢，页面会说明。',
    settings: { network: 'unavailable' }
  },
  {
    name: '示例数据',
    says: '每个请求都由 mock 用契约里的示例答复，页面上方有提示。',
    settings: { mock: true }
  },
  {
    name: '未同意隐私指引',
    says: '在“我的资料”选头像、填昵称、绑定手机号，或在“关于与诊断”复制时，先要用户同意。',
    settings: { privacyNeeded: true }
  }
]

/** What a scene decides; how the phone looks and who holds it are left alone. */
const decided = [
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
  const list = document.querySelector<HTMLElement>('#scenes')!
  const buttons = scenes.map((scene) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(
      Object.assign(document.createElement('b'), { textContent: scene.name }),
      Object.assign(document.createElement('span'), { textContent: scene.says })
    )
    button.addEventListener('click', () => {
      const calm = Object.fromEntries(decided.map((name) => [name, defaults[name]]))
      settings.change({ ...calm, ...scene.settings })
      if (scene.clear) clear()
      changed()
      for (const each of buttons) each.ariaPressed = String(each === button)
    })
    return button
  })
  list.replaceChildren(...buttons)
}
