import { byId, fromTemplate, showTime } from './dom.js'

const MOST_ROWS = 200

/** The live list of requests, newest first. */
export function createLog() {
  const list = byId('log')
  const pause = byId('pause')
  let held = []
  let isPaused = false

  pause.onclick = () => {
    isPaused = !isPaused
    pause.setAttribute('aria-pressed', String(isPaused))
    pause.textContent = isPaused ? 'Resume' : 'Pause'
    if (!isPaused) held.splice(0).forEach(put)
  }
  byId('clear').onclick = () => {
    list.replaceChildren()
    held = []
    byId('quiet').hidden = false
  }

  function put(row) {
    byId('quiet').hidden = true
    list.prepend(row)
    while (list.children.length > MOST_ROWS) list.lastElementChild.remove()
  }

  function add(row) {
    if (!isPaused) return put(row)
    held.push(row)
    held = held.slice(-MOST_ROWS)
  }

  return {
    clear: () => list.replaceChildren(),

    addCall({ at, method, path, status, ms, source, environment, requestId }) {
      const row = fromTemplate('call-template', {
        method,
        path,
        status,
        ms: `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`,
        source: `${environment} · ${source}`,
        id: requestId
      })
      if (status >= 400)
        row.querySelector('.status').classList.add(status < 500 ? 'refused' : 'failed')
      showTime(row.querySelector('time'), at)
      add(row)
    },

    addSkipped({ skipped }) {
      const row = document.createElement('li')
      row.className = 'hint'
      row.textContent = `${skipped} more are not shown`
      add(row)
    },

    addFinding({ at, kind, operationId, details }) {
      const row = fromTemplate('finding-template', { kind, operation: operationId })
      const items = details.map((detail) => {
        const item = document.createElement('li')
        item.textContent = detail
        return item
      })
      row.querySelector('.details').replaceChildren(...items)
      showTime(row.querySelector('time'), at)
      add(row)
    }
  }
}
