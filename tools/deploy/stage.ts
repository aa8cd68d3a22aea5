import { parseArgs } from 'node:util'

export const STAGES = ['test', 'prepub', 'release'] as const
export type Stage = (typeof STAGES)[number]

export interface StageOptions {
  stage: Stage
  dryRun: boolean
}

/** What a command takes beside the stage, by name. */
type Extra = Record<string, { type: 'string' | 'boolean' }>

/**
 * Reads what all commands here take, and what one takes beside it (`extra`). `undefined` when only
 * `usage` was asked for, which it prints. Throws an Error for what it does not know.
 */
export function readStageOptions<Given extends object = object>(
  args: string[],
  usage: string,
  extra: Extra = {}
): (StageOptions & Partial<Given>) | undefined {
  const options = readOptions<Given>(args, usage, extra)
  return options && { ...options, stage: readStage(options.stage) }
}

/** The same for a command that can do without a stage. */
export function readOptions<Given extends object = object>(
  args: string[],
  usage: string,
  extra: Extra
): (Partial<StageOptions> & { dryRun: boolean } & Partial<Given>) | undefined {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      ...extra
    }
  })
  const { stage, help, 'dry-run': dryRun, ...given } = values
  if (help) {
    console.log(usage)
    return undefined
  }
  const named = stage === undefined ? {} : { stage: readStage(stage) }
  return { ...(given as Partial<Given>), ...named, dryRun: dryRun === true }
}

/** Throws an Error that names the stages that there are. */
export function readStage(text: string | undefined): Stage {
  const stage = STAGES.find((known) => known === text)
  if (!stage) throw new Error(`--stage must be one of ${STAGES.join(', ')}`)
  return stage
}
