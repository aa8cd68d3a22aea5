/** `今天 16:00`, `1月2日 16:00` in the phone's own time zone; with the year where it is not this one. */
export function localTime(iso: string, now: Date): string {
  const at = new Date(iso)
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'))
  return `${dayOf(at, now)} ${clock.join(':')}`
}

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }

function dayOf(at: Date, now: Date): string {
  // Days are not all of 24 hours where clocks are put forward and back.
  const days = Math.round((midnight(at) - midnight(now)) / 86400000)
  const year = at.getFullYear() === now.getFullYear() ? '' : `${at.getFullYear()}年`
  return nearDays[days] ?? `${year}${at.getMonth() + 1}月${at.getDate()}日`
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}

/** How long ago a moment was, in a person's words. The server notes it to within five minutes only. */
export function timeSince(iso: string, now: Date): string {
  const minutes = Math.round((now.getTime() - new Date(iso).getTime()) / 60000)
  if (minutes <= 5) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时前` : `${Math.round(hours / 24)} 天前`
}
