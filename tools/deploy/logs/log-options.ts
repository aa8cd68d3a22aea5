import { type Stage } from '../../contract'
import { readStageOptions } from '../settings/options'

export interface LogOptions {
  stage: Stage
  /** The name in serverless.yml; all functions by default */
  functionName?: string
  sinceMs: number
  requestId?: string
  follow: boolean
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads the options of `logs`. Throws an Error for an unknown option or an invalid value. */
export function readLogOptions(args: string[]): LogOptions {
  const given = readStageOptions(args, {
    function: { type: 'string' },
    since: { type: 'string' },
    request: { type: 'string' },
    follow: { type: 'boolean' }
  })
  const { stage, function: functionName, since = '15m', request: requestId, follow = false } = given
  const [, count, unit] = /^(\d+)([smhd])$/.exec(since) ?? []
  if (!count || !unit) throw new Error(`--since ${since}: write 30s, 15m, 2h or 1d`)
  // the id becomes part of a query
  if (requestId !== undefined && !/^[\w-]{1,100}$/.test(requestId))
    throw new Error('--request: an id consists of letters, digits and dashes')
  return {
    stage,
    sinceMs: Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS],
    follow,
    ...(functionName !== undefined && { functionName }),
    ...(requestId !== undefined && { requestId })
  }
}
