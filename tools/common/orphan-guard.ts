import { spawn, type ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'

/** Keeps a list of process groups from its standard input, and signals them when that input ends. */
const SCRIPT = `
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s "$1" -- "-$group"; done
`

export interface OrphanGuard {
  /** `group`: the pid of a child that was spawned with `detached: true`. */
  watch(group: number): void
  /** The child has ended: its pid may soon be another process's. */
  forget(group: number): void
  stop(): Promise<void>
}

/**
 * Sends `signal` to watched children when this process dies without a chance to do so itself
 * (SIGKILL, a closed terminal). A shell outlives this process by an instant and does it. Windows has
 * no such shell: guarded children have to notice there by themselves.
 */
export function createOrphanGuard(signal: 'KILL' | 'TERM'): OrphanGuard {
  let shell: ChildProcess | undefined

  function tell(line: string): void {
    if (process.platform === 'win32') return
    shell ??= startShell(signal)
    shell.stdin?.write(line)
  }

  return {
    watch: (group) => tell(`+ ${group}\n`),
    forget: (group) => tell(`- ${group}\n`),
    stop() {
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

function startShell(signal: string): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'orphan-guard', signal], {
    cwd: '/',
    // a process group of its own: Ctrl-C and a killed group must not take it along
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  ;(shell.stdin as Socket).unref()
  return shell
}
