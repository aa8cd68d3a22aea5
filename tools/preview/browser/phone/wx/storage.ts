import { api } from './api'

interface Entry {
  key: string
  value: unknown
}

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
  const info = () => ({ keys: keys(), currentSize: 1, limitSize: 10240 })

  return {
    getStorageSync: (key: string) => read(key).data,
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: api('getStorage', ({ key }: { key: string }) => {
      const { found, data } = read(key)
      if (!found) throw new Error('fail data not found')
      return { data }
    }),
    setStorage: api('setStorage', ({ key, data }: { key: string; data: unknown }) =>
      write(key, data)
    ),
    removeStorage: api('removeStorage', ({ key }: { key: string }) => remove(key)),
    clearStorage: api('clearStorage', clear),
    batchGetStorageSync: (wanted: string[]) => wanted.map((key) => read(key).data),
    batchSetStorageSync: (entries: Entry[]) =>
      entries.forEach(({ key, value }) => write(key, value)),
    batchGetStorage: api('batchGetStorage', ({ keyList }: { keyList: string[] }) => ({
      data: keyList.map((key) => read(key).data)
    })),
    batchSetStorage: api('batchSetStorage', ({ kvList }: { kvList: Entry[] }) =>
      kvList.forEach(({ key, value }) => write(key, value))
    ),
    getStorageInfo: api('getStorageInfo', info)
  }
}
