import { say } from './dom.js'

/** Changes that were requested and are not answered yet. */
const acts = new Set()

export const isActing = () => acts.size > 0

/** Resolves when all changes are answered. */
export const acted = () => Promise.allSettled(acts)

/** Calls the gateway; shows the reason and resolves to undefined when it refuses. */
export function ask(method, path, body) {
  const answer = request(method, path, body)
  if (method === 'GET') return answer
  acts.add(answer)
  return answer.finally(() => acts.delete(answer))
}

async function request(method, path, body) {
  try {
    const response = await fetch(`/_gateway/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : {}
    if (response.ok) return answer
    say(answer.message ?? `the gateway answered ${response.status}`)
  } catch {
    say('the gateway does not answer')
  }
  return undefined
}
