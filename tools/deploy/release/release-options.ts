import { readStageOptions, type StageOptions } from '../stage'

export interface ReleaseOptions extends StageOptions {
  promote: boolean
  /** Percent, 1 to 100 */
  weight: number
  note: string
}

/**
 * Reads the command's options. `undefined` when only `usage` was asked for, which it prints. Throws
 * an Error for what it does not know.
 */
export function readReleaseOptions(args: string[], usage: string): ReleaseOptions | undefined {
  const given = readStageOptions<{ weight: string; promote: boolean; note: string }>(args, usage, {
    weight: { type: 'string' },
    promote: { type: 'boolean' },
    note: { type: 'string' }
  })
  if (!given) return undefined
  const { stage, dryRun, weight, promote = false, note = '' } = given
  if (promote === (weight !== undefined))
    throw new Error('give one of them: --weight 1..100, or --promote')
  if (weight !== undefined && !/^([1-9]\d?|100)$/.test(weight))
    throw new Error(`--weight ${weight}: it is percent, a whole number from 1 to 100`)
  return { stage, dryRun, promote, weight: Number(weight ?? 100), note }
}
