import { ask } from './api.js'
import { byId, fillChoice, say } from './dom.js'
import { SOURCES } from './routes.js'

/** One switch for all routes of the environment; nothing is selected while they differ. */
export function showEvery({ environment, forcedSource, show }) {
  const { name, routes, version } = environment
  const sourceOf = ({ written, source }) => forcedSource ?? written ?? source
  const sources = new Set(routes.map(sourceOf))
  fillChoice(byId('every'), {
    name: 'every',
    options: SOURCES,
    chosen: sources.size === 1 ? [...sources][0] : undefined,
    isDisabled: (option) => Boolean(forcedSource) && option !== forcedSource,
    choose: async (option) => {
      const state = await ask('PUT', `routes?environment=${name}`, { source: option })
      if (state)
        say(`All routes: ${option}${version === 'working' ? '' : ' with the next publish'}`)
      show(state)
    }
  })
}
