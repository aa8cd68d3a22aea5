import { type Pages } from '../pages'
import { ask } from '../sheet'
import { guard } from '../trouble'
import { api, event, listeners } from './api'

/** Sharing: what the page offers is shown in a sheet; a friend does not get it. */
export function createShare(pages: Pages) {
  async function share(from: 'button' | 'menu', target?: object): Promise<void> {
    const instance = pages.top()?.instance
    const offer = guard(() => instance?.onShareAppMessage?.({ from, target })) ?? {}
    const { promise, ...written } = offer as { promise?: Promise<object> }
    const { title, path } = { ...written, ...(await promise) } as { title?: string; path?: string }
    await ask({
      title: '发送给朋友',
      text: [title ?? document.title, path ?? `/${pages.top()?.path ?? ''}`].join('\n'),
      choices: [{ label: '发送', kind: 'main' }, { label: '取消' }],
      atBottom: true
    })
  }

  return {
    share,
    apis: {
      shareAppMessage: api('shareAppMessage', () => share('menu')),
      ...listeners({ ShareAppMessage: event() })
    }
  }
}
