import { api, both } from './api'
import { blobOf, bytesOf, toBase64 } from './data-url'
import { createFolders, type SavedFiles, USER_DATA_PATH } from './folders'

/** A phone's files as data URLs, by WeChat's paths. */
export interface PhoneFiles extends SavedFiles {
  /** Keeps a temporary file until the mini-program ends. Returns its path. */
  add(dataUrl: string): string
}

/** Saved files are kept in the browser's local storage under `prefix`. */
export function createFiles(prefix: string): PhoneFiles {
  const temporary = new Map<string, string>()
  const keyOf = (path: string) => prefix + path.replace(/\/$/, '')
  return {
    add(dataUrl) {
      const type = /^data:\w+\/(\w+)/.exec(dataUrl)?.[1] ?? 'bin'
      const path = `http://tmp/preview-${temporary.size + 1}.${type}`
      temporary.set(path, dataUrl)
      return path
    },
    save: (path, dataUrl) => localStorage.setItem(keyOf(path), dataUrl),
    read: (path) => temporary.get(path) ?? localStorage.getItem(keyOf(path)) ?? undefined,
    remove: (path) => localStorage.removeItem(keyOf(path)),
    list: () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
        .sort()
  }
}

/** A file of the mini-program's package. */
function readPackaged(path: string): string | undefined {
  if (/^\w+:/.test(path)) return undefined
  const request = new XMLHttpRequest()
  request.open('GET', `/preview/files/${encodeURI(path.replace(/^\//, ''))}`, false)
  // each byte as one character
  request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send()
  if (request.status !== 200) return undefined
  const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff)
  return `data:application/octet-stream;base64,${toBase64(bytes)}`
}

/** `wx.getFileSystemManager()`, as far as pictures and small files need it. */
export function createFileSystem(files: PhoneFiles) {
  const find = (path: string): string => {
    const found = files.read(path) ?? readPackaged(path)
    if (found === undefined) throw new Error(`fail no such file or directory "${path}"`)
    return found
  }
  const folders = createFolders(files)
  const copy = (from: string, to: string) => folders.save(to, find(from))
  const sizeOf = (path: string) => (folders.isFolder(path) ? 0 : blobOf(find(path)).size)

  const read = (filePath: string, encoding?: string): string | ArrayBuffer => {
    const base64 = find(filePath).split(',')[1] ?? ''
    if (encoding === 'base64') return base64
    const bytes = bytesOf(base64)
    return encoding ? new TextDecoder().decode(bytes) : bytes.buffer
  }
  const save = (
    tempFilePath: string,
    filePath = `${USER_DATA_PATH}/store_${tempFilePath.split('/').pop() ?? ''}`
  ): string => {
    copy(tempFilePath, filePath)
    return filePath
  }
  const write = (filePath: string, data: string | ArrayBuffer, encoding = 'utf8') => {
    const isText = typeof data === 'string'
    const bytes = isText ? new TextEncoder().encode(data) : new Uint8Array(data)
    const base64 = isText && encoding === 'base64' ? data : toBase64(bytes)
    folders.save(filePath, `data:application/octet-stream;base64,${base64}`)
  }
  const append = (filePath: string, data: string | ArrayBuffer, encoding?: string) => {
    const before = find(filePath)
    write(filePath, data, encoding)
    const parts = [before, find(filePath)].map((dataUrl) => bytesOf(dataUrl.split(',')[1] ?? ''))
    write(filePath, Uint8Array.from(parts.flatMap((bytes) => [...bytes])).buffer)
  }
  const stat = (path: string) => ({
    size: sizeOf(path),
    mode: 33188,
    isFile: () => !folders.isFolder(path),
    isDirectory: () => folders.isFolder(path)
  })
  const unlink = (filePath: string) => {
    find(filePath)
    files.remove(filePath)
  }

  const saving = both('saveFile', ['tempFilePath', 'filePath'], save, 'savedFilePath')
  const getFileInfo = api('getFileInfo', ({ filePath }: { filePath: string }) => {
    return { size: sizeOf(filePath) }
  })
  const manager = {
    ...saving,
    getFileInfo,
    ...both('access', ['path'], (path: string) => void sizeOf(path)),
    ...both('readFile', ['filePath', 'encoding'], read, 'data'),
    ...both('writeFile', ['filePath', 'data', 'encoding'], write),
    ...both('appendFile', ['filePath', 'data', 'encoding'], append),
    ...both('copyFile', ['srcPath', 'destPath'], copy),
    ...folders.calls,
    ...both('stat', ['path'], stat, 'stats'),
    ...both('unlink', ['filePath'], unlink)
  }
  return {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => manager,
    getFileInfo,
    saveFile: saving.saveFile,
    base64ToArrayBuffer: (base64: string) => bytesOf(base64).buffer,
    arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer))
  }
}
