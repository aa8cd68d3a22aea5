import { Failure } from './failure'

/**
 * Writes one line of JSON per event. The caller names each field: nothing that a client sent is
 * logged as a whole.
 */
export function log(level: 'info' | 'warn' | 'error', fields: Record<string, unknown>): void {
  // U+2028 and U+2029 are legal in JSON but end a line in some log viewers
  const line = JSON.stringify(Object.assign({ time: new Date().toISOString(), level }, fields))
  process.stdout.write(line.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029') + '\n')
}

/**
 * What may be logged of an error: a Failure's message and detail; of an unexpected error its message,
 * without what may be a value, and where it came from.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof Failure)
    return {
      code: error.code,
      ...(error.reason !== undefined && { message: error.reason }),
      ...error.detail,
      ...(error.cause !== undefined && { cause: describeError(error.cause) })
    }
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, stack } = error as Error & { code?: unknown }
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const at = frames.slice(0, 4).map((line) => line.trim())
  return { name: error.name, message: hideValues(error), code, at }
}

/** Quoted by errors of JavaScript that are about code: `(reading 'name')`. */
const QUOTED_NAME = /\((?:reading|setting|evaluating) '[\w$.-]{1,64}'\)$/
const LONGEST_MESSAGE = 300

/**
 * A message may quote what a client sent: hides what stands between quotation marks, and whatever
 * could be a code, a token, an openid, a key or a phone number.
 */
function hideValues({ message }: Error): string {
  const [name = ''] = QUOTED_NAME.exec(message) ?? []
  const text = message.slice(0, message.length - name.length)
  const unquoted = text.replace(/["'`].*["'`]/s, '…')
  const hidden = unquoted.replace(/(?=[\w+/=.-]*\d)[\w+/=.-]{10,}/g, '…')
  return (hidden + name).slice(0, LONGEST_MESSAGE)
}
