import { Failure } from './failure'

/**
 * Writes one line of JSON per event. The caller names each field: nothing that a client sent is
 * logged as a whole.
 */
export function log(level: 'info' | 'warn' | 'error', fields: Record<string, unknown>): void {
  // U+2028 and U+2029 are legal in JSON but end a line in some log viewers
  const line = JSON.stringify({ time: new Date().toISOString(), level, ...fields })
  process.stdout.write(line.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029') + '\n')
}

/**
 * What may be logged of an error: all of a Failure's detail; of an unexpected error, where it came
 * from.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof Failure)
    return {
      code: error.code,
      ...error.detail,
      ...(error.cause !== undefined && { cause: describeError(error.cause) })
    }
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, stack } = error as Error & { code?: unknown }
  // a message may quote what a client sent; the stack's frames do not
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return { name: error.name, code, at: frames.slice(0, 4).map((line) => line.trim()) }
}
