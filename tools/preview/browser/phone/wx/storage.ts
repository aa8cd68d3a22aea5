import { apis, both } from './api'

/** `wx.*Storage*`, kept in the browser's local storage under `prefix`. */
export function createStorage(prefix: string) {
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  const read = (key: string): { found: boolean; data: unknown } => {
    const text = localStorage.getItem(prefix + key)
    return text === null ? { found: false, data: '' } : { found: true, data: JSON.parse(text) }
  }
  const write = (key: string, data: unknown) =>
    localStorage.setItem(prefix + key, JSON.stringify(data ?? ''))
  const remove = (key: string) => localStorage.removeItem(prefix + key)
  const clear = () => keys().forEach(remove)
  const readAll = (wanted: string[]) => wanted.map((key) => read(key).data)
  const writeAll = (entries: WechatMiniprogram.KvList[]) =>
    entries.forEach(({ key, value }) => write(key, value))
  const info = () => ({ keys: keys(), currentSize: 1, limitSize: 10240 })

  return {
    getStorageSync: (key: string) => read(key).data,
    ...apis({
      getStorage({ key }) {
        const { found, data } = read(key)
        if (!found) throw new Error('fail data not found')
        return { data }
      }
    }),
    ...both('setStorage', ['key', 'data'], write),
    ...both('removeStorage', ['key'], remove),
    ...both('clearStorage', [], clear),
    ...both('getStorageInfo', [], info),
    ...both('batchGetStorage', ['keyList'], readAll, 'data'),
    ...both('batchSetStorage', ['kvList'], writeAll)
  }
}
