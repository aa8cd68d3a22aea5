import { type CallReply } from '../../api/reply'
import { localTime, timeSince } from '../common/times'

interface DeviceRow {
  id: string
  name: string
  detail: string
  current: boolean
}

/** One empty row for this phone until the list is there, so that nothing moves. */
export const UNKNOWN_ROWS: DeviceRow[] = [{ id: '', name: '', detail: '', current: true }]

export function deviceRows({ result, serverTimeMs }: CallReply<'listSessions'>): DeviceRow[] {
  const now = new Date(serverTimeMs)
  return result.sessions.map(({ id, device, createdAt, lastSeenAt, current }) => ({
    id,
    name: device ?? '未知设备',
    detail: `${timeSince(lastSeenAt, now)}活跃 · ${localTime(createdAt, now)} 登录`,
    current
  }))
}

/** A name may be written from right to left, so it is isolated from the words around it. */
export function revokeQuestion(name: string): string {
  return `让“\u2068${name}\u2069”退出登录？`
}

export function summary(rows: DeviceRow[]): string {
  return rows.length > 1 ? `已登录 ${rows.length} 台设备` : '仅本机已登录'
}
