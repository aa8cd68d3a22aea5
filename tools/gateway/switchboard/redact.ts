const SECRET_KEY =
  /token|secret|password|signature|phone|nonce|(session|private|api)_?key|^(skey|package|(pay_?)?sign)$/i
/** With the database, a row's id identifies a person or something of theirs. */
const ID_KEY = /^ids?$|_ids?$|Ids?$/
const PERSON_KEY =
  /^(nick_?name|avatar(_?url)?|device|gender|language|city|province|country|birthday|address|e?mail|open_?data)$/i
const TIME_KEY = /^time(stamp)?$|_(time|at)$|(Time|Timestamp|At)$/
const JWT = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/
/** Whoever has such an address of an object may read it. */
const SIGNED_ADDRESS = /^https?:.*[?&]q-sign/

/**
 * A copy that may be kept in a file: secrets, ids and personal data are replaced by what `example` has
 * in their place, or else by a placeholder. Times are replaced too, so that two answers with the same
 * meaning produce the same copy. `code` is a secret in answers, but not in failures.
 */
export function redact(value: unknown, example: unknown, isFailure: boolean, key = ''): unknown {
  if (value === null) return null
  if (isReplaced(key, value, isFailure)) return replacement(key, value, example)
  if (Array.isArray(value)) {
    const models = Array.isArray(example) ? (example as unknown[]) : []
    return value.map((item, i) => redact(item, models[i] ?? models[0], isFailure, key))
  }
  if (typeof value !== 'object') return value
  const model = (example ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      redact(inner, model[name], isFailure, name)
    ])
  )
}

function isReplaced(key: string, value: unknown, isFailure: boolean): boolean {
  if ([SECRET_KEY, ID_KEY, PERSON_KEY, TIME_KEY].some((pattern) => pattern.test(key))) return true
  if (/^(js_?)?code$/i.test(key) && !isFailure) return typeof value === 'string'
  return typeof value === 'string' && (JWT.test(value) || SIGNED_ADDRESS.test(value))
}

function replacement(key: string, value: unknown, example: unknown): unknown {
  if (typeof example === typeof value) return example
  if (typeof value !== 'string') return null
  return TIME_KEY.test(key) ? '2030-01-01T00:00:00.000Z' : `replaced-${key || 'secret'}`
}
