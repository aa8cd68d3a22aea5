import { isDeepStrictEqual } from 'node:util'
import { type OrphanGuard } from '../common/orphan-guard'
import { type FunctionSettings } from '../serverless-yml'
import { createEventFunction } from './event/event-function'
import { type RunningFunction } from './running-function'
import { createWebFunction } from './web/web-function'

interface FunctionSetOptions {
  log(line: string): void
  bootstrapFile: string
  orphanGuard: OrphanGuard
  idleMs: number
  freeze: boolean
  /** The name of a function to debug, on this port. */
  inspect?: string
  inspectPort: number
}

/** The functions that run now. */
export function createFunctionSet(options: FunctionSetOptions) {
  const functions = new Map<string, { running: RunningFunction; settings: FunctionSettings }>()
  const ending = new Set<Promise<void>>()

  function start(settings: FunctionSettings): RunningFunction {
    const { log, orphanGuard, idleMs } = options
    const debug = settings.name === options.inspect
    const create = settings.type === 'web' ? createWebFunction : createEventFunction
    return create(settings, options.bootstrapFile, {
      log,
      orphanGuard,
      debug,
      freeze: options.freeze && !debug,
      idleMs,
      inspectPort: debug ? options.inspectPort : undefined
    })
  }

  function end(name: string): void {
    const ended = functions.get(name)?.running.stop()
    functions.delete(name)
    if (!ended) return
    ending.add(ended)
    void ended.finally(() => ending.delete(ended))
  }

  return {
    get: (name: string) => functions.get(name)?.running,
    has: (name: string) => functions.has(name),
    /** See `configure` of the runtime. */
    replace(wanted: FunctionSettings[]): string[] {
      const names = new Set(wanted.map(({ name }) => name))
      const gone = [...functions.keys()].filter((name) => !names.has(name))
      const changed = wanted.filter(
        (settings) => !isDeepStrictEqual(functions.get(settings.name)?.settings, settings)
      )
      gone.forEach(end)
      for (const settings of changed) {
        end(settings.name)
        functions.set(settings.name, { running: start(settings), settings })
      }
      return [...gone, ...changed.map(({ name }) => name)]
    },
    async stop(): Promise<void> {
      await Promise.all([...functions.values()].map(({ running }) => running.stop()))
      await Promise.all(ending)
    }
  }
}
