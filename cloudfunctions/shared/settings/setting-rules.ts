import { createSecretKey, type KeyObject } from 'node:crypto'
import { parseDatabaseUrl } from '../../../tools/contract/door/database-url'

/** A mini-program. It has two secrets while one replaces the other; WeChat accepts one of them. */
export interface WechatApp {
  appId: string
  secrets: string[]
}

/** Keys by id. The first one listed signs or seals; the others still verify or open. */
export interface Keys {
  current: { id: string; key: KeyObject }
  all: Map<string, KeyObject>
}

/** Reads a setting. Text that breaks `rule` becomes a problem, which never quotes the text. */
export type Read = <T>(name: string, rule: string, parse: Parse<T>, fallback?: string) => T

/** Reads a setting's value from its text; undefined when the text breaks the rule. */
export type Parse<T> = (text: string, place: Place) => T | undefined

/** What is allowed on a laptop only: stand-ins on local addresses, placeholders. */
export interface Place {
  isLocal: boolean
}

/** Marks a secret: no command writes a value for it, and the doctor refuses one in a shared file. */
export const secret = <T>(parse: Parse<T>): Parse<T> => parse

export function matching(pattern: RegExp): Parse<string> {
  return (text) => (pattern.test(text) ? text : undefined)
}

export function oneOf<T extends string>(...values: T[]): Parse<T> {
  return (text) => values.find((value) => value === text)
}

export function integer(least: number, most: number): Parse<number> {
  return (text) => {
    const value = Number(text)
    return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined
  }
}

/** An https address of a host that matches, and nothing more; on a laptop, any local address, too. */
export function localOr(host: RegExp): Parse<string> {
  return (text, { isLocal }) => {
    const url = parseUrl(text)
    if (!url) return undefined
    if (isLocal && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) return text
    const isWhole = host.test(url.hostname) && url.href === `https://${url.hostname}/`
    return isWhole ? text : undefined
  }
}

/** URL.canParse is newer than the Node of SCF's Nodejs18.15. */
function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

export const databaseUrl: Parse<string> = (text) => (parseDatabaseUrl(text) ? text : undefined)

export const appId: Parse<string> = (text, { isLocal }) => {
  const [, digits] = /^wx([0-9a-f]{16})$/.exec(text) ?? []
  return digits && (isLocal || !isMadeUp(digits)) ? text : undefined
}

export const appSecrets: Parse<string[]> = (text, { isLocal }) => {
  const isSecret = (each: string) => /^[0-9a-f]{32}$/i.test(each) && (isLocal || !isMadeUp(each))
  const secrets = text.split('|').map((secret) => secret.trim())
  return secrets.length <= 2 && secrets.every(isSecret) ? secrets : undefined
}

/** Zero or more mini-programs, each with its own secret. */
export const appList: Parse<WechatApp[]> = (text, place) => {
  const apps = new Map<string, WechatApp>()
  for (const entry of text.split(',').filter((part) => part.trim())) {
    const [id = '', joined = '', ...rest] = entry.trim().split(':')
    const secrets = appSecrets(joined, place)
    if (!appId(id, place) || !secrets || apps.has(id) || rest.length) return undefined
    apps.set(id, { appId: id, secrets })
  }
  return [...apps.values()]
}

/** What WeChat signs, and maybe encrypts, the messages of one mini-program with. */
export interface PushSender {
  appId: string
  token: string
  /** 32 bytes; undefined where messages are plain. */
  key?: Buffer
}

/** A mini-program has several while its token or key is being replaced. */
export const pushSenders: Parse<PushSender[]> = (text, place) => {
  const senders: PushSender[] = []
  for (const entry of text.split(',').filter((part) => part.trim())) {
    const [id = '', token = '', key, ...rest] = entry.trim().split(':')
    const isKey = key === undefined || /^[A-Za-z0-9]{43}$/.test(key)
    const isToken = /^[A-Za-z0-9]{3,32}$/.test(token)
    if (!appId(id, place) || !isToken || !isKey || rest.length) return undefined
    senders.push({ appId: id, token, ...(key && { key: Buffer.from(`${key}=`, 'base64') }) })
  }
  return senders
}

export const keyRing: Parse<Keys> = (text) => {
  const all = new Map<string, KeyObject>()
  for (const entry of text.split(',')) {
    // whole: Buffer would ignore what follows a key's end, such as another key
    const [, id, base64 = ''] = /^([\w-]{1,16}):([\w+/-]{43}=?)$/.exec(entry.trim()) ?? []
    const bytes = Buffer.from(base64, 'base64')
    if (id === undefined || all.has(id) || isWeak(bytes)) return undefined
    const key = createSecretKey(bytes)
    if ([...all.values()].some((other) => other.equals(key))) return undefined
    all.set(id, key)
  }
  const [current] = all
  return current && { current: { id: current[0], key: current[1] }, all }
}

/** Whether two settings share a key, under whatever ids. */
export function shareKey(one: Keys, other: Keys): boolean {
  return [...one.all.values()].some((key) => [...other.all.values()].some((its) => its.equals(key)))
}

/**
 * Of 32 random bytes about 30 differ, as do the steps between them; of 16 that stand there twice, no
 * more than 16. A sentence has letters only.
 */
function isWeak(key: Buffer): boolean {
  return key.length !== 32 || isPatterned([...key], 256, 20) || key.every((byte) => byte < 0x80)
}

/** Zeros, a digit repeated, the digits in order: nobody's AppID or secret. */
function isMadeUp(digits: string): boolean {
  const values = Array.from(digits, (digit) => parseInt(digit, 16))
  return isPatterned(values, 16, 4)
}

/** Whether there are fewer different values, or different steps between them, than `least`. */
function isPatterned(values: number[], modulus: number, least: number): boolean {
  const steps = values.slice(1).map((value, i) => (value - (values[i] ?? 0) + modulus) % modulus)
  return new Set(values).size < least || new Set(steps).size < least
}
