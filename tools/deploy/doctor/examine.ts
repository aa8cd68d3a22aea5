import { type Check, type CheckFinding } from './check'
import { type Subject } from './subject'

/** Longer than all deadlines inside one check together */
const DEADLINE_MS = 180_000
const SLOW_MS = 1_500

/**
 * Runs all checks, one after the other, whatever the earlier ones found, and shows one line per
 * check with its finding. A line without a finding reports that a check is slow or skipped.
 * Resolves to whether none failed.
 */
export async function examine(
  subject: Subject,
  checks: Check[],
  { isOffline, show }: { isOffline: boolean; show: (line: string, finding?: CheckFinding) => void }
): Promise<boolean> {
  let isOk = true
  for (const check of checks) {
    if (isOffline && check.needsNetwork) {
      show(lineOf('skip', check.name, '--offline: it needs the network'))
      continue
    }
    const timer = setTimeout(() => show(lineOf('...', check.name, 'this takes a moment')), SLOW_MS)
    const finding = await runCheck(check, subject).finally(() => clearTimeout(timer))
    if (finding.level === 'FAIL') isOk = false
    const { what, why, advice } = finding
    const text = `${what}${why ? `: ${why}` : ''}${advice ? ` -> ${advice}` : ''}`
    show(lineOf(finding.level, check.name, text), finding)
  }
  return isOk
}

async function runCheck(check: Check, subject: Subject): Promise<CheckFinding> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it did not end')), DEADLINE_MS)
  })
  try {
    return await Promise.race([(async () => check.run(subject))(), timeout])
  } catch (error) {
    return { level: 'FAIL', what: (error as Error).message }
  } finally {
    clearTimeout(timer)
  }
}

function lineOf(level: string, name: string, text: string): string {
  return `${level.padEnd(4)}  ${name.padEnd(12)}  ${text.replace(/\s*\n\s*/g, ' ')}`
}
