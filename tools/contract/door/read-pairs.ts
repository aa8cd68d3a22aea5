/** Why a request cannot be read. Names places, never values, which may be codes or tokens. */
export class InputProblem extends Error {
  override name = 'InputProblem'
}

/** `name=value` of a query, a form or a cookie; the value is still percent-encoded. */
export interface Pair {
  name: string
  raw: string
}

/** Each parameter looks at the pairs that are left: without a limit, a form of 64 KB takes seconds. */
const MAX_PAIRS = 1000

/** The pairs of a query or a form. Throws an InputProblem. */
export function readPairs(text: string, where: string): Pair[] {
  if (!text) return []
  const pairs = text.split('&', MAX_PAIRS + 1)
  if (pairs.length > MAX_PAIRS) throw new InputProblem(`${where}: more than ${MAX_PAIRS} values`)
  return pairs.flatMap((pair) => (pair ? [toPair(pair, where, true)] : []))
}

/**
 * The pairs of a Cookie header. Servers of other parties set cookies, too: those that cannot be read
 * are left out.
 */
export function readCookies(header = ''): Pair[] {
  return header.split(';', MAX_PAIRS).flatMap((pair) => {
    try {
      const { name, raw } = toPair(pair.trim(), 'cookie', false)
      return name ? [{ name, raw: raw.trim().replace(/^"(.*)"$/, '$1') }] : []
    } catch {
      return []
    }
  })
}

function toPair(pair: string, where: string, plusIsSpace: boolean): Pair {
  const at = pair.indexOf('=')
  const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
  const plain = (text: string) => (plusIsSpace ? text.replaceAll('+', '%20') : text)
  return { name: decode(plain(name), where), raw: plain(value) }
}

/** Percent-decodes once. Throws an InputProblem for escapes that are not UTF-8. */
export function decode(text: string, where: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InputProblem(`${where}: malformed percent-encoding`)
  }
}

/** Names a member that a client has sent, unless its name might be a value. */
export function memberOf(where: string, name: string): string {
  return isTellable(name) ? `${where}.${name}` : where
}

/** Does not repeat what might be a value: a wx.login code has 32 characters. */
export function unknownKey(name: string): string {
  return isTellable(name) ? `unknown key "${name}"` : 'unknown key'
}

function isTellable(name: string): boolean {
  return /^[\w.-]{1,24}$/.test(name)
}
