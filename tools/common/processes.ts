import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process as a file remembers it: pids are reused, but never with the same start time. */
export interface ProcessMark {
  pid: number
  birth: string
}

/** When a process started, in the system's format; '' if unknown (Windows); undefined if it is gone. */
export function birthOf(pid: number): string | undefined {
  if (!exists(pid)) return undefined
  if (process.platform === 'win32') return ''
  return process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid)
}

export function markOf(pid: number): ProcessMark {
  return { pid, birth: birthOf(pid) ?? '' }
}

/** The mark in a file; undefined when there is none that can be read. */
export function readMark(file: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark
  } catch {
    return undefined
  }
}

export function lives({ pid, birth }: ProcessMark): boolean {
  return birthOf(pid) === birth
}

/** Sends `signal` to the process if it is still that very one. */
export function signalTo(mark: ProcessMark, signal: NodeJS.Signals): void {
  try {
    if (lives(mark)) process.kill(mark.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Looks every 20 ms until `condition` holds; false when `timeoutMs` passed first. */
export async function waitUntil(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > end) return false
    await sleep(20)
  }
  return true
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the name, in brackets, may hold anything; after it the state is first, the start time 20th
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (isDead(fields[0])) return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
  } catch {
    return undefined
  }
}

function birthFromPs(pid: number): string | undefined {
  try {
    const settings = {
      encoding: 'utf8',
      timeout: 5_000,
      env: { ...process.env, LC_ALL: 'C' }
    } as const
    const answer = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], settings).trim()
    return isDead(answer) ? undefined : answer.replace(/^\S+\s+/, '')
  } catch {
    return undefined
  }
}

// Z: a zombie, which stays for ever in a container whose pid 1 does not reap its children
function isDead(state = ''): boolean {
  return /^[ZX]/.test(state)
}
