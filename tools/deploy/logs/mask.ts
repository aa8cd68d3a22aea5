/**
 * Removes replies and tokens from a log line: SCF logs replies, and a login's has the token in it.
 */
export function mask(text: string): string {
  return text
    .replace(/\bRetMsg:[^]*/, 'RetMsg: (not shown)')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '(token)')
}
