import { acted, ask, isActing } from './api.js'
import { byId, fillChoice, say } from './dom.js'
import { showEvery } from './every.js'
import { createLog } from './log.js'
import { showRoutes } from './routes.js'
import { showScenarios } from './scenarios.js'
import { followAddress } from './tabs.js'
import { showVersions } from './versions.js'

let chosen = new URLSearchParams(location.search).get('environment') ?? 'test'
let latest
let shown = 0

/** Shows a state of the gateway; without one, the latest again. */
function show(state = latest) {
  if (!state) return
  latest = state
  shown++
  const { environments, forcedSource } = state
  const environment = environments.find(({ name }) => name === chosen) ?? environments[0]
  fillChoice(byId('environments'), {
    name: 'environment',
    options: environments.map(({ name }) => name),
    chosen: environment.name,
    choose: choose
  })
  byId('problem').hidden = !environment.problem
  byId('problem').textContent = environment.problem ?? ''
  byId('docs').href = `/docs/?environment=${environment.name}`
  for (const page of ['data', 'work', 'files']) byId(page).hidden = forcedSource === 'mock'
  showEvery({ environment, forcedSource, show })
  showRoutes({ environment, forcedSource, show })
  showVersions({ environment, show })
}

function choose(name) {
  chosen = name
  history.replaceState(undefined, '', `?environment=${name}${location.hash}`)
  show()
}

const refreshScenarios = async () => showScenarios(await ask('GET', 'scenarios'))

async function refresh() {
  await acted()
  const before = shown
  const state = await ask('GET', 'environments')
  // a switch was made meanwhile, so this answer may be older
  if (state && (shown !== before || isActing())) return refresh()
  show(state)
  await refreshScenarios()
}

let soon

/** A call may have changed a scenario; a burst of calls causes one refresh. */
function refreshScenariosSoon() {
  soon ??= setTimeout(() => {
    soon = undefined
    void refreshScenarios()
  }, 400)
}

byId('reset').onclick = async () => {
  if (await ask('POST', 'reset')) say('Every scenario was reset')
  await refreshScenarios()
}

addEventListener('hashchange', followAddress)
followAddress()

const log = createLog()
const events = new EventSource('/_gateway/feed')
events.onopen = () => {
  log.clear()
  byId('live').textContent = 'live'
  byId('live').classList.add('on')
  void refresh()
}
events.onerror = () => {
  byId('live').textContent = 'not connected'
  byId('live').classList.remove('on')
}
events.addEventListener('call', ({ data }) => {
  log.addCall(JSON.parse(data))
  refreshScenariosSoon()
})
events.addEventListener('skipped', ({ data }) => log.addSkipped(JSON.parse(data)))
events.addEventListener('finding', ({ data }) => log.addFinding(JSON.parse(data)))
events.addEventListener('change', () => void refresh())
