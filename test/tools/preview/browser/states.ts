import { existsSync } from 'node:fs'
import path from 'node:path'
import { otherSession } from '../../../miniprogram/account'
import { failing, type Gateway } from '../../../miniprogram/gateway'
import { project } from '../../../support/project'
import { type PreviewPage } from './preview-page'

/** Brings a page into a state, with a gateway that answers as instructed. */
type State = (preview: PreviewPage, gateway: Gateway) => Promise<void>

const unavailable = failing('DATABASE_UNAVAILABLE', { 'Retry-After': '60' })
/** An owner may have removed it (docs/your-project.md). */
const hasPhoneNumber = existsSync(path.join(project.miniprogramDir, 'pages/me/phone.ts'))
const never = () => new Promise<undefined>(() => undefined)

const LONG_NICKNAME = '😀'.repeat(30) + 'نور'
const LONG_DEVICE = 'HUAWEI مرحبا بك في هاتفي الجديد Extraordinarily-Long-Name-Without-End'

const logIn: State = async ({ tap, sees }) => {
  await tap('微信登录')
  await sees('已登录')
}

/** Logs in and opens a page from home. */
const on =
  (entry: string, then: State = () => Promise.resolve()): State =>
  async (preview, gateway) => {
    await logIn(preview, gateway)
    await preview.follow(entry)
    await then(preview, gateway)
  }

const devices = (count: number): State =>
  async function (preview, gateway) {
    gateway.account.others = Array.from({ length: count }, (_, index) =>
      otherSession(`s${index}`, [LONG_DEVICE, 'iPad Air', undefined][index % 3], index * 500)
    )
    await on('登录设备管理')(preview, gateway)
    await preview.sees(count ? `已登录 ${count + 1} 台设备` : '仅本机已登录')
  }

const me = (then?: State) => on('我的资料', then)

const home: Record<string, State> = {
  'first run': ({ sees }) => sees('未登录'),
  'logging in': async ({ tap, sees }, gateway) => {
    gateway.next('POST /login', never)
    await tap('微信登录')
    await sees('正在登录…')
  },
  'logged in': logIn,
  'asking again': async (preview, gateway) => {
    await logIn(preview, gateway)
    gateway.next('GET /session', never)
    await preview.tap('刷新状态')
    await preview.sees('正在确认…')
  },
  'server down': async (preview, gateway) => {
    await logIn(preview, gateway)
    gateway.next('GET /session', unavailable)
    await preview.tap('刷新状态')
    await preview.sees('登录状态已保留')
  },
  'login refused': async ({ tap, sees }, gateway) => {
    gateway.next('POST /login', failing('USER_BLOCKED'))
    await tap('微信登录')
    await sees(/登录失败/)
  },
  'example data': async ({ tap, sees }, gateway) => {
    gateway.next('POST /login', () => ({
      status: 200,
      headers: { 'X-Gateway-Source': 'mock:loggedIn' },
      body: { token: 't', expiresAt: '2030-01-01T10:00:00.000Z', session: { ...gateway.session() } }
    }))
    await tap('微信登录')
    await sees('示例数据')
  },
  offline: async ({ set, tap, sees }) => {
    await set('network', 'offline')
    await sees('网络未连接')
    await tap('微信登录')
    await sees(/网络不可用/)
  }
}

const devicesPage: Record<string, State> = {
  'logged out': async ({ follow, sees }) => {
    await follow('登录设备管理')
    await sees('登录后查看')
  },
  one: devices(0),
  thirty: devices(29),
  reading: async (preview, gateway) => {
    gateway.next('GET /session/list', never)
    await on('登录设备管理')(preview, gateway)
    await preview.sees('正在加载…')
  },
  'server down': async (preview, gateway) => {
    gateway.next('GET /session/list', unavailable)
    await on('登录设备管理')(preview, gateway)
    await preview.sees(/加载失败/)
  },
  asked: async (preview, gateway) => {
    await devices(2)(preview, gateway)
    await preview.tap('退出其他设备')
    await preview.sees('退出其他所有设备？')
  }
}

const mePage: Record<string, State> = {
  'logged out': async ({ follow, sees }) => {
    await follow('我的资料')
    await sees('登录后查看')
  },
  empty: me(({ phone }) => phone.locator('input[placeholder=请填写昵称]').waitFor()),
  filled: (preview, gateway) => {
    Object.assign(gateway.account.user, { nickname: LONG_NICKNAME, phone: '+86 138****8000' })
    return me(async ({ tap, pickAvatar, sees }) => {
      await tap('选择头像')
      await pickAvatar()
      await sees('保存后生效。')
    })(preview, gateway)
  },
  'no nickname': me(async ({ tap, sees }) => {
    await tap('保存')
    await sees('请先填写昵称。')
  }),
  'server down': me(async ({ phone, tap, sees }, gateway) => {
    gateway.next('PUT /user/profile', unavailable)
    await phone.getByRole('textbox', { name: '昵称' }).fill('小雨')
    await tap('用微信昵称“alice”')
    await tap('保存')
    await sees(/保存失败/)
  }),
  'nickname offered': me(async ({ phone, sees }) => {
    await phone.getByRole('textbox', { name: '昵称' }).click()
    await sees('自己输入')
  }),
  'avatar asked': me(async ({ tap, sees }) => {
    await tap('选择头像')
    await sees('取消')
  }),
  'privacy asked': async (preview, gateway) => {
    await preview.check('privacyNeeded')
    await me(({ tap }) => tap('选择头像'))(preview, gateway)
    await preview.sees('用户隐私保护提示')
  },
  ...(hasPhoneNumber && {
    'phone number asked': me(async ({ tap, sees }) => {
      await tap('绑定手机号')
      await sees('申请使用你的手机号')
    }),
    'privacy refused': async (preview, gateway) => {
      await preview.check('privacyNeeded')
      await me(({ tap }) => tap('绑定手机号'))(preview, gateway)
      await preview.tap('不同意')
      await preview.sees(/尚未同意隐私保护指引/)
    }
  }),
  'erasing asked': me(async ({ tap, sees }) => {
    await tap('清除我的数据')
    await sees('清除我的数据？')
  })
}

const aboutPage: Record<string, State> = {
  'no calls': ({ follow, sees }) => follow('关于与诊断').then(() => sees('暂无请求')),
  calls: async (preview, gateway) => {
    await logIn(preview, gateway)
    gateway.next('GET /session', unavailable)
    await preview.tap('刷新状态')
    await preview.sees(/服务暂时不可用/)
    await preview.set('network', 'offline')
    await preview.tap('再试一次')
    await preview.sees(/网络不可用/)
    await preview.set('network', 'online')
    await preview.follow('关于与诊断')
    await preview.sees(/503 DATABASE_UNAVAILABLE/)
  },
  'bad address': async ({ phone, follow, tap, sees }) => {
    await follow('关于与诊断')
    await phone.getByRole('textbox', { name: '本机使用的网关地址' }).fill('192.168.1.5')
    await tap('保存网关地址')
    await sees(/不含路径/)
  },
  offline: async ({ set, follow, sees }) => {
    await set('network', 'offline')
    await follow('关于与诊断')
    await sees('未连接')
  }
}

/** Every state of every page. */
export const states: [name: string, state: State][] = Object.entries({
  home,
  devices: devicesPage,
  me: mePage,
  about: aboutPage
}).flatMap(([page, all]) =>
  Object.entries(all).map(([name, state]): [string, State] => [`${page}: ${name}`, state])
)
