import { parseArgs, type ParseArgsConfig } from 'node:util'
import { type Stage, STAGES } from '../../contract'

export interface StageOptions {
  stage: Stage
  dryRun: boolean
}

/** The options that one command takes beyond --stage and --dry-run, by name. */
type ExtraOptions = Record<string, { type: 'string' | 'boolean' }>

/**
 * Reads the options that every command of this room takes, and those of one command (`extra`).
 * Throws an Error for an unknown option.
 */
export function readStageOptions<Extra extends object = object>(
  args: string[],
  extra: ExtraOptions = {}
): StageOptions & Partial<Extra> {
  const options = readOptions<Extra>(args, extra)
  return { ...options, stage: readStage(options.stage) }
}

/** Like `readStageOptions`, for a command that also works without a stage. */
export function readOptions<Extra extends object = object>(
  args: string[],
  extra: ExtraOptions
): Partial<StageOptions> & { dryRun: boolean } & Partial<Extra> {
  const values = parse(args, {
    stage: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    ...extra
  })
  const { stage, 'dry-run': dryRun, ...given } = values
  const named = stage === undefined ? {} : { stage: readStage(stage) }
  return { ...(given as Partial<Extra>), ...named, dryRun: dryRun === true }
}

/** Throws an Error that says what to write instead of what is not understood. */
function parse<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options
) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    const { message } = error as Error
    const [first = ''] = message.split('. ')
    const stage = STAGES.find((known) => first.includes(`'${known}'`))
    const advice = stage ? `write --stage ${stage}` : '--help lists the options'
    throw new Error(`${first}: ${advice}`, { cause: error })
  }
}

/** Throws an Error that lists the stages. */
export function readStage(text: string | undefined): Stage {
  const stage = STAGES.find((known) => known === text)
  if (!stage) throw new Error(`--stage must be one of ${STAGES.join(', ')}`)
  return stage
}
