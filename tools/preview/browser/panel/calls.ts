import { type CallReport } from '../reports'
import { find, make } from './dom'

/** The oldest rows are removed. */
const MAX_ROWS = 50

/** Short words for `request:fail ...`; the row's title has the full text. */
const FAILURES: Record<string, string> = {
  'net::ERR_INTERNET_DISCONNECTED': '断网',
  'url not in domain list': '域名没有登记',
  'exceed max task count': '同时太多',
  'Failed to fetch': '连接不上',
  timeout: '超时',
  abort: '已取消'
}

/** The list of `wx.request` calls, latest first. */
export function showCalls() {
  const body = find('#calls tbody')
  const rows = new Map<number, HTMLTableRowElement>()

  return {
    show(call: CallReport): void {
      // a restarted phone counts from 1 again, so a new call gets a new row
      const isNew = call.ms === undefined
      const row = (!isNew && rows.get(call.id)) || make('tr')
      fill(row, call)
      if (!isNew) return
      rows.set(call.id, row)
      body.prepend(row)
      if (body.children.length > MAX_ROWS) body.lastElementChild?.remove()
      find('#no-calls').hidden = true
    }
  }
}

function fill(row: HTMLTableRowElement, call: CallReport): void {
  const { method, path, status, error, ms, source, requestId } = call
  row.title = requestId ? `请求编号 ${requestId}` : ''
  if (error !== undefined) row.title = `request:fail ${error}`
  const result = status ?? (error === undefined ? '…' : (FAILURES[error] ?? error))
  const isFailed = error !== undefined || (status ?? 0) >= 400
  row.replaceChildren(
    make('td', {}, `${method} ${path}`),
    make('td', { className: isFailed ? 'failed' : '' }, String(result)),
    make('td', {}, ms === undefined ? '' : `${ms} ms`),
    make('td', {}, source ?? '')
  )
}
