/** A command line that cannot be understood: the message is shown with the usage. */
class UsageError extends Error {}

/** Whether an error is about the command line, of ours or of `parseArgs`. */
export function isUsageError(error: unknown): error is Error {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  return error instanceof UsageError || (code?.startsWith('ERR_PARSE_ARGS') ?? false)
}

/** The value of an option that counts something. */
export function readCount(option: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw new UsageError(`--${option} is a whole number from 1, not "${text}"`)
}

/** Throws where a word is none of those that are known. */
export function readName(text: string, known: string[]): string {
  if (known.includes(text)) return text
  throw new UsageError(`"${text}" is none of ${known.join(', ')}`)
}
