/** Writes values as OpenAPI's styles have them, percent-encoded once. */
import { type Rule } from './route'

type Encode = (text: string) => string

const DELIMITERS: Record<string, string> = { spaceDelimited: '%20', pipeDelimited: '%7C' }

/** The `name=value` of one parameter in a query, a form or a cookie. */
export function writePairs(rule: Rule, value: unknown): string[] {
  if (isAbsent(value)) return []
  const { name, style = 'form', explode = style === 'form' } = rule
  const encode = rule.allowReserved ? encodeUnreserved : encodeURIComponent
  const pair = (key: string, one: unknown) => `${encodeURIComponent(key)}=${encode(textOf(one))}`
  if (rule.json) return [pair(name, JSON.stringify(value))]
  if (style === 'deepObject') return flatten(name, value).map(([key, one]) => pair(key, one))
  if (explode && Array.isArray(value)) return present(value).map((one) => pair(name, one))
  if (explode && isObject(value)) return membersOf(value).map(([key, one]) => pair(key, one))
  return [`${encodeURIComponent(name)}=${join(value, DELIMITERS[style] ?? ',', false, encode)}`]
}

/** A value in a path; fails where there is none, for the address would be another operation's. */
export function writeInPath(rule: Rule, value: unknown): string {
  const { name, style = 'simple', explode = false } = rule
  if (isAbsent(value) || value === '') throw new Error(`path parameter ${name} is missing`)
  if (rule.json) return encodeURIComponent(JSON.stringify(value))
  if (style === 'label') {
    const encode = (text: string) => encodeURIComponent(text).replace(/\./g, '%2E')
    return `.${join(value, explode ? '.' : ',', explode, encode)}`
  }
  if (style !== 'matrix') return join(value, ',', explode)
  const key = `;${encodeURIComponent(name)}=`
  if (!explode || !isComposed(value)) return key + join(value, ',', false)
  return Array.isArray(value)
    ? present(value)
        .map((one) => key + encodeURIComponent(textOf(one)))
        .join('')
    : `;${join(value, ';', true)}`
}

/** Headers are not percent-encoded; JSON escapes what they cannot carry. */
export function writeHeader({ json, explode = false }: Rule, value: unknown): string {
  if (!json) return join(value, ',', explode, (text) => text)
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null
}

function join(
  value: unknown,
  delimiter: string,
  explode: boolean,
  encode: Encode = encodeURIComponent
): string {
  const write = (one: unknown) => encode(textOf(one))
  if (Array.isArray(value)) return present(value).map(write).join(delimiter)
  if (!isObject(value)) return write(value)
  return membersOf(value)
    .map(([key, one]) => `${encode(key)}${explode ? '=' : delimiter}${write(one)}`)
    .join(delimiter)
}

/** `filter[price][min]`; a list repeats its name. */
function flatten(name: string, value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return present(value).flatMap((one) => flatten(name, one))
  if (!isObject(value)) return [[name, value]]
  return membersOf(value).flatMap(([key, one]) => flatten(`${name}[${key}]`, one))
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, one]) => !isAbsent(one))
}

function present(list: unknown[]): unknown[] {
  return list.filter((one) => !isAbsent(one))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isComposed(value: unknown): boolean {
  return typeof value === 'object'
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`
}

/** Leaves what RFC 6570 reserves as it is, but for what would end the value. */
function encodeUnreserved(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3A|2F|3F|40|24|3B)/g, decodeURIComponent)
}
