import { statSync } from 'node:fs'
import { watch } from 'chokidar'

/** chokidar drops a change that follows another of the same file within 50 ms: wait for longer. */
const SETTLE_MS = 60

interface WatchOptions {
  /** Changes that follow each other within this time are one: an editor may save many files. */
  settleMs?: number
  onError?: (error: Error) => void
}

export interface FileWatch {
  /** Resolves when changes are seen. */
  ready: Promise<void>
  stop(): Promise<void>
}

const IGNORED = /[/\\](node_modules|\.git|\.local)([/\\]|$)/

/** Calls `changed` after files were saved, added or removed below `places`. */
export function watchFiles(
  places: string[],
  changed: () => void,
  { settleMs = SETTLE_MS, onError = () => undefined }: WatchOptions = {}
): FileWatch {
  let timer: NodeJS.Timeout | undefined
  // the place itself may be below a folder of such a name
  const isIgnored = (file: string) =>
    places.some((place) => file.startsWith(place) && IGNORED.test(file.slice(place.length)))
  const watcher = watch(places, { ignoreInitial: true, ignored: isIgnored })
  const ready = new Promise<void>((resolve) => {
    watcher
      .once('ready', resolve)
      .on('error', (error) => {
        onError(error instanceof Error ? error : new Error(String(error)))
        resolve()
      })
      .on('all', () => {
        clearTimeout(timer)
        timer = setTimeout(changed, settleMs)
      })
  })
  return {
    ready,
    stop() {
      clearTimeout(timer)
      return watcher.close()
    }
  }
}

const POLL_MS = 25

/**
 * Calls `changed` after one of these files was saved, replaced, removed or created, even when its
 * folder is removed and created again: events would not report that. `listFiles` is asked each time,
 * because an edit may bring another file.
 */
export function pollFiles(listFiles: () => string[], changed: () => void): { stop(): void } {
  let seen = listFiles().map(versionOf).join()
  let isSettled = true
  const timer = setInterval(() => {
    const now = listFiles().map(versionOf).join()
    const isSame = now === seen
    seen = now
    // one round later, so that a file is not read while it is being written
    if (isSame && !isSettled) changed()
    isSettled = isSame
  }, POLL_MS)
  return { stop: () => clearInterval(timer) }
}

function versionOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats ? `${stats.ino} ${stats.ctimeMs} ${stats.size}` : 'missing'
}
