import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { freePort } from '../../tools/common/port'
import { project } from './project'

export interface ProcessOptions {
  /** The bundle's name, such as login. */
  name: string
  environment: Record<string, string>
  /** How far its clock is ahead. */
  clockShiftMs?: number
  /** Another Node program. */
  node?: string
  /** For Node, before the program. */
  flags?: string[]
  /** Receives each line that it writes. */
  onLine?(line: string): void
}

/** A function's process, as the platform runs it. */
export interface FunctionProcess {
  pid: number
  /** Stops it, as between two calls. */
  freeze(): void
  thaw(): void
  /** Ends it by SIGKILL. */
  kill(): Promise<void>
}

/** What a handler returned, and what its process says about that. */
export interface Handled {
  reply: unknown
  context: { callbackWaitsForEmptyEventLoop?: boolean }
  /** From the call to its answer. */
  ms: number
  /** The processor's time that it took. */
  cpuMs: number
  /** Timers that are still armed. */
  timers: number
  /** Keys that every object has now. */
  pollution: string[]
}

/** What a process uses, after a collection of garbage. */
export interface Usage {
  heapBytes: number
  timers: number
  /** Files and sockets; 0 where the system does not say. */
  files: number
}

export interface EventProcess extends FunctionProcess {
  measure(): Promise<Usage>
  /** Rejects when the process ends before it has answered. */
  handle(event: object, remainingMs?: number): Promise<Handled>
}

export interface WebProcess extends FunctionProcess {
  url: string
}

const FUNCTION_MS = 6000

/** Loads a bundle in a process of its own and passes events to it. */
export function startEventProcess(options: ProcessOptions): EventProcess {
  const script = path.join(__dirname, 'load-events.cjs')
  const { node = process.execPath, flags = [] } = options
  const started = start(node, [...flags, script, bundleOf(options.name)], options)
  const { child } = started
  const waiting = new Map<number, { done(answer: unknown): void; gone(): void }>()
  child.on('message', (answer: { id: number }) => {
    waiting.get(answer.id)?.done(answer)
    waiting.delete(answer.id)
  })
  child.once('exit', () => {
    for (const { gone } of waiting.values()) gone()
  })
  let calls = 0
  function ask<Answer>(question: object): Promise<Answer> {
    const id = 1000 + ++calls
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`${options.name} ended`))
      if (child.exitCode !== null || child.signalCode !== null) return gone()
      waiting.set(id, { done: (answer) => resolve(answer as Answer), gone })
      child.send({ id, ...question })
    })
  }
  return {
    ...started.process,
    measure: () => ask({}),
    handle: (event, remainingMs = FUNCTION_MS) => ask({ event, remainingMs })
  }
}

/** Starts a bundle as SCF starts a web function; resolves when it answers. */
export async function startWebProcess(options: ProcessOptions): Promise<WebProcess> {
  const port = await freePort()
  const { node = process.execPath } = options
  const [program, args] = options.clockShiftMs
    ? [node, [bundleOf(options.name)]]
    : [path.join(project.distDir, 'scf_bootstrap'), []]
  const environment = {
    ...options.environment,
    NODE: node,
    SCF_FUNCTIONNAME: `${project.name}-test-${options.name}`,
    PORT: String(port)
  }
  const started = start(program, args, { ...options, environment })
  const { child } = started
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/-`).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error(`${options.name} ended: ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { ...started.process, url }
}

function bundleOf(name: string): string {
  return path.join(project.distDir, `${name}.js`)
}

function start(
  program: string,
  args: string[],
  { environment, clockShiftMs, onLine }: ProcessOptions
): { child: ChildProcess; process: FunctionProcess } {
  const shift = ['--require', path.join(__dirname, 'shift-clock.cjs')]
  const child = spawn(program, clockShiftMs ? [...shift, ...args] : args, {
    cwd: '/',
    env: { ...environment, ...(clockShiftMs && { CLOCK_SHIFT_MS: String(clockShiftMs) }) },
    stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'inherit', 'ipc']
  })
  const ended = once(child, 'exit')
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine?.(line)
  })
  return {
    child,
    process: {
      pid: child.pid ?? 0,
      freeze: () => void child.kill('SIGSTOP'),
      thaw: () => void child.kill('SIGCONT'),
      async kill() {
        child.kill('SIGKILL')
        await ended
      }
    }
  }
}
