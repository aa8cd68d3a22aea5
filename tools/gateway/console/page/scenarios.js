import { byId, fromTemplate, showTime } from './dom.js'

const MOST_ROWS = 6

/** One row per client in a scenario, the latest change first. */
export function showScenarios(answer) {
  if (!answer) return
  const rows = answer.scenarios.flatMap(({ name, machines }) =>
    machines.map(({ id, state, changedAt }) => {
      const row = fromTemplate('scenario-template', { name, state, id: `client ${id}` })
      showTime(row.querySelector('time'), changedAt)
      return { row, changedAt }
    })
  )
  rows.sort((a, b) => b.changedAt.localeCompare(a.changedAt))
  byId('scenarios').replaceChildren(...rows.slice(0, MOST_ROWS).map(({ row }) => row))
  const hidden = rows.length - MOST_ROWS
  byId('calm').hidden = rows.length > 0 && hidden <= 0
  byId('calm').textContent = rows.length
    ? `The latest ${MOST_ROWS} of ${rows.length} clients:`
    : 'No mock remembers anything yet.'
}
