const MASK = '•••'
const MAX_CHARS = 120
/** session_key, phone, token ...; the ids of keys are no secrets. */
const SECRET = /(^|_)(key|keys|token|secret|password|phone)$/i

/** A column as INFORMATION_SCHEMA describes it. */
export interface Column {
  name: string
  /** varbinary, datetime ... */
  type: string
}

/**
 * A value for people: secrets and whatever is sealed (VARBINARY) as •••, ids (BINARY) in hex, long
 * text cut.
 */
export function showValue({ name, type }: Column, value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (SECRET.test(name) || /varbinary|blob/i.test(type)) return MASK
  if (Buffer.isBuffer(value)) return value.toString('hex')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text
}
