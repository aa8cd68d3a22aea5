/**
 * Describes in one line anything that can be thrown: an Error, a string, or what the object store's
 * client rejects with.
 */
export function describeError(error: unknown): string {
  if (typeof error === 'string') return error
  const { code, message, error: inner } = (error ?? {}) as ThrownByStore
  if (inner !== undefined) return `object store: ${describeError(inner)}`
  const { Code, Message } = (error ?? {}) as ThrownByStore
  const parts = [code ?? Code, message ?? Message].filter((part) => typeof part === 'string')
  const shown = parts.length === 2 && parts[1]?.includes(String(parts[0])) ? parts.slice(1) : parts
  return shown.join(': ') || 'an error without a message'
}

interface ThrownByStore {
  code?: string
  message?: string
  Code?: string
  Message?: string
  error?: unknown
}
