import { both } from './api'

/** Files that are kept permanently, by their paths. */
export interface SavedFiles {
  save(path: string, dataUrl: string): void
  read(path: string): string | undefined
  remove(path: string): void
  /** All paths in order: a folder before what is in it. */
  list(): string[]
}

/** Part of `wx.env`. */
export const USER_DATA_PATH = 'wxfile://usr'

/** Saved in the place of a folder. */
const FOLDER = 'folder'

/** The folders of a phone, each of which is saved as a file is. */
export function createFolders(files: SavedFiles) {
  const isFolder = (path: string) => path === USER_DATA_PATH || files.read(path) === FOLDER
  const expect = (folder: string) => {
    if (!isFolder(folder)) throw new Error(`fail no such file or directory "${folder}"`)
  }
  const parentOf = (path: string) => path.replace(/\/[^/]*\/?$/, '')
  const within = (folder: string) => {
    const start = folder.replace(/\/?$/, '/')
    const paths = files.list().filter((path) => path.startsWith(start))
    return paths.map((path) => path.slice(start.length))
  }
  const save = (path: string, dataUrl: string) => {
    expect(parentOf(path))
    files.save(path, dataUrl)
  }
  const make = (dirPath: string, recursive?: boolean) => {
    if (isFolder(dirPath) && !recursive) throw new Error(`fail file already exists "${dirPath}"`)
    if (isFolder(dirPath)) return
    if (recursive) make(parentOf(dirPath), true)
    save(dirPath, FOLDER)
  }
  const list = (dirPath: string) => {
    expect(dirPath)
    return within(dirPath).filter((name) => !name.includes('/'))
  }
  const remove = (dirPath: string, recursive?: boolean) => {
    if (list(dirPath).length && !recursive) throw new Error('fail directory not empty')
    for (const name of within(dirPath)) files.remove(`${dirPath}/${name}`)
    files.remove(dirPath)
  }
  const rename = (oldPath: string, newPath: string) => {
    if (files.read(oldPath) === undefined) expect(oldPath)
    for (const below of ['', ...within(oldPath).map((name) => `/${name}`)]) {
      save(newPath + below, files.read(oldPath + below) ?? '')
      files.remove(oldPath + below)
    }
  }
  return {
    isFolder,
    save,
    calls: {
      ...both('mkdir', ['dirPath', 'recursive'], make),
      ...both('readdir', ['dirPath'], list, 'files'),
      ...both('rmdir', ['dirPath', 'recursive'], remove),
      ...both('rename', ['oldPath', 'newPath'], rename)
    }
  }
}
