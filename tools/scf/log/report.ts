import { sep } from 'node:path'
import { type PlatformError } from '../../common/platform-errors'
import { type FunctionSettings } from '../../serverless-yml'
import { BOOTSTRAP_NAME } from '../bootstrap/compile'
import { type CallOutcome } from '../instances/outcome'
import { toSources } from './source-places'

/**
 * Logs a call in one line, where the platform writes START, END and Report lines, and a user's error
 * with its stack. The platform bills by the millisecond, rounded up (583/12284), and not for
 * initialization (assumed).
 */
export function createReport(settings: FunctionSettings, log: (line: string) => void) {
  const { name, memoryMb } = settings

  function write(requestId: string, outcome: CallOutcome<unknown>): void {
    const { cold, initMs, ms, usedMb } = outcome
    const parts = [
      cold ? `cold, init ${initMs.toFixed(0)} ms` : 'warm',
      `${ms.toFixed(1)} ms`,
      `billed ${Math.ceil(ms)} ms`,
      `${usedMb?.toFixed(0) ?? '?'}/${memoryMb} MB`
    ]
    if (!outcome.instance) parts.splice(0, parts.length, 'not run')
    if ('failure' in outcome) parts.push(headline(outcome.failure))
    log(`${name} ${requestId} ${parts.join(', ')}`)
    if ('failure' in outcome)
      for (const line of toSources(stackOf(outcome.failure)).split('\n'))
        if (line && !isOurs(line)) log(`${name} | ${line}`)
  }

  return (requestId: string, outcome: CallOutcome<unknown>): void =>
    afterReading(() => write(requestId, outcome))
}

/**
 * Acts when everything is read that processes wrote before now. Pipes are read in any order, and one
 * round of reading may miss what arrives during it; a second round does not.
 */
export function afterReading(act: () => void): void {
  setImmediate(() => setImmediate(act))
}

/** The platform's code and, for a user's error, what happened where. */
function headline(failure: PlatformError): string {
  const stack = toSources(failure.details.fatalError ?? stackOf(failure))
  const known = failure.status === 443 ? 'UserCodeError' : failure.message
  if (!stack) return `${failure.status} ${known}`
  const what = /^(?!\s+at ).*\b\w*Error\b.*$/m.exec(stack)?.[0] ?? stack.split('\n', 1)[0] ?? ''
  const where = placeOf(stack)
  return `${failure.status} ${known}: ${what.trim()}${where ? ` (${where})` : ''}`
}

function stackOf({ status, message, details }: PlatformError): string {
  return details.stackTrace ?? (status === 443 ? message : '')
}

/** The first place in the stack outside Node and this runtime, as file:line:column. */
function placeOf(stack: string): string | undefined {
  const places = stack.matchAll(
    /^(?:\s+at (?:.*\()?)?((?:file:\/\/)?(?:\/|[A-Z]:\\).+?:\d+(?::\d+)?)\)?$/gm
  )
  for (const [, place] of places)
    if (place && !isOurs(place)) return place.replace(process.cwd() + sep, '')
  return undefined
}

/** True for what Node and this runtime add to the stack. */
function isOurs(line: string): boolean {
  return /\bnode:/.test(line) || line.includes(BOOTSTRAP_NAME)
}
