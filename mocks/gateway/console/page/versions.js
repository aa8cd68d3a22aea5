import { ask } from './api.js'
import { byId, fromTemplate, say, showTime } from './dom.js'

/** The differences that are shown, by environment and version: the list is drawn anew at every change. */
const opened = new Map()

/** What the environment serves, what could be published, and all that was. */
export function showVersions({ environment, show }) {
  const { name, isWorking, versions, version } = environment
  byId('serves').textContent = describe(environment)
  byId('publish').hidden = isWorking
  byId('publish').onsubmit = async (event) => {
    event.preventDefault()
    const state = await ask('POST', `environments/${name}/publish`, { note: byId('note').value })
    if (!state) return
    byId('note').value = ''
    const now = state.environments.find((known) => known.name === name).version
    say(
      now === version
        ? `Nothing has changed: ${name} serves version ${now}`
        : `Published ${name} ${now}`
    )
    show(state)
  }
  byId('versions').replaceChildren(...versions.map((entry, i) => row(entry, versions[i + 1])))

  function row(entry, before) {
    const { version: number, note = '', hash = '', publishedAt, problem } = entry
    const isServed = String(number) === version
    const mark = isServed ? 'served' : ''
    const item = fromTemplate('version-template', { number, mark, note: problem ?? note, hash })
    if (publishedAt) showTime(item.querySelector('time'), publishedAt, true)
    const serve = item.querySelector('.serve')
    serve.hidden = isServed
    serve.setAttribute('aria-label', `Serve version ${number} again`)
    serve.onclick = async () => {
      const state = await ask('POST', `environments/${name}/rollback`, { version: number })
      if (state) say(`${name} serves version ${number} again`)
      show(state)
    }
    const changes = item.querySelector('.changes')
    changes.hidden = !before
    changes.setAttribute('aria-label', `Changes of version ${number}`)
    changes.onclick = () => toggleDiff(before.version, number)
    item.dataset.version = number
    showDiff(item, opened.get(`${name} ${number}`))
    return item
  }

  async function toggleDiff(from, to) {
    const key = `${name} ${to}`
    if (!opened.delete(key)) {
      const answer = await ask('GET', `environments/${name}/diff?from=${from}&to=${to}`)
      if (!answer) return
      opened.set(key, answer.lines.join('\n') || 'no difference')
    }
    const item = byId('versions').querySelector(`[data-version="${to}"]`)
    if (item) showDiff(item, opened.get(key))
  }
}

function showDiff(item, text) {
  const box = item.querySelector('.diff')
  box.hidden = text === undefined
  box.textContent = text ?? ''
  item.querySelector('.changes').setAttribute('aria-expanded', String(!box.hidden))
}

function describe({ name, isWorking, version, draft }) {
  if (isWorking) return `${name} serves openapi.yaml and environments.yaml as they are.`
  if (draft.problem) return `Cannot be published: ${draft.problem}`
  if (version === 'working') return `Nothing was published: ${name} serves the working files.`
  if (!draft.differs) return `Serves version ${version}; the working files are the same.`
  return `Serves version ${version}; the working files differ. Publish to serve them.`
}
