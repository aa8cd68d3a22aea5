import { spawn, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'

/** Keeps a list of process groups from its standard input, and ends them when that input ends. */
const SCRIPT = `
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
`

/**
 * Ends the instances of a runtime that was killed itself. They notice that on their own, except
 * those in an endless loop and those that are frozen; a shell that outlives the runtime by an
 * instant sees to them. Windows has no such shell: there an endless loop outlives a killed runtime.
 */
export function createWatchdog() {
  let shell: ChildProcess | undefined

  function tell(line: string): void {
    if (process.platform === 'win32') return
    shell ??= startShell()
    shell.stdin?.write(line)
  }

  return {
    watch: (group: number) => tell(`+ ${group}\n`),
    forget: (group: number) => tell(`- ${group}\n`),
    stop(): Promise<void> {
      const running = shell
      if (!running || running.exitCode !== null || running.signalCode !== null)
        return Promise.resolve()
      const ended = new Promise<void>((resolve) => running.once('close', () => resolve()))
      running.ref()
      running.stdin?.end()
      return ended
    }
  }
}

export type Watchdog = ReturnType<typeof createWatchdog>

function startShell(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], {
    cwd: '/',
    // its own process group: Ctrl-C and a killed group must not take it along
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  ;(shell.stdin as Socket).unref()
  return shell
}
