/** 1月2日 16:00 in the phone's own time zone; with the year where it is not this one. */
export function localTime(iso: string, now: Date): string {
  const at = new Date(iso)
  const year = at.getFullYear() === now.getFullYear() ? '' : `${at.getFullYear()}年`
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'))
  return `${year}${at.getMonth() + 1}月${at.getDate()}日 ${clock.join(':')}`
}

/** How far off a moment is, in a person's words: `25 分钟后`, `24 小时后`, `7 天后`. */
export function timeUntil(iso: string, now: Date): string {
  const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60000)
  if (minutes < 0) return '已到期'
  if (minutes < 1) return '不到 1 分钟后'
  if (minutes < 60) return `${minutes} 分钟后`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时后` : `${Math.round(hours / 24)} 天后`
}

/** How long ago a moment was, in a person's words. The server notes it to within five minutes only. */
export function timeSince(iso: string, now: Date): string {
  const minutes = Math.round((now.getTime() - new Date(iso).getTime()) / 60000)
  if (minutes <= 5) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时前` : `${Math.round(hours / 24)} 天前`
}
