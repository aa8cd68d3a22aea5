import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type OrphanGuard } from '../../common/orphan-guard'
import { type FunctionSettings } from '../../serverless-yml'
import { createErrorOutput, readLines } from '../log/output'
import { toSources } from '../log/source-places'
import { instanceEnvironment } from '../platform'
import { createMemoryMeter } from './memory'

export interface ChildOptions {
  log(line: string): void
  orphanGuard: OrphanGuard
  inspectPort?: number
}

export type Child = ReturnType<typeof startChild>

const OUT_OF_HEAP = 'JavaScript heap out of memory'
/** How long a dead process's output may stay open: a process that inherited it may never close it */
const DRAIN_MS = 500
const POSIX = process.platform !== 'win32'

/**
 * Starts Node with `args` as an instance of the function, with its environment and heap limit; its
 * output goes to the log line by line. Nothing that the process starts outlives it.
 */
export function startChild(
  settings: FunctionSettings,
  args: string[],
  options: ChildOptions & { environment?: Record<string, string> }
) {
  const child = spawn(process.execPath, [...nodeArguments(settings, options), ...args], {
    // without a folder to start in, the child could not report that its bundle is missing
    cwd: existsSync(dirname(settings.bundle)) ? dirname(settings.bundle) : undefined,
    env: { ...instanceEnvironment(settings), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // a process group of its own: Ctrl-C is meant for the runtime, which ends its instances itself
    detached: POSIX,
    windowsHide: true
  })
  const { pid } = child
  const outputs = [child.stdout, child.stderr].filter((stream) => stream !== null)
  const log = (line: string) => options.log(`${settings.name} | ${toSources(line)}`)
  const errors = createErrorOutput(log)
  const meter = pid === undefined ? undefined : createMemoryMeter(pid)
  const watchers = new Set<() => void>()
  let outOfHeap = false
  let gone = false

  if (pid !== undefined) options.orphanGuard.watch(pid)
  for (const stream of outputs)
    readLines(stream, (line) => {
      if (line.includes(OUT_OF_HEAP)) outOfHeap = true
      if (stream === child.stderr) errors.take(line)
      else log(line)
    })

  const exited = new Promise<void>((resolve) => {
    function finish(): void {
      if (gone) return
      gone = true
      errors.flush()
      meter?.close()
      if (pid !== undefined) options.orphanGuard.forget(pid)
      for (const watcher of watchers) watcher()
      resolve()
    }
    child.once('error', (error) => {
      options.log(`${settings.name}: ${error.message}`)
      if (pid === undefined) finish()
    })
    child.once('exit', () => {
      signal(child, 'SIGKILL')
      setTimeout(() => {
        for (const stream of outputs) stream.destroy()
        finish()
      }, DRAIN_MS).unref()
    })
    child.once('close', finish)
  })

  return {
    /** Distinguishes instances in answers and logs; it has no other meaning */
    id: randomBytes(4).toString('hex'),
    process: child,
    usedMb: () => meter?.usedMb(),
    /** True after it died of its heap limit */
    ranOutOfHeap: () => outOfHeap,
    fatalError: errors.fatalError,
    isGone: () => gone,
    /** Calls `watcher` when the process has ended and its output is read; returns an undo. */
    whenGone(watcher: () => void): () => void {
      if (gone) queueMicrotask(watcher)
      else watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    freeze: () => signal(child, 'SIGSTOP'),
    thaw: () => signal(child, 'SIGCONT'),
    /** Kills it, whatever it is doing; resolves when it is gone. */
    end(): Promise<void> {
      if (!gone) signal(child, 'SIGKILL')
      return exited
    }
  }
}

function nodeArguments(settings: FunctionSettings, { inspectPort }: ChildOptions): string[] {
  const args = [`--max-old-space-size=${settings.memoryMb}`]
  if (inspectPort !== undefined) args.push(`--inspect=127.0.0.1:${inspectPort}`)
  return args
}

/** Signals the whole process group: what the function started stops, resumes and ends with it. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (POSIX && child.pid !== undefined) process.kill(-child.pid, name)
    else child.kill(name)
  } catch {
    // already gone
  }
}
