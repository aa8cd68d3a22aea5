import { writeBody } from './body'
import { type Credentials, placeCredentials } from './credentials'
import { placeInput } from './input'
import { isAbsent, writeHeader, writeInPath, writePairs } from './parameters'
import { type Route } from './route'

export interface WrittenRequest {
  /** Path and query, from the first slash on. */
  path: string
  header: Record<string, string>
  data?: string | ArrayBuffer
}

/** An operation's request on the wire. Throws where a value cannot be written. */
export function writeRequest(
  route: Route,
  input: unknown,
  { own = {}, token }: { own?: Credentials; token?: string } = {}
): WrittenRequest {
  const { body, contentType, ...places } = placeInput(route, input)
  const header: Record<string, string> = {}
  const query: string[] = []
  const cookies: string[] = []
  let { path } = route
  for (const rule of route.parameters ?? []) {
    const value = places[rule.in]?.[rule.name]
    if (rule.in === 'path') path = path.split(`{${rule.name}}`).join(writeInPath(rule, value))
    else if (rule.in === 'query') query.push(...writePairs(rule, value))
    else if (rule.in === 'cookie') cookies.push(...writePairs(rule, value))
    else if (!isAbsent(value)) header[rule.name] = writeHeader(rule, value)
  }
  for (const { place, key, text } of placeCredentials(route, own, token)) {
    if (place === 'header') header[key] = text
    else (place === 'query' ? query : cookies).push(...writePairs({ name: key, in: 'query' }, text))
  }
  const written = writeBody(route.body, body, contentType)
  if (written) header['Content-Type'] = written.contentType
  if (cookies.length) header.Cookie = cookies.join('; ')
  return {
    path: encodeTemplate(path) + (query.length ? `?${query.join('&')}` : ''),
    header,
    data: written?.data
  }
}

/** Encodes what a template has between its parameters, unless it is encoded already. */
function encodeTemplate(path: string): string {
  return path.replace(/[^!-~]+/g, encodeURIComponent)
}
