import type { Check, Finding } from './check'
import type { Subject } from './subject'

/** Longer than the deadlines of what a check asks, together */
const DEADLINE_MS = 180_000
const SLOW_MS = 1_500

/**
 * Makes all checks, one after the other, whatever the ones before found, and shows a line each, with
 * its finding; a line without one says that a check is slow, or left out. Gives whether none failed.
 */
export async function examine(
  subject: Subject,
  checks: Check[],
  { isOffline, show }: { isOffline: boolean; show: (line: string, finding?: Finding) => void }
): Promise<boolean> {
  let isFine = true
  for (const check of checks) {
    if (isOffline && check.outside) {
      show(lineOf('skip', check.name, '--offline: it asks the network'))
      continue
    }
    const slow = setTimeout(() => show(lineOf('...', check.name, 'this takes a moment')), SLOW_MS)
    const finding = await make(check, subject).finally(() => clearTimeout(slow))
    if (finding.level === 'FAIL') isFine = false
    const { what, why, advice } = finding
    const said = `${what}${why ? `: ${why}` : ''}${advice ? ` -> ${advice}` : ''}`
    show(lineOf(finding.level, check.name, said), finding)
  }
  return isFine
}

async function make(check: Check, subject: Subject): Promise<Finding> {
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error('it did not end')), DEADLINE_MS)
  })
  try {
    return await Promise.race([(async () => check.run(subject))(), tooLate])
  } catch (error) {
    return { level: 'FAIL', what: (error as Error).message }
  } finally {
    clearTimeout(late)
  }
}

function lineOf(level: string, name: string, said: string): string {
  return `${level.padEnd(4)}  ${name.padEnd(12)}  ${said.replace(/\s*\n\s*/g, ' ')}`
}
