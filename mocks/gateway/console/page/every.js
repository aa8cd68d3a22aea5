import { byId, fillChoice, say } from './dom.js'
import { SOURCES, switchRoute } from './routes.js'

/** One switch for all routes of the environment; it shows nothing while they differ. */
export function showEvery({ environment, forcedSource, show }) {
  const { routes, version } = environment
  const sourceOf = ({ written, source }) => forcedSource ?? written ?? source
  const sources = new Set(routes.map(sourceOf))
  fillChoice(byId('every'), {
    name: 'every',
    options: SOURCES,
    chosen: sources.size === 1 ? [...sources][0] : undefined,
    isDisabled: (option) => Boolean(forcedSource) && option !== forcedSource,
    choose: async (option) => {
      let state
      for (const route of routes.filter((route) => sourceOf(route) !== option)) {
        state = await switchRoute(environment, route.operationId, option)
        if (!state) return
      }
      say(`All routes: ${option}${version === 'working' ? '' : ' with the next publish'}`)
      show(state)
    }
  })
}
