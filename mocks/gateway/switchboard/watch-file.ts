import { watch } from 'node:fs'
import path from 'node:path'

/**
 * Calls back after each change of a file, once it has been quiet for `settleMs`: saving is often
 * several events. Editors replace files, so it is the folder that is watched.
 */
export function watchFile(file: string, changed: () => void, settleMs = 10): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(path.dirname(file), (_event, name) => {
    if (name !== null && name !== path.basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(changed, settleMs)
  })
  return {
    stop() {
      clearTimeout(timer)
      watcher.close()
    }
  }
}
