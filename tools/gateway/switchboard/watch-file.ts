import { watch, type FSWatcher } from 'node:fs'
import path from 'node:path'

const RETRY_MS = 100

/**
 * Calls back after each change of a file, once it has been quiet for `settleMs`: saving is often
 * several events. Editors replace files, so it is the folder that is watched. When the folder itself
 * goes away, that is a change, and so is that it is back.
 */
export function watchFile(file: string, changed: () => void, settleMs = 10): { stop: () => void } {
  const folder = path.dirname(file)
  // a folder that goes away tells its own name
  const names = [path.basename(file), path.basename(folder)]
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined

  /** A watch follows the folder that it was opened on, not another one of the same name. */
  function open(): boolean {
    const before = watcher
    try {
      watcher = watch(folder, (_event, name) => {
        if (name === null || names.includes(name)) settle()
      }).on('error', settle)
      return true
    } catch {
      watcher = undefined
      return false
    } finally {
      before?.close()
    }
  }

  function settle(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!open()) retry()
      changed()
    }, settleMs)
  }

  function retry(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (open()) changed()
      else retry()
    }, RETRY_MS)
  }

  if (!open()) retry()
  return {
    stop() {
      clearTimeout(timer)
      watcher?.close()
    }
  }
}
