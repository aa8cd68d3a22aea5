import { readStored, writeStored } from './api/storage'

/** A gateway address for this phone only: to a phone, 127.0.0.1 is the phone itself. */
const KEY = 'gateway-url/v1'

/** The address that was set on this phone; '' where there is none. */
export function readOwnGatewayUrl(): string {
  return readStored<string>(KEY) ?? ''
}

/**
 * Stores the address, or removes it where `text` is empty.
 *
 * @returns what is wrong with the address, as a text for the user; '' if it was stored
 */
export function saveOwnGatewayUrl(text: string): string {
  const url = text.trim().replace(/\/+$/, '')
  if (!url) {
    writeStored(KEY, undefined)
    return ''
  }
  // Phones have no `URL` class.
  const parts = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+))?$/i.exec(url)
  if (!parts) return '地址格式应为 http://192.168.1.5:3000，不含路径'
  const port = Number(parts[1] ?? 80)
  if (port < 1 || port > 65535) return '端口应在 1 到 65535 之间'
  return writeStored(KEY, url) ? '' : '保存失败：手机存储空间不足'
}
