import { type ChildProcess, spawn } from 'node:child_process'
import { type Socket } from 'node:net'

/** Reads a list of process groups from standard input, and signals them when that input ends. */
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
  /** `group` is the pid of a child that was spawned with `detached: true`. */
  watch(group: number): void
  /** The child has ended: another process may get its pid soon. */
  forget(group: number): void
  /** Signals the children that are still watched. */
  stop(): Promise<void>
}

/**
 * Signals the watched children when this process dies without a chance to do so itself (SIGKILL, a
 * closed terminal): a shell outlives it for that moment. Windows has no such shell; children have to
 * notice by themselves there.
 */
export function createOrphanGuard(signal: 'KILL' | 'TERM'): OrphanGuard {
  let shell: ChildProcess | undefined

  function write(line: string): void {
    if (process.platform === 'win32') return
    shell ??= startShell(signal)
    shell.stdin?.write(line)
  }

  return {
    watch: (group) => write(`+ ${group}\n`),
    forget: (group) => write(`- ${group}\n`),
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
    // a process group of its own, so that Ctrl-C or a killed group does not end it too
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  ;(shell.stdin as Socket).unref()
  return shell
}
