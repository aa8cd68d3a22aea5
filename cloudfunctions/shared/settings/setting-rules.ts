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
type Parse<T> = (text: string) => T | undefined

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

/** An https address on a host that matches, or any local address. */
export function localOr(host: RegExp): Parse<string> {
  return (text) => {
    const url = parseUrl(text)
    if (!url) return undefined
    const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
    return isLocal || (url.protocol === 'https:' && host.test(url.hostname)) ? text : undefined
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

export const appId = matching(/^wx[0-9a-f]{16}$/)

export const appSecrets: Parse<string[]> = (text) => {
  const secrets = text.split('|').map((secret) => secret.trim())
  const isGood = secrets.every((secret) => /^[0-9a-f]{32}$/i.test(secret))
  return isGood && secrets.length <= 2 ? secrets : undefined
}

/** Zero or more mini-programs, each with its own secret. */
export const appList: Parse<WechatApp[]> = (text) => {
  const apps = new Map<string, WechatApp>()
  for (const entry of text.split(',').filter((part) => part.trim())) {
    const [id = '', rest = ''] = entry.trim().split(':')
    const secrets = appSecrets(rest)
    if (!appId(id) || !secrets || apps.has(id)) return undefined
    apps.set(id, { appId: id, secrets })
  }
  return [...apps.values()]
}

export const keyRing: Parse<Keys> = (text) => {
  const all = new Map<string, KeyObject>()
  for (const entry of text.split(',')) {
    const [id, base64] = entry.trim().split(':')
    const bytes = Buffer.from(base64 ?? '', 'base64')
    if (!id || !/^[\w-]{1,16}$/.test(id) || all.has(id) || isWeak(bytes)) return undefined
    all.set(id, createSecretKey(bytes))
  }
  const [current] = all
  return current && { current: { id: current[0], key: current[1] }, all }
}

/** 32 random bytes have about 30 different values; a sentence or a repeated byte has far fewer. */
function isWeak(key: Buffer): boolean {
  return key.length !== 32 || new Set(key).size < 16
}
