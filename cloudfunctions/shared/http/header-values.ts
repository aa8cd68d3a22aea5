import { validateHeaderName, validateHeaderValue } from 'node:http'

type Value = string | number | boolean | readonly (string | number)[] | undefined

/** The door sets these; an operation cannot. */
const OWN = ['x-request-id', 'content-length', 'connection', 'transfer-encoding']

/**
 * Headers as they are sent, with names in lower case. Throws for what HTTP forbids, such as a line
 * break, with the header's name but not its value.
 */
export function checkHeaders(given: object = {}): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(given) as [string, Value][]) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    if (OWN.includes(key)) throw new Error(`reply: header ${key} is set by the door`)
    const texts = typeof value === 'object' ? value.map(String) : String(value)
    try {
      validateHeaderName(key)
      for (const text of [texts].flat()) validateHeaderValue(key, text)
    } catch {
      throw new Error(`reply: header ${JSON.stringify(name)} has characters that HTTP forbids`)
    }
    headers[key] = texts
  }
  return headers
}
