import { type CallRecord } from '../../api/call-log'
import { asFailure } from '../../api/failure'
import { type Weapp } from '../../app'
import { type EnvVersion, envVersion, gatewayUrl } from '../../config'

export interface Fact {
  label: string
  value: string
}

export interface CallRow {
  id: string
  /** The operation, its outcome, and how long it took. */
  what: string
  /** What answered, and the request id. */
  trace: string
}

const BUILD_NAMES: Record<EnvVersion, string> = {
  develop: '开发版',
  trial: '体验版',
  release: '正式版'
}

/** What a developer asks for first. It contains no secrets and does not identify the user. */
export function facts({ calls, network }: Weapp): Fact[] {
  const { version } = wx.getAccountInfoSync().miniProgram
  const baseLibrary = wx.canIUse('getAppBaseInfo') ? wx.getAppBaseInfo().SDKVersion : ''
  return [
    { label: '版本', value: [BUILD_NAMES[envVersion()], version].filter(Boolean).join(' ') },
    { label: '基础库', value: baseLibrary || '未知' },
    { label: '网关地址', value: address() },
    { label: '网络', value: network.isConnected() ? '已连接' : '未连接' },
    { label: '数据来源', value: calls.lastSource() || '暂未获取' },
    { label: '手机时钟', value: clock(calls.clockAheadMs()) }
  ]
}

export function callRows(calls: CallRecord[]): CallRow[] {
  return calls.map(({ operationId, outcome, source, requestId, durationMs }, index) => ({
    id: `${index} ${requestId}`,
    what: `${operationId} · ${outcome} · ${durationMs} 毫秒`,
    trace: [source, requestId].filter(Boolean).join('\n') || '未收到响应'
  }))
}

/** The whole page as text, to be sent to a developer. */
export function report(given: Fact[], rows: CallRow[]): string {
  return [
    ...given.map(({ label, value }) => `${label}：${value}`),
    ...rows.map(({ what, trace }) => `${what} · ${trace.replace('\n', ' · ')}`)
  ].join('\n')
}

/** Replies carry whole seconds and take time to arrive: a smaller difference means nothing. */
const CLOCK_TOLERANCE_MS = 2000

export function clock(aheadMs: number | undefined): string {
  if (aheadMs === undefined) return '暂未获取'
  if (Math.abs(aheadMs) < CLOCK_TOLERANCE_MS) return '与服务器一致'
  return `比服务器${aheadMs > 0 ? '快' : '慢'} ${duration(Math.abs(aheadMs))}`
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} 秒`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`
}

function address(): string {
  try {
    return gatewayUrl()
  } catch (error) {
    return asFailure(error).code === 'NO_GATEWAY_ADDRESS' ? '未填写' : String(error)
  }
}
