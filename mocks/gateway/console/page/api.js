import { say } from './dom.js'

/** Asks the gateway; says what is wrong and gives undefined when it refuses. */
export async function ask(method, path, body) {
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
