import { type WechatWorld } from '../../mocks/wechat/stand-in'
import { startOwnStack } from './own-stack'

export interface Pushes {
  messages: number
  perSecond: number
  /** Until WeChat has its answer; it waits for 5 s. */
  p50Ms: number
  p99Ms: number
  slowestMs: number
  /** Not taken at the first attempt. */
  repeated: number
}

const MESSAGES = 2000
const AT_ONCE = 40

/** How long WeChat waits for `success` while its messages come as fast as they are taken. */
export async function measurePushes(): Promise<Pushes> {
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
    tookMs.sort((one, other) => one - other)
    const at = (share: number) =>
      tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0
    return {
      messages: tookMs.length,
      perSecond: tookMs.length / seconds,
      ...{ p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: at(1), repeated }
    }
  } finally {
    await own.stop()
  }
}
