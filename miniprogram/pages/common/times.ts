const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** `今天 16:00`, `1月2日 16:00` in the phone's time zone, with the year where it differs. */
export function localTime(iso: string, now: Date): string {
  const at = new Date(iso)
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'))
  return `${dayOf(at, now)} ${clock.join(':')}`
}

const NEAR_DAYS: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }

function dayOf(at: Date, now: Date): string {
  // Rounded, as not every day has 24 hours where clocks change for the summer.
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS)
  const year = at.getFullYear() === now.getFullYear() ? '' : `${at.getFullYear()}年`
  return NEAR_DAYS[days] ?? `${year}${at.getMonth() + 1}月${at.getDate()}日`
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

/** How long ago a moment was. The server records it to within five minutes only. */
export function timeSince(iso: string, now: Date): string {
  const minutes = Math.round((now.getTime() - new Date(iso).getTime()) / MINUTE_MS)
  if (minutes <= 5) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时前` : `${Math.round(hours / 24)} 天前`
}
