import { api } from './api'

/** A phone's files as data URLs, by WeChat's paths. */
export interface PhoneFiles {
  /** Keeps a temporary file until the mini-program ends. Returns its path. */
  add(dataUrl: string): string
  /** Keeps a file permanently. */
  save(path: string, dataUrl: string): void
  read(path: string): string | undefined
  remove(path: string): void
}

/** Part of `wx.env`. */
const USER_DATA_PATH = 'wxfile://usr'

/** Saved files are kept in the browser's local storage under `prefix`. */
export function createFiles(prefix: string): PhoneFiles {
  const temporary = new Map<string, string>()
  return {
    add(dataUrl) {
      const type = /^data:image\/(\w+)/.exec(dataUrl)?.[1] ?? 'bin'
      const path = `http://tmp/preview-${temporary.size + 1}.${type}`
      temporary.set(path, dataUrl)
      return path
    },
    save: (path, dataUrl) => localStorage.setItem(prefix + path, dataUrl),
    read: (path) => temporary.get(path) ?? localStorage.getItem(prefix + path) ?? undefined,
    remove: (path) => localStorage.removeItem(prefix + path)
  }
}

interface SaveOption {
  tempFilePath: string
  filePath?: string
}

/** `wx.getFileSystemManager()`, as far as avatars need it. */
export function createFileSystem(files: PhoneFiles, assets: Record<string, string>) {
  const find = (path: string): string => {
    const dataUrl = files.read(path) ?? assets[`/${path.replace(/^\//, '')}`]
    if (dataUrl === undefined) throw new Error(`fail no such file or directory "${path}"`)
    return dataUrl
  }
  const readFileSync = (filePath: string, encoding?: string): string | ArrayBuffer => {
    const base64 = find(filePath).split(',')[1] ?? ''
    if (encoding === 'base64') return base64
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    return encoding ? new TextDecoder().decode(bytes) : bytes.buffer
  }
  const saveFileSync = (tempFilePath: string, filePath?: string): string => {
    const name = tempFilePath.split('/').pop() ?? ''
    const savedFilePath = filePath ?? `${USER_DATA_PATH}/store_${name}`
    files.save(savedFilePath, find(tempFilePath))
    return savedFilePath
  }
  const unlinkSync = (filePath: string) => {
    find(filePath)
    files.remove(filePath)
  }
  const manager = {
    readFileSync,
    saveFileSync,
    unlinkSync,
    accessSync: (path: string) => void find(path),
    access: api('access', ({ path }: { path: string }) => void find(path)),
    readFile: api('readFile', (option: { filePath: string; encoding?: string }) => ({
      data: readFileSync(option.filePath, option.encoding)
    })),
    saveFile: api('saveFile', ({ tempFilePath, filePath }: SaveOption) => ({
      savedFilePath: saveFileSync(tempFilePath, filePath)
    })),
    unlink: api('unlink', ({ filePath }: { filePath: string }) => unlinkSync(filePath))
  }
  return { env: { USER_DATA_PATH }, getFileSystemManager: () => manager }
}
