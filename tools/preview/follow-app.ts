import { type FileWatch, watchFiles } from '../common/watch'
import { type CompiledApp } from './compile'

/** An editor that saves all its files at once causes one reload. */
const SETTLE_MS = 50

interface FollowOptions {
  dir: string
  /** Called after a save, with what it has changed. */
  onSaved(change: string): void
  log(line: string): void
}

/** Keeps a mini-program compiled: at the first request, and again after each save. */
export function followApp({ dir, onSaved, log }: FollowOptions) {
  let watching: FileWatch | undefined
  let compiled: Promise<CompiledApp> | undefined

  async function saved(): Promise<void> {
    const shown = compiled
    // nobody has looked yet
    if (!shown) return
    const next = (compiled = compileApp(dir))
    try {
      const [before, now, { whatChanged }] = await Promise.all([shown, next, import('./compile')])
      // a newer save reports itself
      if (compiled === next) onSaved(whatChanged(before, now))
    } catch (error) {
      log(`preview: ${(error as Error).message}`)
      compiled = undefined
    }
  }

  /** Resolves when saves are seen. */
  function watch(): Promise<void> {
    watching ??= watchFiles([dir], () => void saved(), {
      settleMs: SETTLE_MS,
      onError: ({ message }) => log(`preview: not watching for saves: ${message}`)
    })
    return watching.ready
  }

  return {
    watch,
    async read(): Promise<CompiledApp> {
      // watch first: a save between reading and watching would go unnoticed
      await Promise.all([watch(), import('./compile')])
      return (compiled ??= compileApp(dir))
    },
    stop: () => watching?.stop()
  }
}

/** Compiles the mini-program in `dir`; what is wrong with its sources is returned as problems. */
export async function compileApp(dir: string): Promise<CompiledApp> {
  // loaded when needed: the compilers take longer to load than everything else
  return (await import('./compile')).compileApp(dir)
}
