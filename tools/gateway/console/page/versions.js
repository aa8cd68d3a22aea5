import { ask } from './api.js'
import { byId, childFor, putChildren, say, showTime } from './dom.js'

/** What the environment serves, what could be published, and what was. */
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
  const rows = versions.map((entry, i) => rowOf(entry, versions[i + 1]))
  putChildren(byId('versions'), rows)

  function rowOf(entry, before) {
    const { version: number, note = '', hash = '', publishedAt, problem } = entry
    const isServed = String(number) === version
    const mark = isServed ? 'served' : ''
    const texts = { number, mark, note: problem ?? note, hash }
    const item = childFor(byId('versions'), `${name} ${number}`, 'version-template', texts)
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
    changes.onclick = () => toggleDiff(item, before.version, number)
    return item
  }

  async function toggleDiff(item, from, to) {
    const box = item.querySelector('.diff')
    if (box.hidden) {
      const answer = await ask('GET', `environments/${name}/diff?from=${from}&to=${to}`)
      if (!answer) return
      box.textContent = answer.lines.join('\n') || 'no difference'
    }
    box.hidden = !box.hidden
    item.querySelector('.changes').setAttribute('aria-expanded', String(!box.hidden))
  }
}

function describe({ name, isWorking, version, draft }) {
  if (isWorking) return `${name} serves openapi.yaml and environments.yaml as they are.`
  if (draft.problem) return `Cannot be published: ${draft.problem}`
  if (version === 'working') return `Nothing was published: ${name} serves the working files.`
  if (!draft.differs) return `Serves version ${version}; the working files are the same.`
  return `Serves version ${version}; the working files differ. Publish to serve them.`
}
