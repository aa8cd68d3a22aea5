const SECRET_KEY = /token|secret|password|signature|phone|(session|private|api)_?key/i
/** Pseudonyms: they name a person to whoever has the database. */
const PERSON_KEY = /^(open|union|user)_?id$/i
const JWT = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/

/**
 * A copy that may be kept in a file: in the place of a secret or a person's id stands what `example`
 * has there, else a text that says what it was. `code` is a secret in answers, but not in failures.
 */
export function redact(value: unknown, example: unknown, isFailure: boolean, key = ''): unknown {
  if (Array.isArray(value)) {
    const first = Array.isArray(example) ? (example as unknown[])[0] : undefined
    return value.map((item) => redact(item, first, isFailure, key))
  }
  if (value !== null && typeof value === 'object') {
    const model = (example ?? {}) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        redact(inner, model[name], isFailure, name)
      ])
    )
  }
  return isSecret(key, value, isFailure) ? replacement(key, value, example) : value
}

function isSecret(key: string, value: unknown, isFailure: boolean): boolean {
  if (SECRET_KEY.test(key) || PERSON_KEY.test(key)) return true
  if (/^(js_?)?code$/i.test(key) && !isFailure) return true
  return typeof value === 'string' && JWT.test(value)
}

function replacement(key: string, value: unknown, example: unknown): unknown {
  if (typeof example === typeof value) return example
  return typeof value === 'string' ? `replaced-${key || 'secret'}` : null
}
