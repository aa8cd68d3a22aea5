import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { type Scf } from '../../tools/scf'

export interface FireParts {
  url: string
  scf: Pick<Scf, 'invoke'>
  ad: string
  clicks: number
  atOnce: number
  /** Between two shots. */
  everyMs: number
  /** Each is fired in turn. */
  shots: (() => unknown)[]
}

export interface FireReport {
  /** Clicks that were answered 302. */
  answered: number
  /** All others: the instance was killed, or refused for want of the database. */
  unanswered: number
  shots: number
}

/**
 * Clicks an ad again and again while shots are fired at what stores and counts the clicks; two
 * processors count meanwhile.
 */
export async function clickUnderFire(parts: FireParts): Promise<FireReport> {
  const { url, scf, ad, clicks, atOnce, everyMs, shots } = parts
  const report: FireReport = { answered: 0, unanswered: 0, shots: 0 }
  let left = clicks
  let isOver = false

  async function clickOn(): Promise<void> {
    while (left-- > 0) {
      const status = await fetch(`${url}/go/${ad}`, { redirect: 'manual' }).then(
        async (response) => (await response.arrayBuffer(), response.status),
        () => 0
      )
      report[status === 302 ? 'answered' : 'unanswered']++
    }
  }
  async function count(): Promise<void> {
    while (!isOver) {
      await scf.invoke('events', { Type: 'Timer' })
      await pause(20)
    }
  }
  async function fire(): Promise<void> {
    for (; !isOver; report.shots++) {
      await pause(everyMs)
      await shots[report.shots % shots.length]?.()
    }
  }

  const others = [count(), count(), fire()]
  await Promise.all(Array.from({ length: atOnce }, clickOn))
  isOver = true
  await Promise.all(others)
  return report
}

/** Kills this process's children whose command line contains a text, with no chance to clean up. */
export function killChildren(text: string): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const pids = lines.flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(parent) === process.pid && args.includes(text) ? [Number(pid)] : []
  })
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  return pids.length
}
