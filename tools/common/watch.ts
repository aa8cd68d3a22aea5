import { watch } from 'chokidar'

/** chokidar drops a change that follows another of the same file within 50 ms: wait for longer. */
const SETTLE_MS = 60

export interface WatchOptions {
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

/** Calls `changed` after files were saved, added or removed in `places` (files or folders). */
export function watchFiles(
  places: string[],
  changed: () => void,
  { settleMs = SETTLE_MS, onError = () => undefined }: WatchOptions = {}
): FileWatch {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(places, { ignoreInitial: true, ignored: IGNORED })
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
