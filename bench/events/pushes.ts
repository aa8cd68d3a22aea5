import { type WechatWorld } from '../../mocks/wechat/stand-in'
import { type Figures } from '../support/limits'
import { percentile } from '../support/percentile'
import { startOwnStack } from './own-stack'

const MESSAGES = 2000
const AT_ONCE = 40

/** How long WeChat waits for `success` while its messages come as fast as they are taken. */
export async function measurePushes(): Promise<Figures> {
  const own = await startOwnStack()
  try {
    const { pusher } = (own.stack.standIns.find(({ name }) => name === 'wechat') as WechatWorld)
      .wechat
    const push = (n: number) => pusher.push({ event: 'enter_chat', more: { trace_id: String(n) } })
    await push(-1)
    const tookMs: number[] = []
    let repeated = 0
    let isOver = false
    const working = (async () => {
      while (!isOver) await own.stack.scf.invoke('events', { Type: 'Timer' })
    })()
    const startedAt = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < MESSAGES) {
          const sentAt = performance.now()
          const { statuses } = await push(next++)
          tookMs.push(performance.now() - sentAt)
          if (statuses.length > 1) repeated++
        }
      })
    )
    const seconds = (performance.now() - startedAt) / 1000
    isOver = true
    await working
    return {
      'messages of WeChat': tookMs.length,
      'messages per second': tookMs.length / seconds,
      'answered after ms, p50': percentile(tookMs, 0.5),
      'answered after ms, p99': percentile(tookMs, 0.99),
      'answered after ms, slowest': Math.max(...tookMs),
      repeatedMessages: repeated
    }
  } finally {
    await own.stop()
  }
}
