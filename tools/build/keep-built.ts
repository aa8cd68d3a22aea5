import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface FunctionBuild {
  /** Rejects when the functions do not compile; where is on the screen then. */
  built: Promise<void>
  /** From now on, after each save: the name of a function whose bundle is another one. */
  onChange(changed: (name: string) => void): void
  stop(): Promise<void>
}

export interface BuildSettings {
  outDir: string
  /** Code for a debugger instead of the code that is deployed */
  debug: boolean
}

/**
 * Builds the functions and keeps them built. In a process of its own: what stands in for the
 * platform knows bundles only.
 */
export function buildFunctions({ outDir, debug }: BuildSettings): FunctionBuild {
  const root = path.resolve(__dirname, '../..')
  const args = ['--require', 'tsx/cjs', 'tools/build/watch.ts', outDir]
  const child = spawn(process.execPath, debug ? [...args, '--debug'] : args, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const built = new Promise<void>((resolve, reject) => {
    lines.once('line', () => resolve())
    child.once('error', reject)
    child.once('exit', () => reject(new Error('the functions do not build: see above')))
  })
  // it is awaited later: until then a failure is nobody's unhandled rejection
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
