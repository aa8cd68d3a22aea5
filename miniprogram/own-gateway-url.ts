import { readStored } from './api/storage'

/** A gateway address of this phone alone: to a phone, 127.0.0.1 is the phone itself. */
const key = 'weapp-scf/gateway-url/v1'

/** '' where none is set. */
export function readOwnGatewayUrl(): string {
  return readStored<string>(key) ?? ''
}

/**
 * Stores the address, or removes it where `text` is empty.
 *
 * @returns what is wrong with the address, in the user's words; '' where it is stored
 */
export function saveOwnGatewayUrl(text: string): string {
  const url = text.trim().replace(/\/+$/, '')
  if (!url) {
    wx.removeStorageSync(key)
    return ''
  }
  // Phones have no `URL` to ask.
  const parts = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+))?$/i.exec(url)
  if (!parts) return '请写成 http://192.168.1.5:3000 这样的地址，后面不带路径'
  const port = Number(parts[1] ?? 80)
  if (port < 1 || port > 65535) return '端口要在 1 到 65535 之间'
  try {
    wx.setStorageSync(key, url)
  } catch (error) {
    console.warn('the address is not stored', String(error))
    return '没有保存：手机存储空间不足'
  }
  return ''
}
