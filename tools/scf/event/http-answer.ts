import { bodyOf, type PlatformAnswer } from '../http'

type Returned = Record<string, unknown>

const JSON_TYPE = { 'content-type': 'application/json' }

/** What an API gateway answers when a function's return is not an integrated response (583/12513) */
const INVALID_RESPONSE =
  '{"errno":403,"error":"Invalid scf response format. please check your scf response format."}'

/**
 * What a function URL makes of a handler's return (583/96099): an object with a statusCode is the
 * response; anything else is JSON and goes out as it is, with 200. `warn` is called for what is
 * not documented and therefore better avoided.
 */
export function urlAnswer(json: string, warn: (problem: string) => void): PlatformAnswer {
  const returned = parseObject(json)
  if (!returned || returned.statusCode === undefined)
    return { status: 200, headers: { ...JSON_TYPE }, body: json }
  if (!isStatus(returned.statusCode)) {
    warn(`statusCode ${JSON.stringify(returned.statusCode)} is not an HTTP status: sent as JSON`)
    return { status: 200, headers: { ...JSON_TYPE }, body: json }
  }
  const { body = '' } = returned
  if (typeof body !== 'string') warn('body is not a string: sent as JSON')
  return {
    status: returned.statusCode,
    headers: { ...JSON_TYPE, ...lowerCase(returned.headers) },
    ...decode(typeof body === 'string' ? body : JSON.stringify(body), returned.isBase64Encoded)
  }
}

/**
 * What an API gateway makes of it: an integrated response, or 403 and a fixed text (583/12513,
 * 583/42611).
 */
export function apigwAnswer(json: string): PlatformAnswer {
  const returned = parseObject(json)
  if (!returned || !isIntegrated(returned))
    return { status: 403, headers: { ...JSON_TYPE }, body: INVALID_RESPONSE }
  return {
    status: returned.statusCode,
    headers: lowerCase(returned.headers),
    ...decode(returned.body ?? '', returned.isBase64Encoded)
  }
}

function parseObject(json: string): Returned | undefined {
  if (!json.startsWith('{')) return undefined
  return JSON.parse(json) as Returned
}

function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 999
}

function isIntegrated(
  returned: Returned
): returned is Returned & { statusCode: number; body?: string } {
  const { statusCode, headers = {}, body = '', isBase64Encoded = false } = returned
  const isShaped = typeof body === 'string' && typeof isBase64Encoded === 'boolean'
  return isStatus(statusCode) && isShaped && typeof headers === 'object' && headers !== null
}

function decode(body: string, isBase64Encoded: unknown): Pick<PlatformAnswer, 'body' | 'bytes'> {
  return isBase64Encoded === true ? bodyOf(Buffer.from(body, 'base64')) : { body }
}

function lowerCase(headers: unknown): Record<string, string | string[]> {
  const named = Object.entries((headers ?? {}) as Record<string, unknown>)
  return Object.fromEntries(
    named.map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.map(String) : String(value)
    ])
  )
}
