/**
 * Takes out of a line what nobody at a terminal needs. SCF logs what a function has answered, and a
 * login's answer has the token in it.
 */
export function mask(text: string): string {
  return text
    .replace(/\bRetMsg:[^]*/, 'RetMsg: (not shown)')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '(token)')
}
