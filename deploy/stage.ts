import { parseArgs } from 'node:util'

export const STAGES = ['test', 'prepub', 'release'] as const
export type Stage = (typeof STAGES)[number]

export interface StageOptions {
  stage: Stage
  dryRun: boolean
}

/**
 * Reads what all commands here take. `undefined` when only `usage` was asked for, which it prints.
 * Throws an Error for what it does not know.
 */
export function readStageOptions(args: string[], usage: string): StageOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(usage)
    return undefined
  }
  const stage = STAGES.find((known) => known === values.stage)
  if (!stage) throw new Error(`--stage must be one of ${STAGES.join(', ')}`)
  return { stage, dryRun: values['dry-run'] }
}
