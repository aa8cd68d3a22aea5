import { PassThrough, type Readable } from 'node:stream'
import { watch, type FSWatcher } from 'chokidar'

export interface Sources {
  /** Runs again only after a file has changed. */
  cached<T>(run: () => Promise<T>): () => Promise<T>
  /** Server-sent events: `saved` after each change. It ends with `stop`. */
  events(): Readable
  stop(): Promise<void>
}

/** An editor that saves all its files is one change. */
const SETTLE_MS = 50

const ignored = /[/\\](node_modules|\.git)([/\\]|$)/

/** Watches a folder from the first question on. */
export function watchSources(dir: string, log: (line: string) => void): Sources {
  const listeners = new Set<PassThrough>()
  let watcher: FSWatcher | undefined
  let ready: Promise<void> | undefined
  let version = 0
  let timer: NodeJS.Timeout | undefined

  function begin(): Promise<void> {
    const begun = (watcher ??= watch(dir, { ignoreInitial: true, ignored }))
    ready ??= new Promise((resolve) => {
      begun
        .on('ready', resolve)
        .on('error', (error) => {
          log(`preview: not watching for saves: ${String(error)}`)
          resolve()
        })
        .on('all', changed)
    })
    return ready
  }

  function changed(): void {
    version += 1
    clearTimeout(timer)
    timer = setTimeout(() => {
      for (const listener of listeners) listener.write('event: saved\ndata:\n\n')
    }, SETTLE_MS)
  }

  return {
    cached(run) {
      let kept: { version: number; result: ReturnType<typeof run> } | undefined
      return async () => {
        // a save between the reading and the watching would be missed for good
        await begin()
        if (kept?.version !== version) kept = { version, result: run() }
        return kept.result
      }
    },
    events() {
      const listener = new PassThrough()
      listeners.add(listener)
      listener.once('close', () => listeners.delete(listener))
      void begin().then(() => !listener.destroyed && listener.write('retry: 500\n\n'))
      return listener
    },
    async stop() {
      clearTimeout(timer)
      for (const listener of listeners) listener.destroy()
      await watcher?.close()
    }
  }
}
