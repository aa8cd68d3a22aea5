import { bare, declaredTypes, fits } from './answers'
import { codes } from './contract'
import { type FailureCode, isOwnCode } from './failure'
import { isBuffer, isObject, type WxReply } from './request'
import { type Route } from './route'

interface Refusal {
  code: FailureCode
  /** The server's own words; '' where it has none. */
  said: string
  body: unknown
}

/** Where servers write what is wrong; `detail` and `title` are those of RFC 9457. */
const WORDS = ['message', 'detail', 'title', 'error_description', 'error', 'errorMessage', 'errmsg']
const MAX_CHARACTERS = 200

/**
 * A failure without a code of the contract: JSON, plain text, or what the contract declares for the
 * status. undefined for what somebody else has answered, such as the page of a hotel's network.
 */
export function readRefusal(route: Route, reply: WxReply): Refusal | undefined {
  const { status, body, text } = reply
  if (isObject(body) && !isBuffer(body))
    return { code: codeOf(body), said: cut(wordsOf(body)), body }
  const contentType = reply.header('Content-Type')
  const types = declaredTypes(route, status)
  const isPlain = text !== '' && bare(contentType) === 'text/plain'
  const isDeclared = types && (types.length ? fits(types, contentType) : !text)
  if (!isPlain && !isDeclared) return undefined
  return { code: 'REFUSED', said: cut(text), body }
}

/** What a contract without codes leaves to the server to name. */
function codeOf({ code }: Record<string, unknown>): FailureCode {
  const isFree = typeof code === 'string' && !Object.keys(codes).length && !isOwnCode(code)
  return isFree ? (code as FailureCode) : 'REFUSED'
}

function wordsOf(body: Record<string, unknown>): string {
  const texts = WORDS.map((name) => body[name]).filter((value) => typeof value === 'string')
  return texts.find(Boolean) ?? ''
}

function cut(text: string): string {
  return text.slice(0, MAX_CHARACTERS)
}
