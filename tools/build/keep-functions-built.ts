import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Project } from '../project'

export interface FunctionBuild {
  /** Rejects when the functions do not compile; the reason is on the screen by then. */
  built: Promise<void>
  /** After each save from now on: the name of every function whose bundle changed. */
  onChange(changed: (name: string) => void): void
  stop(): Promise<void>
}

/**
 * Bundles the functions into a folder, and again after each save, in a process of its own: bundling
 * must not slow down what runs the functions. `debug` makes code for a debugger in place of the code
 * that is deployed.
 */
export function keepFunctionsBuilt(
  { root }: Pick<Project, 'root'>,
  outDir: string,
  { debug = false } = {}
): FunctionBuild {
  const program = path.join(__dirname, 'watch-program.ts')
  const args = ['--require', require.resolve('tsx/cjs'), program, root, outDir]
  const child = spawn(process.execPath, debug ? [...args, '--debug'] : args, {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const built = new Promise<void>((resolve, reject) => {
    lines.once('line', () => resolve())
    child.once('error', reject)
    child.once('exit', () => reject(new Error('the functions do not build: see above')))
  })
  // awaited later; until then a failure must not count as an unhandled rejection
  built.catch(() => undefined)
  return {
    built,
    onChange: (changed) => {
      lines.on('line', (line) => {
        const [, name] = /^changed (\S+)$/.exec(line) ?? []
        if (name) changed(name)
      })
    },
    stop() {
      child.stdin.end()
      return ended
    }
  }
}
