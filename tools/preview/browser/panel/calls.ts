import './calls.css'
import type { CallReport } from '../reports'

/** So many requests are kept in sight. */
const LONGEST = 50

/** Of `request:fail ...`, in few words; the whole is the row's title. */
const FAILURES: Record<string, string> = {
  'net::ERR_INTERNET_DISCONNECTED': '断网',
  'url not in domain list': '域名没有登记',
  'exceed max task count': '同时太多',
  'Failed to fetch': '连接不上',
  timeout: '超时',
  abort: '已取消'
}

/** The list of `wx.request` calls, the latest first. */
export function showCalls() {
  const body = document.querySelector<HTMLElement>('#calls tbody')!
  const none = document.querySelector<HTMLElement>('#no-calls')!
  const rows = new Map<number, HTMLTableRowElement>()

  return {
    note(call: CallReport): void {
      // a phone that was started again counts from one again
      const isBegun = call.ms === undefined
      const row = (!isBegun && rows.get(call.id)) || document.createElement('tr')
      fill(row, call)
      if (!isBegun) return
      rows.set(call.id, row)
      body.prepend(row)
      if (body.children.length > LONGEST) body.lastElementChild?.remove()
      none.hidden = true
    }
  }
}

function fill(row: HTMLTableRowElement, call: CallReport): void {
  const { method, path, status, error, ms, source, requestId } = call
  row.title = requestId ? `请求编号 ${requestId}` : ''
  if (error !== undefined) row.title = `request:fail ${error}`
  const result = status ?? (error === undefined ? '…' : (FAILURES[error] ?? error))
  const texts = [
    `${method} ${path}`,
    String(result),
    ms === undefined ? '' : `${ms} ms`,
    source ?? ''
  ]
  row.replaceChildren(
    ...texts.map((text) => Object.assign(document.createElement('td'), { textContent: text }))
  )
  const failed = error !== undefined || (status ?? 0) >= 400
  row.children[1]?.classList.toggle('failed', failed)
}
