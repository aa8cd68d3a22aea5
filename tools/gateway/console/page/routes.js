import { ask } from './api.js'
import { byId, childFor, fillChoice, putChildren, say } from './dom.js'

export const SOURCES = ['mock', 'function', 'shadow', 'record']

/** One row per route: what answers it now, and what will after a publish. */
export function showRoutes({ environment, forcedSource, show }) {
  byId('forced').hidden = !forcedSource
  byId('forced').textContent =
    forcedSource === 'mock'
      ? 'Every route is a mock here: this gateway was started without functions.'
      : `This gateway was started to answer every route by ${forcedSource}.`
  const isPublished = environment.version !== 'working'
  const rows = environment.routes.map((route) => {
    const { operationId, method, path, summary, source, written } = route
    const texts = { method, path, summary, limits: limitsOf(route) }
    const row = childFor(byId('routes'), operationId, 'route-template', texts)
    row.querySelector('legend').textContent = `What answers ${method} ${path}`
    const isPending = isPublished && !forcedSource && written && written !== source
    const pending = row.querySelector('.pending')
    pending.hidden = !isPending
    if (isPending) pending.textContent = `Served: ${source}. With the next publish: ${written}.`
    fillChoice(row.querySelector('fieldset'), {
      name: operationId,
      options: SOURCES,
      chosen: isPending ? written : source,
      isDisabled: (option) => Boolean(forcedSource) && option !== forcedSource,
      choose: async (option) => {
        const query = `environment=${environment.name}`
        const state = await ask('PUT', `routes/${operationId}?${query}`, { source: option })
        if (state) say(`${operationId}: ${option}${isPublished ? ' with the next publish' : ''}`)
        show(state)
      }
    })
    return row
  })
  putChildren(byId('routes'), rows)
}

function limitsOf({ settings: { rateLimit } }) {
  return rateLimit ? `${rateLimit.count} per ${rateLimit.per} and ${rateLimit.by}` : ''
}
